import type { Batch } from '@hawker/api';
import { Banner } from '../../components/banner.tsx';
import { ButtonLink } from '../../components/button.tsx';
import { deedWords } from '../imports/upload-words.ts';

/** What the file did to listings, and the way back to the rows of it that stayed. Nothing for a batch without a file. */
export function FileOutcome({ batch }: { batch: Batch }) {
  const { listingCount, createdCount: creates, updatedCount: updates, restUploadId } = batch;
  if (creates === null || updates === null) {
    return null;
  }
  const words = deedWords({ creates, updates, unchanged: listingCount - creates - updates });
  return restUploadId === null ? (
    <p className="text-ink-muted text-sm">Of its listings: {words}.</p>
  ) : (
    <Banner
      tone="caution"
      title="Some rows of the file stayed behind"
      action={
        <ButtonLink size="sm" to={`/upload/${restUploadId}/check?show=bad`}>
          Mend them
        </ButtonLink>
      }
    >
      Of the listings that went: {words}. The rest waits until it is mended.
    </Banner>
  );
}
