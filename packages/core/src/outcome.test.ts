import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, maxRetries, type Outcome, retryDelayMs, settleTimeMs } from './outcome.ts';
import { mayMove } from './post-state.ts';

const outcomes: fc.Arbitrary<Outcome> = fc.oneof(
  fc.constant<Outcome>({ kind: 'published', externalId: 'x', externalUrl: null }),
  fc.record({ kind: fc.constant('pending' as const), token: fc.string(), checkAfterMs: fc.nat() }),
  fc.record({ kind: fc.constant('retryable' as const), sentence: fc.string(), retryAfterMs: fc.nat() }),
  fc.record({ kind: fc.constant('rate_limited' as const), sentence: fc.string(), retryAfterMs: fc.nat() }),
  fc.record({ kind: fc.constant('auth_expired' as const), sentence: fc.string() }),
  fc.record({ kind: fc.constant('rejected' as const), sentence: fc.string(), fieldErrors: fc.constant({}) }),
  fc.record({ kind: fc.constant('unknown' as const), sentence: fc.string() }),
);
const input = { retries: 0, random: 0.5, settleTimeMs };
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test('whatever the outcome, a post that is publishing may make the move', () => {
  fc.assert(
    fc.property(outcomes, fc.nat({ max: 10 }), random, (outcome, retries, pick) => {
      expect(mayMove(decide(outcome, { retries, random: pick, settleTimeMs }).move, 'publishing')).toBe(true);
    }),
  );
});

test('a retry waits at most an hour, never less than the channel asked, and grows with each try', () => {
  fc.assert(
    fc.property(fc.nat({ max: 20 }), random, fc.nat({ max: 10_000_000 }), (retries, pick, askedMs) => {
      const delayMs = retryDelayMs(retries, pick, askedMs);
      expect(delayMs).toBeGreaterThanOrEqual(askedMs);
      expect(delayMs).toBeLessThanOrEqual(Math.max(askedMs, 3_600_000, 30_000 * 2 ** retries));
      expect(retryDelayMs(retries, pick)).toBeLessThanOrEqual(Math.min(3_600_000, 30_000 * 2 ** retries));
    }),
  );
});

test('after the last retry it fails; a rate limit costs no try', () => {
  const refused: Outcome = { kind: 'retryable', sentence: 'Down.' };
  expect(decide(refused, { ...input, retries: maxRetries - 1 }).move).toBe('waitForRetry');
  expect(decide(refused, { ...input, retries: maxRetries }).move).toBe('fail');
  expect(
    decide({ kind: 'rate_limited', sentence: 'Slow.', retryAfterMs: 5 }, { ...input, retries: maxRetries }),
  ).toMatchObject({
    move: 'slowDown',
    countsAsRetry: false,
  });
});

test('an unknown outcome is never retried by itself: it is looked up', () => {
  expect(decide({ kind: 'unknown', sentence: 'Lost.' }, input)).toMatchObject({
    move: 'loseReply',
    countsAsRetry: false,
  });
});
