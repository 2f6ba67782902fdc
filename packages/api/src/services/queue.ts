/**
 * The queue: who works, what is under way, what waits and why, and what went wrong. At most six statements, none of
 * which reads more for more posts.
 */

import { type AttemptClass, attemptClasses, notFound, type PostStatus, postStatusGroups } from '@hawker/core';
import {
  type ChannelStandRow,
  countFailures,
  type DueRow,
  type FailureRow,
  type InFlightRow,
  listChannelStands,
  listDue,
  listInFlight,
  listWorkers,
  type WorkerRow,
} from '@hawker/db';
import { defaultTimes } from '@hawker/publishing';
import type { App } from '../context.ts';
import { type Account, listAccounts, paceStateOf } from './accounts.ts';
import { silentAfterMs } from './overview.ts';
import { explainWait, finishOf, type Wait, type WaitFacts } from './wait.ts';

/** More of any of these than anybody reads: the rest is a number. */
const most = { workers: 50, inFlight: 50, accounts: 30, due: 1_000, failures: 2_000 } as const;

interface QueueWorker extends Omit<WorkerRow, 'silentAtEndMs'> {
  /**
   * `silent`: it misses heartbeats, and its work is taken over soon. Of the last hour: `stopped` when it was told to,
   * `died` when it was struck off because nobody heard it any more.
   */
  state: 'running' | 'silent' | 'stopped' | 'died';
}

interface QueueAccount {
  id: string;
  name: string;
  channel: string;
  channelTitle: string;
  status: Account['status'];
  timeZone: string;
  usedToday: number;
  postsPerDay: number;
  /** Posts that wait for their turn or for a sign-in. */
  waiting: number;
  /** Of these, as far as their own time is concerned, may go out now; `atLeast` where counting stopped. */
  dueNow: { count: number; atLeast: boolean };
  wait: Wait;
  /** When the last of them is out; null where nobody can tell. */
  finishesAt: Date | null;
}

interface QueueChannel {
  name: string;
  title: string;
  pausedAt: Date | null;
  circuitUntil: Date | null;
  accounts: number;
  waiting: number;
}

interface QueueFailures {
  byClass: (Omit<FailureRow, 'class'> & { class: AttemptClass })[];
  /** Only the latest were counted. */
  atLeast: boolean;
}

interface Queue {
  workers: QueueWorker[];
  inFlight: InFlightRow[];
  accounts: QueueAccount[];
  /** Accounts with something to do that `accounts` has no room for. */
  accountsLeft: number;
  channels: QueueChannel[];
  failures: QueueFailures;
  /** Of all accounts; only the statuses that occur. */
  postCounts: Partial<Record<PostStatus, number>>;
}

export async function getQueue(app: App): Promise<Queue> {
  const { sql } = app.database;
  const [accounts, workers, inFlight, stands, failures] = await Promise.all([
    listAccounts(app),
    listWorkers(sql, most.workers),
    listInFlight(sql, most.inFlight),
    listChannelStands(sql),
    countFailures(sql, most.failures),
  ]);
  const busy = accountsToShow(accounts);
  const shown = busy.slice(0, most.accounts);
  const due = shown.length === 0 ? [] : await listDue(sql, idsOf(shown), most.due);
  const surroundings = { now: new Date(), stands, hasWorker: workers.some(isRunning) };
  return {
    workers: workers.map(withState),
    inFlight,
    accounts: shown.map((account) => describeAccount(account, dueOf(due, account.id), surroundings)),
    accountsLeft: busy.length - shown.length,
    channels: describeChannels(app, accounts, stands),
    failures: describeFailures(failures),
    postCounts: sumCounts(accounts),
  };
}

/** One account as the queue sees it, also when nothing waits for it. */
export async function getQueueAccount(app: App, id: string): Promise<QueueAccount> {
  const { sql } = app.database;
  const [accounts, due, stands, workers] = await Promise.all([
    listAccounts(app),
    listDue(sql, [id], most.due),
    listChannelStands(sql),
    listWorkers(sql, most.workers),
  ]);
  const account = accounts.find((one) => one.id === id);
  if (!account) {
    throw notFound('account');
  }
  return describeAccount(account, dueOf(due, id), { now: new Date(), stands, hasWorker: workers.some(isRunning) });
}

function isRunning({ stoppedAt, heartbeatAgeMs }: WorkerRow): boolean {
  return stoppedAt === null && heartbeatAgeMs < silentAfterMs;
}

