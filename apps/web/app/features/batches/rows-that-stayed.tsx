import type { Batch } from '@hawker/api';
import { Banner } from '../../components/banner.tsx';
import { ButtonLink } from '../../components/button.tsx';

/** The way back to the rows of the file that stayed, until they have gone too. */
export function RowsThatStayed({ restUploadId }: Pick<Batch, 'restUploadId'>) {
  return restUploadId === null ? null : (
    <Banner
      tone="caution"
      title="Some rows of the file stayed behind"
      action={
        <ButtonLink size="sm" to={`/upload/${restUploadId}/check?show=bad`}>
          Mend them
        </ButtonLink>
      }
    >
      They wait until they are mended, and then make a batch of their own.
    </Banner>
  );
}
