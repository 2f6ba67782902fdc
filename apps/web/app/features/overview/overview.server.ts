/** From the API's answers to what the Overview shows. Here, because it needs the pace rules, which stay on the server. */

import type { Account, Batch, Outputs, Sheet } from '@hawker/api';
import {
  estimateFinish,
  localTime,
  nextAllowedAt,
  type PaceState,
  type PostStatus,
  postStatusGroups,
} from '@hawker/core';
import { isUploadedByHand } from '../sheets/uploaded-by-hand.ts';

type Post = Pick<
  Outputs['posts']['list']['posts'][number],
  'id' | 'title' | 'accountName' | 'channel' | 'version' | 'status' | 'lastClass' | 'lastSentence'
>;

type Counts = Partial<Record<PostStatus, number>>;

function waitingOf(counts: Counts): number {
  return postStatusGroups.waiting.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
}

/** With those that its sign-in holds up. */
function heldUpOf(counts: Counts): number {
  return waitingOf(counts) + (counts.auth_blocked ?? 0);
}

function paceStateOf(account: Account, now: Date): PaceState {
  return {
    nextSlotAt: account.nextSlotAt,
    quotaDate: localTime(now, account.timeZone).date,
    quotaUsed: account.usedToday,
  };
}

export type NextSlot = { kind: 'none' | 'held' | 'now' } | { kind: 'at'; at: Date };

/** A slot within this time is now, in milliseconds: it would be past before it is read. */
const isNowMs = 5_000;

function nextSlotOf(account: Account, waiting: number, now: Date): NextSlot {
  if (waiting === 0) {
    return { kind: 'none' };
  }
  if (account.status !== 'active') {
    return { kind: 'held' };
  }
  const at = nextAllowedAt(now, account, paceStateOf(account, now), account.timeZone);
  return at.getTime() - now.getTime() < isNowMs ? { kind: 'now' } : { kind: 'at', at };
}

export interface AccountLine {
  id: string;
  name: string;
  channelTitle: string;
  status: Account['status'];
  timeZone: string;
  usedToday: number;
  postsPerDay: number;
  publishedByDay: number[];
  waiting: number;
  /** When its next waiting post may go out by the pace; `now` when it may already. */
  nextSlot: NextSlot;
}

/** Those that need somebody come first; beyond that in the order of their names. */
export function accountLines(accounts: readonly Account[], now: Date): AccountLine[] {
  const lines = accounts.map((account): AccountLine => {
    const waiting = heldUpOf(account.postCounts);
    return {
      id: account.id,
      name: account.name,
      channelTitle: account.channelTitle,
      status: account.status,
      timeZone: account.timeZone,
      usedToday: account.usedToday,
      postsPerDay: account.postsPerDay,
      publishedByDay: account.publishedByDay,
      waiting,
      nextSlot: nextSlotOf(account, waiting, now),
    };
  });
  return [...lines.filter((line) => line.status === 'blocked'), ...lines.filter((line) => line.status !== 'blocked')];
}

export interface BatchLine {
  id: string;
  name: string;
  createdAt: Date;
  progress: Batch['progress'];
}

export function batchLine({ id, name, createdAt, progress }: Batch): BatchLine {
  return { id, name, createdAt, progress };
}

/**
 * When the last waiting post of all accounts is out, by the pace; null when none can go out now, and when some have a
 * time of their own, because then the pace does not tell.
 */
export function finishOf(accounts: readonly Account[], now: Date): Date | null {
  const active = accounts.filter((account) => account.status === 'active' && waitingOf(account.postCounts) > 0);
  if (active.length === 0 || active.some((account) => (account.postCounts.scheduled ?? 0) > 0)) {
    return null;
  }
  const ends = active.map((account) =>
    estimateFinish(now, waitingOf(account.postCounts), account, paceStateOf(account, now), account.timeZone).getTime(),
  );
  return new Date(Math.max(...ends));
}

export type NeedsYou =
  | {
      kind: 'sheet';
      id: string;
      accountId: string;
      account: string;
      number: number;
      waiting: number;
      place: string;
      isDownloaded: boolean;
    }
  | { kind: 'account'; id: string; account: string; reason: string; waiting: number }
  | {
      kind: 'post';
      id: string;
      title: string;
      account: string;
      reason: string;
      status: PostStatus;
      version: number;
      /** It goes out by a sheet: before it does so again, its person is asked whether it is listed already. */
      isByHand: boolean;
      /** What helps: another try, mending what the channel refused, or saying whether it is live. */
      act: 'retry' | 'mend' | 'decide';
    };

/** Blocked accounts and sheets first: each is about many posts, which are not listed one by one. */
export function needsYouOf(accounts: readonly Account[], sheets: readonly Sheet[], posts: readonly Post[]): NeedsYou[] {
  const blocked = accounts.filter((account) => account.status === 'blocked');
  return [
    ...blocked.map(
      (account): NeedsYou => ({
        kind: 'account',
        id: account.id,
        account: account.name,
        reason: account.blockedReason ?? 'Its sign-in no longer works.',
        waiting: heldUpOf(account.postCounts),
      }),
    ),
    ...sheets.map(
      ({ id, accountId, accountName, number, waiting, place, downloadedAt }): NeedsYou => ({
        kind: 'sheet',
        account: accountName,
        isDownloaded: downloadedAt !== null,
        ...{ id, accountId, number, waiting, place },
      }),
    ),
    ...posts.map(
      (post): NeedsYou => ({
        kind: 'post',
        id: post.id,
        title: post.title,
        account: post.accountName,
        reason: post.lastSentence ?? 'Hawker could not tell what became of it.',
        status: post.status,
        version: post.version,
        isByHand: isUploadedByHand(post.channel),
        act: actOf(post),
      }),
    ),
  ];
}

function actOf({ status, lastClass }: Post): 'retry' | 'mend' | 'decide' {
  if (status === 'needs_review') {
    return 'decide';
  }
  return lastClass === 'rejected' ? 'mend' : 'retry';
}