function withState({ silentAtEndMs, ...worker }: WorkerRow): QueueWorker {
  if (worker.stoppedAt === null) {
    return { ...worker, state: isRunning({ ...worker, silentAtEndMs }) ? 'running' : 'silent' };
  }
  // Who signs off has beaten until then.
  return { ...worker, state: (silentAtEndMs ?? 0) >= defaultTimes.workerDeadAfterMs ? 'died' : 'stopped' };
}

/** Those that hold something up come first; in both parts by name, so that rows stay where they are while posts go out. */
function accountsToShow(accounts: readonly Account[]): Account[] {
  const isHeld = ({ status }: Account) => status !== 'active';
  const busy = accounts.filter((account) => waitingOf(account) > 0 || isHeld(account));
  return [...busy.filter(isHeld), ...busy.filter((account) => !isHeld(account))];
}

const waitingStatuses: readonly PostStatus[] = [
  ...postStatusGroups.waiting.filter((status) => status !== 'publishing'),
  'auth_blocked',
];

function waitingOf({ postCounts }: Pick<Account, 'postCounts'>): number {
  return waitingStatuses.reduce((sum, status) => sum + (postCounts[status] ?? 0), 0);
}

interface Surroundings {
  now: Date;
  stands: readonly ChannelStandRow[];
  hasWorker: boolean;
}

function describeAccount(account: Account, due: DueRow, { now, stands, hasWorker }: Surroundings): QueueAccount {
  const { id, name, channel, channelTitle, status, timeZone, usedToday, postsPerDay } = account;
  const stand = stands.find((one) => one.channel === channel);
  const waiting = waitingOf(account);
  const facts: WaitFacts = {
    ...account,
    waiting,
    paceState: paceStateOf(account),
    nextDueAt: due.nextDueAt,
    channelPaused: Boolean(stand?.pausedAt),
    circuitUntil: stand?.circuitUntil ?? null,
    hasWorker,
  };
  const wait = explainWait(now, facts);
  return {
    ...{ id, name, channel, channelTitle, status, timeZone, usedToday, postsPerDay, waiting, wait },
    dueNow: { count: Math.min(due.dueNow, waiting), atLeast: due.dueNow >= most.due },
    finishesAt: finishOf(now, wait, facts, due.lastDueAt),
  };
}

function dueOf(rows: readonly DueRow[], accountId: string): DueRow {
  return rows.find((row) => row.accountId === accountId) ?? { accountId, dueNow: 0, nextDueAt: null, lastDueAt: null };
}

/** Those that this Hawker calls, and those that accounts are on: by sheets, or by what it once knew. */
function describeChannels(app: App, accounts: readonly Account[], stands: readonly ChannelStandRow[]): QueueChannel[] {
  const called = [...app.channels.values()].filter((channel) => channel.delivery === 'api');
  const names = new Set([...called.map(({ name }) => name), ...accounts.map((account) => account.channel)]);
  return [...names].map((name) => {
    const stand = stands.find((one) => one.channel === name);
    const its = accounts.filter((account) => account.channel === name);
    return {
      name,
      title: app.channels.get(name)?.title ?? name,
      pausedAt: stand?.pausedAt ?? null,
      circuitUntil: stand?.circuitUntil ?? null,
      accounts: its.length,
      waiting: its.reduce((sum, account) => sum + waitingOf(account), 0),
    };
  });
}

function describeFailures(rows: readonly FailureRow[]): QueueFailures {
  const counted = rows.reduce((sum, row) => sum + row.attempts, 0);
  return {
    // What a channel accepted and publishes later is no failure.
    byClass: rows.flatMap((row) => {
      const known = attemptClasses.find((name) => name === row.class);
      return known ? [{ ...row, class: known }] : [];
    }),
    atLeast: counted >= most.failures,
  };
}

function sumCounts(accounts: readonly Account[]): Partial<Record<PostStatus, number>> {
  const counts: Partial<Record<PostStatus, number>> = {};
  for (const { postCounts } of accounts) {
    for (const [status, n] of entriesOf(postCounts)) {
      counts[status] = (counts[status] ?? 0) + n;
    }
  }
  return counts;
}

function entriesOf(counts: Partial<Record<PostStatus, number>>): [PostStatus, number][] {
  return Object.entries(counts) as [PostStatus, number][];
}

function idsOf(accounts: readonly Account[]): string[] {
  return accounts.map((account) => account.id);
}
