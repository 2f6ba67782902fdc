/** What is still to come of a batch: when it is done, what holds it up, and why posts of it failed. */

import { estimateFinish } from '@hawker/core';
import { type BatchProblemRow, listBatchAccounts, listBatchProblems } from '@hawker/db';
import type { App } from '../context.ts';
import { type Account, listAccounts, paceStateOf } from './accounts.ts';

export interface BatchHold {
  accountId: string;
  name: string;
  status: 'paused' | 'blocked';
  /** Posts of this batch that wait for it. */
  posts: number;
}

export interface BatchOutlook {
  /** When its last waiting post is out, by the pace of each account; null when nothing waits that could go out. */
  finishesAt: Date | null;
  /** Accounts that post nothing for now. */
  holds: BatchHold[];
  /** The most frequent reason first. */
  problems: BatchProblemRow[];
}

/** More reasons than anybody reads. */
const maxProblems = 20;

export async function getBatchOutlook(app: App, batchId: string): Promise<BatchOutlook> {
  const [rows, problems, accounts] = await Promise.all([
    listBatchAccounts(app.database.sql, batchId),
    listBatchProblems(app.database.sql, batchId, maxProblems),
    listAccounts(app),
  ]);
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const now = new Date();
  const holds: BatchHold[] = [];
  let finishesAt: Date | null = null;
  for (const { accountId, waiting, ahead, lastDueAt } of rows) {
    const account = byId.get(accountId);
    if (!account) {
      continue;
    }
    const { name, status } = account;
    if (status !== 'active') {
      holds.push({ accountId, name, status, posts: waiting });
      continue;
    }
    finishesAt = later(finishesAt, later(finishOf(now, ahead, account), lastDueAt));
  }
  return { finishesAt, holds, problems };
}

function finishOf(now: Date, posts: number, account: Account): Date {
  return estimateFinish(now, posts, account, paceStateOf(account), account.timeZone);
}

function later<T extends Date | null>(one: T, other: Date | null): T | Date {
  return one === null || (other !== null && other > one) ? (other ?? one) : one;
}
