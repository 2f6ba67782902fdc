import type { Batch } from '@hawker/api';
import { Banner } from '../../components/banner.tsx';
import { ButtonLink } from '../../components/button.tsx';
import { countOf } from '../../components/number.tsx';

/** The way back to the rows of the file that stayed, until they have gone too. */
export function RowsThatStayed({ restUploadId, restRowCount: rows }: Pick<Batch, 'restUploadId' | 'restRowCount'>) {
  return restUploadId === null ? null : (
    <Banner
      tone="caution"
      title={`${countOf(rows, 'row')} of the file stayed behind`}
      action={
        <ButtonLink size="sm" to={`/upload/${restUploadId}/check?show=bad`}>
          {rows === 1 ? 'Mend it' : 'Mend them'}
        </ButtonLink>
      }
    >
      {rows === 1
        ? 'Something in it is not as it should be. It waits as an upload of its own until it is mended.'
        : 'Something in them is not as it should be. They wait as an upload of their own until they are mended.'}
    </Banner>
  );
}
