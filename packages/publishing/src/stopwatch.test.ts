import { expect, test } from 'vitest';
import { startStopwatch } from './stopwatch.ts';

test.each([
  ['both clocks agree', 70, 70, 70],
  ['the machine slept: only the wall clock went on', 5, 90_000, 90_000],
  ['somebody set the wall clock back', 70, -600_000, 70],
])('%s', (_what, monotonic, wall, elapsed) => {
  let passed = { monotonic: 0, wall: 0 };
  const watch = startStopwatch({ monotonicMs: () => 1_000 + passed.monotonic, wallMs: () => 5_000_000 + passed.wall });
  passed = { monotonic, wall };
  expect(watch.elapsedMs()).toBe(elapsed);
});
