import { createPracticeChannel } from '@hawker/channels';
import { defaultTimes } from '@hawker/publishing';
import { expect, test } from 'vitest';
import { assertSafe, relations, shortTiming, type Timing } from './scaled-times.ts';

const real: Timing = {
  engine: defaultTimes,
  submitTimeoutMs: createPracticeChannel({ marketUrl: 'http://market.test' }).submitTimeoutMs,
  // As apps/worker/src/service.ts has them.
  queryTimeoutMs: 8_000,
  drainTimeoutMs: 40_000,
};

test.each(relations)('$says', (relation) => {
  expect(relation.holds(real, { slowestAnswerMs: 40_000, lookupLagMs: 10_000 })).toBe(true);
  expect(relation.holds(shortTiming, { slowestAnswerMs: 2_600, lookupLagMs: 600 })).toBe(true);
});

test('times that could prove nothing are refused', () => {
  const engine = { ...shortTiming.engine, workerDeadAfterMs: 1_000 };
  expect(() => assertSafe({ ...shortTiming, engine }, { slowestAnswerMs: 60_000, lookupLagMs: 0 })).toThrow(
    /called? it dead.*sent again|dead; .*sent again/s,
  );
});
