/** What a person may do with posts: which of them can, and how it is told afterwards. Pure. */

import { deletablePostStatuses, mayMove, type PostMoveName, type PostStatus } from '@hawker/core';
import { countOf, formatCount } from '../../components/number.tsx';

export const postActs = [
  'publish',
  'schedule',
  'cancel',
  'retry',
  'markSold',
  'delist',
  'relist',
  'remove',
  'restore',
] as const;
export type PostAct = (typeof postActs)[number];

/** As many as the router takes at once. */
export const maxPostsAtOnce = 1_000;

export function isPostAct(value: unknown): value is PostAct {
  return postActs.some((act) => act === value);
}

const moves: Readonly<Record<Exclude<PostAct, 'remove' | 'restore'>, PostMoveName>> = {
  publish: 'queue',
  schedule: 'schedule',
  cancel: 'cancel',
  retry: 'retry',
  markSold: 'markSold',
  delist: 'delist',
  relist: 'relist',
};

export function canAct(act: PostAct, status: PostStatus): boolean {
  switch (act) {
    case 'remove':
      return deletablePostStatuses.includes(status);
    case 'restore':
      return false;
    case 'cancel':
      // A draft goes nowhere by itself: it is deleted, or left.
      return status !== 'draft' && mayMove(moves.cancel, status);
    case 'relist':
      // What is live is taken down first, by the same request.
      return status === 'published' || mayMove(moves.relist, status);
    case 'publish':
    case 'schedule':
    case 'retry':
    case 'markSold':
    case 'delist':
      return mayMove(moves[act], status);
  }
}

export interface ActResult {
  act: PostAct;
  moved: number;
  left: number;
}

const done: Readonly<Record<PostAct, (posts: string, one: boolean) => string>> = {
  publish: (posts, one) => `${posts} ${one ? 'goes' : 'go'} out as soon as the pace allows.`,
  schedule: (posts, one) => `${posts} ${one ? 'is' : 'are'} scheduled.`,
  cancel: (posts, one) => `${posts} ${one ? 'is' : 'are'} canceled.`,
  retry: (posts, one) => `${posts} ${one ? 'is' : 'are'} tried again.`,
  markSold: (posts, one) => `${posts} ${one ? 'is' : 'are'} being marked as sold.`,
  delist: (posts, one) => `${posts} ${one ? 'is' : 'are'} being taken down.`,
  relist: (posts, one) => `${posts} ${one ? 'is' : 'are'} being listed anew.`,
  remove: (posts) => `${posts} deleted.`,
  restore: (posts, one) => `${posts} ${one ? 'is' : 'are'} back.`,
};

const nothing: Readonly<Record<PostAct, string>> = {
  publish: 'Nothing was published',
  schedule: 'Nothing was scheduled',
  cancel: 'Nothing was canceled',
  retry: 'Nothing was tried again',
  markSold: 'Nothing was marked as sold',
  delist: 'Nothing was taken down',
  relist: 'Nothing was listed anew',
  remove: 'Nothing was deleted',
  restore: 'Nothing came back',
};

/**
 * `35 posts go out as soon as the pace allows. 3 could not: 2 are live already, 1 is under way.` The reasons are given
 * only where `statuses` (as the screen knew them) explain exactly those that were left.
 */
export function actSentence({ act, moved, left }: ActResult, statuses: readonly PostStatus[] = []): string {
  const unable = act === 'restore' ? [] : statuses.filter((status) => !canAct(act, status));
  const why = unable.length === left ? reasons(unable) : generalReason(act, left);
  if (moved === 0) {
    return `${nothing[act]}: ${why}.`;
  }
  const first = done[act](countOf(moved, 'post'), moved === 1);
  return left === 0 ? first : `${first} ${formatCount(left)} could not: ${why}.`;
}

function generalReason(act: PostAct, left: number): string {
  if (act === 'restore') {
    return 'the listing or the account is gone, or has a newer post';
  }
  return `${left === 1 ? 'it' : 'they'} had moved on meanwhile`;
}

/** After `3`: `3 are live already`. */
const stands: Readonly<Record<PostStatus, string>> = {
  draft: 'not sent yet',
  scheduled: 'scheduled',
  queued: 'waiting already',
  publishing: 'under way',
  published: 'live already',
  retry_wait: 'tried again already',
  rate_limited: 'waiting already',
  auth_blocked: 'waiting for a sign-in',
  failed: 'failed',
  unknown: 'being checked',
  needs_review: 'waiting for you',
  sold: 'sold',
  delisted: 'taken down',
  canceled: 'canceled',
};

function reasons(statuses: readonly PostStatus[]): string {
  const counts = new Map<string, number>();
  for (const status of statuses) {
    counts.set(stands[status], (counts.get(stands[status]) ?? 0) + 1);
  }
  if (counts.size === 1) {
    const [[word] = ['']] = counts;
    return `${statuses.length === 1 ? 'it is' : 'they are'} ${word}`;
  }
  return [...counts].map(([word, n]) => `${formatCount(n)} ${n === 1 ? 'is' : 'are'} ${word}`).join(', ');
}
