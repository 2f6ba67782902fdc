/** When posts that are to be scheduled would really go out: by the pace of each account, as the plan of an upload has it. */

import { estimateFinish, estimateSpreadFinish, postActStatuses, postsPerDayAt } from '@hawker/core';
import {
  countPosted,
  countShares,
  type ListingSelection,
  type PostSelection,
  selectedListings,
  selectedPosts,
} from '@hawker/db';
import type { App } from '../context.ts';
import { type Account, listAccounts, paceStateOf } from './accounts.ts';
import { problemOf } from './plan-upload.ts';

export interface ScheduledAccount {
  accountId: string;
  name: string;
  posts: number;
  /** When the last of them is out. Null for a paused or blocked one, and where a person uploads them. */
  finishesAt: Date | null;
  /** The most that its pace allows. */
  postsPerDay: number;
  /** Why nothing goes out for now. */
  problem: string | null;
}

export interface SchedulePlan {
  /** Those that have posts in it; who is done last comes first. */
  accounts: ScheduledAccount[];
}

/** Without `to`: all from one time on. */
export interface ScheduleWindow {
  from: Date;
  to: Date | null;
}

export async function planSchedule(app: App, selection: PostSelection, window: ScheduleWindow): Promise<SchedulePlan> {
  const targets = selectedPosts(selection, postActStatuses.schedule, 'made');
  const [shares, accounts] = await Promise.all([
    countShares(app.database.sql, targets, window.to ?? window.from),
    listAccounts(app),
  ]);
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const now = new Date();
  const planned = shares.flatMap(({ accountId, posts, ahead }): ScheduledAccount[] => {
    const account = byId.get(accountId);
    if (!account) {
      return [];
    }
    const { name } = account;
    const problem = problemOf(account);
    const isByHand = app.channels.get(account.channel)?.delivery === 'sheet';
    const finishesAt = problem === null && !isByHand ? finishOf(account, posts, ahead, window, now) : null;
    return [{ accountId, name, posts, finishesAt, postsPerDay: postsPerDayAt(account), problem }];
  });
  const finishMs = ({ finishesAt }: ScheduledAccount) => finishesAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return {
    accounts: planned.sort((one, other) => finishMs(other) - finishMs(one) || one.name.localeCompare(other.name)),
  };
}

function finishOf(account: Account, posts: number, ahead: number, { from, to }: ScheduleWindow, now: Date): Date {
  const state = paceStateOf(account);
  const alone =
    to === null
      ? estimateFinish(from, posts, account, state, account.timeZone)
      : estimateSpreadFinish({ from, to }, posts, account, state, account.timeZone);
  // What waits before them may still be going out by then.
  const behind = ahead === 0 ? now : estimateFinish(now, ahead + posts, account, state, account.timeZone);
  return new Date(Math.max(behind.getTime(), alone.getTime()));
}

export interface PostingAccount {
  accountId: string;
  /** That would be made: a listing is on an account once. */
  posts: number;
  alreadyThere: number;
  /** When the last one is out, if they are published now. Null where there is none, as with `ScheduledAccount`. */
  finishesAt: Date | null;
}

/** What posting listings would make, for every account there is. */
export async function planPosting(app: App, selection: ListingSelection): Promise<PostingAccount[]> {
  const [{ listings, posted }, accounts] = await Promise.all([
    countPosted(app.database.sql, selectedListings(selection)),
    listAccounts(app),
  ]);
  const there = new Map(posted.map(({ accountId, posts }) => [accountId, posts]));
  const now = new Date();
  return accounts.map((account) => {
    const alreadyThere = there.get(account.id) ?? 0;
    const posts = listings - alreadyThere;
    return { accountId: account.id, posts, alreadyThere, finishesAt: finishOfNew(app, account, posts, now) };
  });
}

function finishOfNew(app: App, account: Account, posts: number, now: Date): Date | null {
  const { queued = 0, scheduled = 0, retry_wait: retrying = 0, rate_limited: slowed = 0 } = account.postCounts;
  const isByHand = app.channels.get(account.channel)?.delivery === 'sheet';
  if (posts === 0 || isByHand || problemOf(account) !== null) {
    return null;
  }
  const waiting = queued + scheduled + retrying + slowed + posts;
  return estimateFinish(now, waiting, account, paceStateOf(account), account.timeZone);
}
