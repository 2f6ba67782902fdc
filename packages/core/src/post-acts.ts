/** What a person may do with posts, one or a hundred thousand. */

import { deletablePostStatuses, editablePostStatuses, type PostStatus, postMoves } from './post-state.ts';

export const postActs = [
  'publish',
  'schedule',
  'retry',
  'cancel',
  'markLive',
  'reprice',
  'markSold',
  'delist',
  'relist',
  'remove',
] as const;
export type PostAct = (typeof postActs)[number];

/** From which statuses each makes sense: what buttons count, and what "all that match" of it are. */
export const postActStatuses: Readonly<Record<PostAct, readonly PostStatus[]>> = {
  publish: postMoves.queue.from,
  schedule: postMoves.schedule.from,
  retry: postMoves.retry.from,
  // A draft goes nowhere by itself: it is deleted, or left. Named by its id it is canceled all the same.
  cancel: postMoves.cancel.from.filter((status) => status !== 'draft'),
  // A person's word of what they have uploaded. What is live without anybody's word is not theirs to say.
  markLive: ['awaiting_upload'],
  reprice: editablePostStatuses,
  markSold: postMoves.markSold.from,
  delist: postMoves.delist.from,
  // What is live is taken down first, by the same request.
  relist: ['published', ...postMoves.relist.from],
  remove: deletablePostStatuses,
};
