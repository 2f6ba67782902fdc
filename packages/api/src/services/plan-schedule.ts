/** When posts that are to be scheduled would really go out: by the pace of each account, as the plan of an upload has it. */

import { estimateFinish, estimateSpreadFinish, postActStatuses, postsPerDayAt } from '@hawker/core';
import { countShares, type DuePosts, type PostSelection, selectedPosts } from '@hawker/db';
import type { App } from '../context.ts';
import { problemOf } from './account-outlook.ts';
import { type Account, listAccounts, paceStateOf } from './accounts.ts';
import { requireSensible } from './post-work.ts';

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
  const { from, to } = window;
  requireSensible({ act: 'schedule', from, to });
  const targets = selectedPosts(selection, postActStatuses.schedule, 'made');
  const [shares, accounts] = await Promise.all([
    countShares(app.database.sql, targets, { from, to: to ?? from }),
    listAccounts(app),
  ]);
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const now = new Date();
  const planned = shares.flatMap(({ accountId, posts, others }): ScheduledAccount[] => {
    const account = byId.get(accountId);
    if (!account) {
      return [];
    }
    const { name } = account;
    const problem = problemOf(account);
    const isByHand = account.delivery === 'sheet';
    const finishesAt = problem === null && !isByHand ? finishOf(account, posts, others, window, now) : null;
    return [{ accountId, name, posts, finishesAt, postsPerDay: postsPerDayAt(account), problem }];
  });
  const finishMs = ({ finishesAt }: ScheduledAccount) => finishesAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return {
    accounts: planned.sort((one, other) => finishMs(other) - finishMs(one) || one.name.localeCompare(other.name)),
  };
}

/**
 * With what else the account has to post until the end of the window. Of each time at which some of it is due it asks when
 * all from then on were out if none before them waited: the latest of these is the answer.
 */
function finishOf(
  account: Account,
  posts: number,
  others: readonly DuePosts[],
  { from, to }: ScheduleWindow,
  now: Date,
): Date {
  const state = paceStateOf(account);
  const within = others.reduce((sum, other) => sum + (other.dueAtMs >= from.getTime() ? other.posts : 0), 0);
  const own =
    to === null
      ? estimateFinish(from, posts, account, state, account.timeZone)
      : estimateSpreadFinish({ from, to }, posts + within, account, state, account.timeZone);
  let finishMs = own.getTime();
  let othersLeft = 0;
  for (const other of others.toReversed()) {
    othersLeft += other.posts;
    const at = new Date(Math.max(other.dueAtMs, now.getTime()));
    const left = othersLeft + dueFrom(at, posts, { from, to });
    finishMs = Math.max(finishMs, estimateFinish(at, left, account, state, account.timeZone).getTime());
  }
  return new Date(finishMs);
}

/** How many of so many posts are due then or later. */
function dueFrom(at: Date, posts: number, { from, to }: ScheduleWindow): number {
  return to === null || at <= from
    ? posts
    : Math.ceil((posts * (to.getTime() - at.getTime())) / (to.getTime() - from.getTime()));
}
