import { Banner } from '../../components/banner.tsx';
import { ButtonLink } from '../../components/button.tsx';
import { countOf } from '../../components/number.tsx';
import type { UploadTrouble } from './upload-types.ts';

interface StayingRowsProps {
  rows: number;
  uploadId: string;
  /** What is wrong in most rows; it may be one account that cannot take them. */
  troubles: readonly UploadTrouble[];
}

/** Rows that do not go with this batch, why most of them do not, and the way to mend them first. */
export function StayingRows({ rows, uploadId, troubles }: StayingRowsProps) {
  return rows === 0 ? null : (
    <Banner
      tone="caution"
      title={`${countOf(rows, 'row')} ${rows === 1 ? 'stays' : 'stay'} behind`}
      action={
        <ButtonLink size="sm" to={`/upload/${uploadId}/check?show=bad`}>
          Mend
        </ButtonLink>
      }
    >
      <p>Something in {rows === 1 ? 'it' : 'them'} is not as it should be for the accounts you have chosen.</p>
      {troubles.map(({ column, sentence }) => (
        <p key={column} className="break-words">
          Most often: {sentence}
        </p>
      ))}
      <p>An account can be left out, or say it in its own way: press “Vary”.</p>
    </Banner>
  );
}
