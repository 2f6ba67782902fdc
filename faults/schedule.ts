/**
 * What goes wrong and when, and when which listing is posted to which accounts: a pure function of the options, so that
 * the same seed is the same run, as far as a machine with real processes can repeat one.
 */

import { engineSteps } from '@hawker/publishing';
import type { FaultOptions } from './options.ts';
import { createRandom, type SeededRandom } from './seeded-random.ts';

/** Where a worker can be told to die or to freeze: the engine's own steps, and right after the marketplace accepted. */
export const failSteps = [...engineSteps, 'after_wire'] as const;
export type FailStep = (typeof failSteps)[number];

/** `worker` is its place, from 0; a worker that is started again keeps it. `account` likewise. */
export type Fault =
  /** `step`: at that step of the next post it works on; null: right now, whatever it is doing. */
  | { kind: 'kill'; worker: number; step: FailStep | null }
  | { kind: 'terminate'; worker: number }
  /** SIGSTOP for longer than a lease, then SIGCONT. */
  | { kind: 'freeze'; worker: number; step: FailStep | null; forMs: number }
  | { kind: 'postgres_fast_restart' }
  | { kind: 'postgres_immediate_restart' }
  /** The worker's connections to Postgres swallow what is sent, both ways, and are not closed. */
  | { kind: 'half_open'; worker: number; forMs: number }
  | { kind: 'market_outage'; how: 'unavailable' | 'cut'; forMs: number }
  | { kind: 'dropped_replies'; probability: number; forMs: number }
  | { kind: 'slow_replies'; minMs: number; maxMs: number; forMs: number }
  | { kind: 'expired_tokens'; accounts: readonly number[]; forMs: number }
  /** Of posts that are on their way out, whichever account's. */
  | { kind: 'cancel'; posts: number }
  | { kind: 'relist'; posts: number }
  | { kind: 'duplicate_wakes'; account: number; copies: number }
  | { kind: 'lost_wakes' };

export type FaultKind = Fault['kind'];
export type PlannedFault = Fault & { atMs: number };

/** How often each kind comes in a hundred. */
const weights: Readonly<Record<FaultKind, number>> = {
  kill: 24,
  terminate: 9,
  freeze: 10,
  postgres_fast_restart: 5,
  postgres_immediate_restart: 6,
  half_open: 6,
  market_outage: 6,
  dropped_replies: 6,
  slow_replies: 6,
  expired_tokens: 5,
  cancel: 6,
  relist: 5,
  duplicate_wakes: 3,
  lost_wakes: 3,
};
export const faultKinds = Object.keys(weights) as FaultKind[];

/** One listing, posted to these accounts at once. */
export interface Arrival {
  atMs: number;
  accounts: readonly number[];
}

/** How an account is paced; most are not. */
export type AccountPace = 'free' | 'gap_1s' | 'gap_4s' | 'daily_limit';

export interface Schedule {
  faults: readonly PlannedFault[];
  arrivals: readonly Arrival[];
  /** By account. */
  paces: readonly AccountPace[];
  durationMs: number;
}

/** Posts a day of the accounts that have a limit. */
export const dailyLimit = 12;

/** Longer than any lease of the short times, and than the time after which a worker counts as dead. */
export const freezeMs = { from: 3_500, to: 5_000 };
/** The slowest answer that the short times allow for: see scaled-times.ts. */
export const slowestReplyMs = 2_600;

const gapBetweenFaultsMs = { from: 500, to: 1_500 };

export function planRun(options: FaultOptions): Schedule {
  const faults = planFaults(options);
  const durationMs = Math.max(2_000, faults.at(-1)?.atMs ?? 0);
  const paces = Array.from({ length: options.accounts }, (_, account) => paceOf(account));
  return { faults, paces, durationMs, arrivals: planArrivals(options, paces, faults) };
}

function planFaults(options: FaultOptions): PlannedFault[] {
  const random = createRandom(options.seed, 'faults');
  const kinds = drawKinds(options.faults, random);
  let atMs = 0;
  return kinds.map((kind) => {
    atMs += random.integer(gapBetweenFaultsMs.from, gapBetweenFaultsMs.to);
    return { atMs, ...draw(kind, options, random) };
  });
}

/** One of each kind first, then as many more of each as its weight says, and all over again where that is not enough. */
function drawKinds(count: number, random: SeededRandom): FaultKind[] {
  const kinds = shuffle(faultKinds, random);
  while (kinds.length < count) {
    const more = faultKinds.flatMap((kind) => Array.from({ length: weights[kind] - 1 }, () => kind));
    kinds.push(...shuffle(more, random));
  }
  return shuffle(kinds.slice(0, count), random);
}

