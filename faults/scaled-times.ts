/**
 * The engine's times, shorter: a run of a minute then sees what would take an hour. What makes the engine safe is not
 * how long they are but how they stand to each other, so those relations are written down here, and both the real times
 * and the short ones are held to them (scaled-times.test.ts, and again at the start of every run).
 */

import type { EngineTimes } from '@hawker/publishing';

export interface Timing {
  engine: EngineTimes;
  /** How long the channel may take to answer a submit. */
  submitTimeoutMs: number;
  /** After so long a statement on a dead connection fails. */
  queryTimeoutMs: number;
  /** How long a worker may take to finish what is under way when it is told to stop. */
  drainTimeoutMs: number;
}

/** What a marketplace is trusted with. Beyond it no ledger can be safe without the marketplace's help. */
export interface MarketLimits {
  /** The longest that it may still act on a request which nobody waits for any more, counted from the request. */
  slowestAnswerMs: number;
  /** How long its own search may lag behind what it accepted. */
  lookupLagMs: number;
}

export const shortTiming: Timing = {
  engine: {
    prepareTimeoutMs: 1_500,
    leaseMarginMs: 1_200,
    settleTimeMs: 400,
    heartbeatEveryMs: 300,
    workerDeadAfterMs: 3_200,
    selfFenceAfterMs: 2_400,
    circuitOpenMs: 300,
  },
  submitTimeoutMs: 1_500,
  queryTimeoutMs: 1_500,
  drainTimeoutMs: 6_000,
};

/** What a hung channel gets beyond its timeout (packages/publishing, within-time.ts), in milliseconds. */
const abortGraceMs = 1_000;

/** Looks that must all say "absent" before a post is sent again, each after twice the time (look-up.ts). */
const settleTimesUntilSentAgain = 1 + 2 + 4;

interface Relation {
  says: string;
  holds(timing: Timing, market: MarketLimits): boolean;
}

export const relations: readonly Relation[] = [
  {
    says: 'three beats in a row may be lost before a worker fences itself',
    holds: ({ engine }) => 3 * engine.heartbeatEveryMs < engine.selfFenceAfterMs,
  },
  {
    says: 'a beat on a dead connection fails in time for two more, before the worker fences itself',
    holds: ({ engine, queryTimeoutMs }) => queryTimeoutMs + 2 * engine.heartbeatEveryMs < engine.selfFenceAfterMs,
  },
  {
    says: 'a worker that nobody hears has fenced itself a beat before the others call it dead',
    holds: ({ engine }) => engine.selfFenceAfterMs + engine.heartbeatEveryMs < engine.workerDeadAfterMs,
  },
  {
    says: 'a channel that heeds no signal is given up within the margin of the lease',
    holds: ({ engine }) => abortGraceMs < engine.leaseMarginMs,
  },
  {
    says: 'a worker that is told to stop has time for a submit that is under way, even one that hangs',
    holds: ({ submitTimeoutMs, drainTimeoutMs }) => submitTimeoutMs + abortGraceMs < drainTimeoutMs,
  },
  {
    says: 'what the marketplace still makes of a request is over, and its search shows it, before it is sent again',
    holds: ({ engine, submitTimeoutMs }, { slowestAnswerMs, lookupLagMs }) =>
      slowestAnswerMs + lookupLagMs < submitTimeoutMs + settleTimesUntilSentAgain * engine.settleTimeMs,
  },
];

/** Throws a sentence for every relation that does not hold. */
export function assertSafe(timing: Timing, market: MarketLimits): void {
  const broken = relations.filter((relation) => !relation.holds(timing, market));
  if (broken.length > 0) {
    throw new Error(`These times prove nothing: ${broken.map((relation) => relation.says).join('; ')}.`);
  }
}

/** The longest a lease is ever given for: what a SIGSTOP must outlast. */
export function longestLeaseMs({ engine, submitTimeoutMs }: Timing): number {
  return Math.max(engine.prepareTimeoutMs, submitTimeoutMs) + engine.leaseMarginMs;
}
