/** What a person may do with posts: which of them can, and how it is told afterwards. Pure. */

import { type PostAct, type PostStatus, postActStatuses, postActs } from '@hawker/core';
import { countOf, formatCount } from '../../components/number.tsx';

/** What a list sends: the acts of a person, and taking a deletion back. */
export type ListAct = PostAct | 'restore';

export function isPostAct(value: unknown): value is ListAct {
  return value === 'restore' || postActs.some((act) => act === value);
}

export function canAct(act: PostAct, status: PostStatus): boolean {
  return postActStatuses[act].includes(status);
}

export interface ActResult {
  act: ListAct;
  moved: number;
  left: number;
  /** How many were meant, where it may have been stopped before all had their turn. */
  total?: number;
}

const done: Readonly<Record<ListAct, (posts: string, one: boolean) => string>> = {
  publish: (posts, one) => `${posts} ${one ? 'goes' : 'go'} out as soon as the pace allows.`,
  schedule: (posts, one) => `${posts} ${one ? 'is' : 'are'} scheduled.`,
  cancel: (posts, one) => `${posts} ${one ? 'is' : 'are'} canceled.`,
  retry: (posts, one) => `${posts} ${one ? 'is' : 'are'} tried again.`,
  markLive: (posts, one) => `${posts} ${one ? 'is' : 'are'} live.`,
  reprice: (posts, one) => `${posts} ${one ? 'has' : 'have'} a new price.`,
  markSold: (posts, one) => `${posts} ${one ? 'is' : 'are'} being marked as sold.`,
  delist: (posts, one) => `${posts} ${one ? 'is' : 'are'} being taken down.`,
  relist: (posts, one) => `${posts} ${one ? 'is' : 'are'} being listed anew.`,
  remove: (posts) => `${posts} deleted.`,
  restore: (posts, one) => `${posts} ${one ? 'is' : 'are'} back.`,
};

const nothing: Readonly<Record<ListAct, string>> = {
  publish: 'Nothing was published',
  schedule: 'Nothing was scheduled',
  cancel: 'Nothing was canceled',
  retry: 'Nothing was tried again',
  markLive: 'Nothing was marked live',
  reprice: 'No price was changed',
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
export function actSentence(
  { act, moved, left, total = moved + left }: ActResult,
  statuses: readonly PostStatus[] = [],
): string {
  const untouched = total - moved - left;
  const rest = untouched > 0 ? ` ${formatCount(untouched)} were not reached.` : '';
  const unable = act === 'restore' ? [] : statuses.filter((status) => !canAct(act, status));
  const why = unable.length === left ? reasons(unable) : generalReason(act, left);
  if (moved === 0) {
    return left === 0 ? `${nothing[act]}.${rest}` : `${nothing[act]}: ${why}.${rest}`;
  }
  const first = done[act](countOf(moved, 'post'), moved === 1);
  return left === 0 ? `${first}${rest}` : `${first} ${formatCount(left)} could not: ${why}.${rest}`;
}

function generalReason(act: ListAct, left: number): string {
  if (act === 'restore') {
    return 'the listing or the account is gone, or has a newer post';
  }
  if (act === 'reprice') {
    return 'the price does not allow it, or they had moved on meanwhile';
  }
  const one = left === 1;
  if (act === 'markLive') {
    return `${one ? 'it' : 'they'} had moved on meanwhile, or no downloaded sheet has ${one ? 'it' : 'them'}`;
  }
  if (act === 'relist') {
    return `${one ? 'it' : 'they'} had moved on meanwhile, or Hawker cannot take ${one ? 'it' : 'them'} down`;
  }
  return `${one ? 'it' : 'they'} had moved on meanwhile`;
}

/** What is under way: `Canceling 12,431 posts`. */
export function doingWords(act: ListAct, posts: number): string {
  return `${doing[act]} ${countOf(posts, 'post')}`;
}

const doing: Readonly<Record<ListAct, string>> = {
  publish: 'Publishing',
  schedule: 'Scheduling',
  cancel: 'Canceling',
  retry: 'Trying again:',
  markLive: 'Marking live:',
  reprice: 'Changing the price of',
  markSold: 'Marking as sold:',
  delist: 'Taking down',
  relist: 'Relisting',
  remove: 'Deleting',
  restore: 'Bringing back',
};

/** After `3`: `3 are live already`. */
const stands: Readonly<Record<PostStatus, string>> = {
  draft: 'not sent yet',
  scheduled: 'scheduled',
  queued: 'waiting already',
  awaiting_upload: 'in a sheet already',
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
