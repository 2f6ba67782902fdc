import { Banner } from '../../components/banner.tsx';
import { ButtonLink } from '../../components/button.tsx';
import { countOf } from '../../components/number.tsx';

/** Rows that do not go with this batch, and the way to mend them first. */
export function StayingRows({ rows, uploadId }: { rows: number; uploadId: string }) {
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
      Something in {rows === 1 ? 'it' : 'them'} is not as it should be for these accounts.
    </Banner>
  );
}
