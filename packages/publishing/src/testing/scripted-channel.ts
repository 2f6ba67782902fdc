/** A channel whose every answer a test decides, and that remembers what was asked of it. */

import type { ApiChannel, ChannelListing, EndResult, LookupResult, Prepared } from '@hawker/channels';
import { coreLimits, type Outcome, practicePace } from '@hawker/core';

export interface ScriptedChannel extends ApiChannel {
  /** Keys of the submits that went out, in order. */
  readonly submitted: string[];
  readonly looked: string[];
  /** What it was asked by, in the same order: its own token, or null. */
  readonly lookedBy: (string | null)[];
  /** Answers in turn; the last one is repeated. */
  answer(...outcomes: readonly (Outcome | (() => Promise<Outcome>))[]): void;
  answerLookup(...results: readonly LookupResult[]): void;
  /** What was asked to be ended, as `sold x`. */
  readonly ended: string[];
  answerEnd(...results: readonly EndResult[]): void;
  /** Runs while a listing is being prepared. */
  whilePreparing(work: (listing: ChannelListing) => Promise<void>): void;
}

export function createScriptedChannel(): ScriptedChannel {
  const submitted: string[] = [];
  const looked: string[] = [];
  const lookedBy: (string | null)[] = [];
  let outcomes: readonly (Outcome | (() => Promise<Outcome>))[] = [
    { kind: 'published', externalId: 'x', externalUrl: 'http://market.test/x' },
  ];
  let lookups: readonly LookupResult[] = [{ kind: 'absent' }];
  const ended: string[] = [];
  let ends: readonly EndResult[] = [{ kind: 'ended' }];
  let preparing: (listing: ChannelListing) => Promise<void> = () => Promise.resolve();
  const take = <T>(list: readonly T[], taken: number): T | undefined => list[Math.min(taken, list.length - 1)];

  return {
    delivery: 'api',
    name: 'scripted',
    title: 'Scripted market',
    idempotency: 'lookup',
    limits: { ...coreLimits, titleMax: 40 },
    credentialFields: [],
    defaultPace: practicePace,
    submitTimeoutMs: 5_000,
    signUpUrl: null,
    submitted,
    looked,
    lookedBy,
    answer: (...answers) => {
      outcomes = answers;
      submitted.length = 0;
    },
    answerLookup: (...answers) => {
      lookups = answers;
      looked.length = 0;
      lookedBy.length = 0;
    },
    ended,
    answerEnd: (...results) => {
      ends = results;
      ended.length = 0;
    },
    whilePreparing: (work) => {
      preparing = work;
    },
    checkSignIn: () => Promise.resolve({ kind: 'ok', sellerName: 'Ann' }),
    async prepare(listing): Promise<Prepared> {
      await preparing(listing);
      return {
        kind: 'ready',
        submit: async () => {
          submitted.push(listing.idempotencyKey);
          const outcome = take(outcomes, submitted.length - 1);
          if (!outcome) {
            throw new Error('no answer was scripted');
          }
          return typeof outcome === 'function' ? outcome() : outcome;
        },
      };
    },
    endListing: (externalId, end) => {
      ended.push(`${end} ${externalId}`);
      return Promise.resolve(take(ends, ended.length - 1) ?? { kind: 'ended' });
    },
    lookup: (key, _call, pendingToken) => {
      looked.push(key);
      lookedBy.push(pendingToken);
      return Promise.resolve(take(lookups, looked.length - 1) ?? { kind: 'absent' });
    },
  };
}
