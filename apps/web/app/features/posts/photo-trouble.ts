/** Photos belong to the listing: what is wrong with them is mended there, and never at a post. Pure. */

import { editablePostStatuses, type PostStatus } from '@hawker/core';
import { formatCount } from '../../components/number.tsx';
import type { Attempt, PostStory } from './post-types.ts';

type Told = Pick<PostStory, 'failedPhotos'> & { attempts: readonly Pick<Attempt, 'fieldErrors'>[] };

/** What to do, instead of whatever else is to be done; null where the photos are no trouble. */
export function photoTrouble(status: PostStatus, { failedPhotos, attempts }: Told): string | null {
  if (status === 'failed') {
    const refused = attempts.at(0)?.fieldErrors ?? {};
    return failedPhotos > 0 || 'photos' in refused || 'photoIds' in refused
      ? 'Photos belong to the listing: mend them there, then publish it again.'
      : null;
  }
  if (failedPhotos === 0 || !editablePostStatuses.includes(status)) {
    return null;
  }
  const [what, them] = failedPhotos === 1 ? ['One photo', 'it'] : [`${formatCount(failedPhotos)} photos`, 'them'];
  return `${what} of its listing could not be fetched. Mend ${them} there: like this it does not go out.`;
}
