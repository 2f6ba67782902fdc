import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createThrottle, type Timers } from './throttle.ts';

/** Time that only moves when it is told to. */
function createTime() {
  let nowMs = 0;
  let due: { run: () => void; atMs: number } | null = null;
  const timers: Timers = {
    now: () => nowMs,
    set(run, afterMs) {
      due = { run, atMs: nowMs + afterMs };
      return due;
    },
    clear(timer) {
      due = timer === due ? null : due;
    },
  };
  const advance = (byMs: number) => {
    const untilMs = nowMs + byMs;
    while (due && due.atMs <= untilMs) {
      const { run, atMs } = due;
      due = null;
      nowMs = atMs;
      run();
    }
    nowMs = untilMs;
  };
  return { timers, advance, now: () => nowMs };
}

test('the first ask runs at once, the others together a second later', () => {
  const time = createTime();
  const runs: number[] = [];
  const { ask } = createThrottle(() => runs.push(time.now()), 1_000, time.timers);
  ask();
  time.advance(300);
  ask();
  ask();
  expect(runs).toEqual([0]);
  time.advance(5_000);
  expect(runs).toEqual([0, 1_000]);
});

test('an ask from within a run is not lost', () => {
  const time = createTime();
  let runs = 0;
  const throttle = createThrottle(
    () => {
      runs += 1;
      if (runs === 1) {
        throttle.ask();
      }
    },
    1_000,
    time.timers,
  );
  throttle.ask();
  time.advance(1_000);
  expect(runs).toBe(2);
});

test('nothing runs after it was canceled', () => {
  const time = createTime();
  let runs = 0;
  const { ask, cancel } = createThrottle(() => runs++, 1_000, time.timers);
  ask();
  ask();
  cancel();
  time.advance(2_000);
  expect(runs).toBe(1);
});

test('whenever it is asked: never twice within a second, and always once after the last ask', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_500), { minLength: 1, maxLength: 60 }), (gapsMs) => {
      const time = createTime();
      const runs: number[] = [];
      const { ask } = createThrottle(() => runs.push(time.now()), 1_000, time.timers);
      for (const gapMs of gapsMs) {
        time.advance(gapMs);
        ask();
      }
      const lastAsk = time.now();
      time.advance(1_000);
      expect(runs.at(-1)).toBeGreaterThanOrEqual(lastAsk);
      expect(runs.every((at, index) => index === 0 || at - (runs[index - 1] ?? 0) >= 1_000)).toBe(true);
    }),
  );
});
