/** Why the next post of an account does not go out this second, and when the waiting ones are out. Pure. */

import { type AccountStatus, estimateFinish, localTime, nextAllowedAt, type Pace, type PaceState } from '@hawker/core';

export type Wait =
  /** Nothing waits for it. */
  | { kind: 'nothing' }
  /** It goes out as soon as a worker takes it, which is at once. */
  | { kind: 'now' }
  /** Not before somebody does something. */
  | { kind: 'blocked'; sentence: string }
  | { kind: 'paused' }
  | { kind: 'channel_paused' }
  | { kind: 'no_worker' }
  /** By itself: its photos are being fetched. */
  | { kind: 'photos' }
  /**
   * By itself, at that time. `later`: a time of its own, or another try. `slowed`: the channel asked for it.
   * `no_answer`: the channel answers nobody.
   */
  | { kind: 'later' | 'gap' | 'slowed' | 'quota' | 'quiet' | 'no_answer'; until: Date };

export interface WaitFacts extends Pace {
  status: AccountStatus;
  blockedReason: string | null;
  timeZone: string;
  paceState: PaceState;
  /** Posts that wait for their turn or for a sign-in. */
  waiting: number;
  nextDueAt: Date | null;
  channelPaused: boolean;
  /** Null where the channel's circuit is closed. */
  circuitUntil: Date | null;
  /** Whether any worker lives. */
  hasWorker: boolean;
}

/** A slot within this time is now, in milliseconds: it would be past before it is read. */
const isNowMs = 5_000;

export function explainWait(now: Date, facts: WaitFacts): Wait {
  const { status, waiting, nextDueAt } = facts;
  if (waiting === 0) {
    return { kind: 'nothing' };
  }
  if (status === 'blocked') {
    return { kind: 'blocked', sentence: facts.blockedReason ?? 'Its sign-in no longer works.' };
  }
  if (status === 'paused') {
    return { kind: 'paused' };
  }
  if (facts.channelPaused) {
    return { kind: 'channel_paused' };
  }
  if (!facts.hasWorker) {
    return { kind: 'no_worker' };
  }
  if (nextDueAt === null) {
    return { kind: 'photos' };
  }
  const reasons = [{ kind: 'later' as const, until: nextDueAt }, explainPace(now, facts), explainCircuit(facts)];
  const last = reasons.reduce((one, other) => (other.until > one.until ? other : one));
  return last.until.getTime() - now.getTime() < isNowMs ? { kind: 'now' } : last;
}

type TimedWait = Extract<Wait, { until: Date }>;

/** Which rule of the pace holds the account up, and until when; in the past where none does. */
function explainPace(now: Date, facts: WaitFacts): TimedWait {
  const { paceState, timeZone } = facts;
  const until = nextAllowedAt(now, facts, paceState, timeZone);
  const afterGap = paceState.nextSlotAt && paceState.nextSlotAt > now ? paceState.nextSlotAt : now;
  if (until.getTime() > afterGap.getTime()) {
    const isUsedUp =
      localTime(afterGap, timeZone).date === paceState.quotaDate && paceState.quotaUsed >= facts.postsPerDay;
    return { kind: isUsedUp ? 'quota' : 'quiet', until };
  }
  // No gap of its own is as long as that.
  const isAsked = afterGap.getTime() - now.getTime() > facts.minGapSeconds * 1000 + isNowMs;
  return { kind: isAsked ? 'slowed' : 'gap', until };
}

function explainCircuit({ circuitUntil }: WaitFacts): TimedWait {
  return { kind: 'no_answer', until: circuitUntil ?? new Date(0) };
}

/**
 * When the last of them is out, at this pace; null where nobody can tell, because somebody or something else must act
 * first.
 */
export function finishOf(now: Date, wait: Wait, facts: WaitFacts, lastDueAt: Date | null): Date | null {
  switch (wait.kind) {
    case 'nothing':
    case 'blocked':
    case 'paused':
    case 'channel_paused':
    case 'no_worker':
    case 'photos':
      return null;
    case 'now':
    case 'gap':
    case 'slowed':
    case 'quota':
    case 'quiet':
    case 'later':
    case 'no_answer': {
      const from = facts.circuitUntil && facts.circuitUntil > now ? facts.circuitUntil : now;
      const paced = estimateFinish(from, facts.waiting, facts, facts.paceState, facts.timeZone);
      return lastDueAt && lastDueAt > paced ? lastDueAt : paced;
    }
  }
}