/** Fisher and Yates. */
function shuffle<T>(items: readonly T[], random: SeededRandom): T[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = random.integer(0, last);
    const [one, two] = [shuffled[last], shuffled[other]];
    if (one !== undefined && two !== undefined) {
      shuffled[last] = two;
      shuffled[other] = one;
    }
  }
  return shuffled;
}

function draw(kind: FaultKind, options: FaultOptions, random: SeededRandom): Fault {
  const worker = random.integer(0, options.workers - 1);
  const account = random.integer(0, options.accounts - 1);
  const step = random.next() < 0.6 ? random.pick(failSteps) : null;
  const forMs = random.integer(1_000, 2_500);
  switch (kind) {
    case 'kill':
      return { kind, worker, step };
    case 'freeze':
      return { kind, worker, step, forMs: random.integer(freezeMs.from, freezeMs.to) };
    case 'terminate':
      return { kind, worker };
    case 'half_open':
      return { kind, worker, forMs: random.integer(2_000, 4_000) };
    case 'market_outage':
      return { kind, how: random.pick(['unavailable', 'cut']), forMs };
    case 'dropped_replies':
      return { kind, probability: random.pick([0.4, 0.7, 1]), forMs };
    case 'slow_replies':
      return { kind, minMs: 400, maxMs: random.integer(1_000, slowestReplyMs), forMs };
    case 'expired_tokens':
      return { kind, accounts: [0, 1, 2, 3].map((next) => (account + next) % options.accounts), forMs };
    case 'cancel':
      return { kind, posts: random.integer(3, 8) };
    case 'relist':
      return { kind, posts: random.integer(1, 4) };
    case 'duplicate_wakes':
      return { kind, account, copies: random.integer(2, 6) };
    case 'lost_wakes':
    case 'postgres_fast_restart':
    case 'postgres_immediate_restart':
      return { kind };
  }
}

/** Of every ten accounts one waits a second between posts, one four, and one has a limit a day. */
function paceOf(account: number): AccountPace {
  const paces: Readonly<Record<number, AccountPace>> = { 1: 'gap_1s', 2: 'gap_4s', 3: 'daily_limit' };
  return paces[account % 10] ?? 'free';
}

const accountsPerListing = 5;

/** In bursts right before the faults, so that each of them meets posts that are on their way. */
const burstBeforeFaultMs = 700;

function planArrivals(
  { posts, seed }: FaultOptions,
  paces: readonly AccountPace[],
  faults: readonly PlannedFault[],
): Arrival[] {
  const random = createRandom(seed, 'arrivals');
  const durationMs = faults.at(-1)?.atMs ?? 0;
  // More than the pace lets through would wait for hours; a limit a day gets more on purpose.
  const room: Readonly<Record<AccountPace, number>> = {
    free: Number.POSITIVE_INFINITY,
    gap_1s: Math.max(2, Math.floor(durationMs / 3_000)),
    gap_4s: Math.max(2, Math.floor(durationMs / 9_000)),
    daily_limit: 2 * dailyLimit,
  };
  const left = paces.map((pace) => room[pace]);
  const arrivals: Arrival[] = [];
  for (let planned = 0; planned < posts; ) {
    const wanted = Math.min(accountsPerListing, posts - planned);
    const open = left.flatMap((more, account) => (more > 0 ? [account] : []));
    const accounts = new Set<number>();
    while (accounts.size < Math.min(wanted, open.length)) {
      accounts.add(random.pick(open));
    }
    for (const account of accounts) {
      left[account] = (left[account] ?? 0) - 1;
    }
    const faultAtMs = faults.length === 0 ? 0 : random.pick(faults).atMs;
    const atMs = Math.max(0, faultAtMs - random.integer(0, burstBeforeFaultMs));
    arrivals.push({ atMs, accounts: [...accounts].sort((a, b) => a - b) });
    planned += accounts.size;
  }
  return arrivals.sort((one, other) => one.atMs - other.atMs);
}

/** One line a fault, as it is printed before the run. */
export function describeFault({ atMs, kind, ...rest }: PlannedFault): string {
  const details = Object.entries(rest).flatMap(([name, value]) => (value === null ? [] : `${name} ${value}`));
  return `${(atMs / 1_000).toFixed(2).padStart(8)} s  ${[kind.replaceAll('_', ' '), ...details].join(', ')}`;
}
