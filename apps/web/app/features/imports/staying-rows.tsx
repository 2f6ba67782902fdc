import { Banner } from '../../components/banner.tsx';
import { ButtonLink } from '../../components/button.tsx';
import { countOf } from '../../components/number.tsx';
import type { UploadTrouble } from './upload-types.ts';

interface StayingRowsProps {
  rows: number;
  uploadId: string;
  /** What is wrong in them, the most frequent first; it may be one account that cannot take them. */
  troubles: readonly UploadTrouble[];
}

const reasonsTold = 3;

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
      <p>Not as {rows === 1 ? 'it' : 'they'} should be for all of the accounts you have chosen:</p>
      <ul className="list-disc pl-5">
        {troubles.slice(0, reasonsTold).map((trouble) => (
          <li key={trouble.column} className="wrap-anywhere">
            {rows === 1 ? null : `${countOf(trouble.rows, 'row')}: `}
            {trouble.sentence}
          </li>
        ))}
      </ul>
      <p>A row goes to all of them or to none. An account can be left out, or say it in its own way: press “Vary”.</p>
    </Banner>
  );
}
