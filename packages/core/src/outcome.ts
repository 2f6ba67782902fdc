/**
 * What a channel says of one call, and what is to be done about it. Pure, so that the retry rule can be read and
 * tested in one place.
 */

import type { FieldErrors } from './errors.ts';
import type { PostMoveName } from './post-state.ts';

/** A channel returns one of these and does not throw. */
export type Outcome =
  | { kind: 'published'; externalId: string; externalUrl: string | null }
  /** Accepted but not yet live; `token` asks for it again. */
  | { kind: 'pending'; token: string; checkAfterMs: number }
  /** Definitely not posted. */
  | { kind: 'retryable'; sentence: string; retryAfterMs?: number }
  | { kind: 'rate_limited'; sentence: string; retryAfterMs: number }
  | { kind: 'auth_expired'; sentence: string }
  | { kind: 'rejected'; sentence: string; fieldErrors: FieldErrors }
  /** The request went out and no trustworthy answer came back. */
  | { kind: 'unknown'; sentence: string };

export type OutcomeKind = Outcome['kind'];

/** The class kept with an attempt; people filter by it. */
export const attemptClasses = ['retryable', 'rate_limited', 'auth_expired', 'rejected', 'unknown'] as const;
export type AttemptClass = (typeof attemptClasses)[number];

/** How often a post that was definitely not posted is tried again. */
export const maxRetries = 6;
const retryBaseMs = 30_000;
const retryCapMs = 3_600_000;

/**
 * Full jitter: a uniform pick from 0 to 30 s x 2^n, at most 1 h, but never sooner than the channel asked.
 * `random` is in [0, 1).
 */
export function retryDelayMs(retriesSoFar: number, random: number, askedMs = 0): number {
  const ceilingMs = Math.min(retryCapMs, retryBaseMs * 2 ** retriesSoFar);
  return Math.max(askedMs, Math.round(random * ceilingMs));
}

export interface Decision {
  move: PostMoveName;
  /** When the post is due again, from now; null where a person or a sign-in must act first. */
  dueInMs: number | null;
  /** Whether it counts against `maxRetries`. */
  countsAsRetry: boolean;
  /** What the person can do next, in plain words; null where there is nothing to do. */
  nextStep: string | null;
}

/** First look at the channel after a lost reply. Doubles with each look that settles nothing. */
export const settleTimeMs = 5_000;

export interface DecisionInput {
  /** Counted retries that the post already had. */
  retries: number;
  /** In [0, 1): jitter. */
  random: number;
  settleTimeMs: number;
}

/** What follows from an outcome. */
export function decide(outcome: Outcome, { retries, random, settleTimeMs }: DecisionInput): Decision {
  switch (outcome.kind) {
    case 'published':
      return { move: 'publish', dueInMs: null, countsAsRetry: false, nextStep: null };
    case 'pending':
      return {
        move: 'loseReply',
        dueInMs: outcome.checkAfterMs,
        countsAsRetry: false,
        nextStep: 'Hawker asks the channel again by itself.',
      };
    case 'retryable':
      if (retries >= maxRetries) {
        return {
          move: 'fail',
          dueInMs: null,
          countsAsRetry: true,
          nextStep: `Hawker tried ${maxRetries + 1} times. When the channel works again, press “Try again”.`,
        };
      }
      return {
        move: 'waitForRetry',
        dueInMs: retryDelayMs(retries, random, outcome.retryAfterMs),
        countsAsRetry: true,
        nextStep: 'Nothing to do: Hawker tries again by itself.',
      };
    case 'rate_limited':
      return {
        move: 'slowDown',
        dueInMs: outcome.retryAfterMs,
        countsAsRetry: false,
        nextStep: 'Nothing to do: Hawker waits as long as the channel asked.',
      };
    case 'auth_expired':
      return {
        move: 'blockOnSignIn',
        dueInMs: null,
        countsAsRetry: false,
        nextStep: 'Give the account a new access token. Its posts then go on by themselves.',
      };
    case 'rejected':
      return {
        move: 'fail',
        dueInMs: null,
        countsAsRetry: false,
        nextStep: 'Mend what the channel refused, then press “Publish again”.',
      };
    case 'unknown':
      return {
        move: 'loseReply',
        dueInMs: settleTimeMs,
        countsAsRetry: false,
        nextStep: 'Hawker looks whether the channel has it before anything is sent again.',
      };
  }
}
