/** What the screen shows of an account beyond its columns. Pure, made on the server: the browser gets only figures. */

import type { Account } from '@hawker/api';
import { localTime, nextAllowedAt, type PostStatus, type PostStatusGroup, postStatusGroups } from '@hawker/core';

/** When the account may post next. `stopped`: not before a person does something. */
export type NextSlot = { kind: 'now' } | { kind: 'at'; at: Date } | { kind: 'stopped' };

export interface AccountSummary {
  id: string;
  name: string;
  channelTitle: string;
  status: Account['status'];
  blockedReason: string | null;
  timeZone: string;
  /** Submits on the account's own local day, and the most that it may have in one. */
  usedToday: number;
  postsPerDay: number;
  nextSlot: NextSlot;
  posts: Record<PostStatusGroup, number>;
  postsTotal: number;
  /** The last 14 local days, oldest first. */
  publishedByDay: readonly number[];
}

/** A slot within this time is now, in milliseconds: it would be past before it is read. */
const isNowMs = 5_000;

export function summariseAccount(account: Account, now: Date): AccountSummary {
  const { id, name, channelTitle, status, blockedReason, timeZone, usedToday, postsPerDay, publishedByDay } = account;
  const posts = countByGroup(account.postCounts);
  return {
    ...{ id, name, channelTitle, status, blockedReason, timeZone, usedToday, postsPerDay, publishedByDay, posts },
    nextSlot: nextSlotOf(account, now),
    postsTotal: Object.values(posts).reduce((sum, count) => sum + count, 0),
  };
}

function nextSlotOf(account: Account, now: Date): NextSlot {
  if (account.status !== 'active') {
    return { kind: 'stopped' };
  }
  const state = {
    nextSlotAt: account.nextSlotAt,
    quotaDate: localTime(now, account.timeZone).date,
    quotaUsed: account.usedToday,
  };
  const at = nextAllowedAt(now, account, state, account.timeZone);
  return at.getTime() - now.getTime() < isNowMs ? { kind: 'now' } : { kind: 'at', at };
}

function countByGroup(counts: Partial<Record<PostStatus, number>>): Record<PostStatusGroup, number> {
  const count = (group: PostStatusGroup) =>
    postStatusGroups[group].reduce((sum, status) => sum + (counts[status] ?? 0), 0);
  return {
    draft: count('draft'),
    waiting: count('waiting'),
    needsYou: count('needsYou'),
    failed: count('failed'),
    live: count('live'),
    ended: count('ended'),
  };
}
