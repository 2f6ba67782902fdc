import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBurst, createSpacing } from './spacing.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('the first is at once, the rest of the time is one, and names do not wait for each other', () => {
  const spacing = createSpacing(250);
  const ran: string[] = [];
  spacing.run('post', () => ran.push('post 1'));
  spacing.run('post', () => ran.push('post 2'));
  spacing.run('account', () => ran.push('account 1'));
  spacing.run('post', () => ran.push('post 3'));
  expect(ran).toEqual(['post 1', 'account 1']);
  vi.advanceTimersByTime(250);
  expect(ran).toEqual(['post 1', 'account 1', 'post 3']);
  spacing.run('post', () => ran.push('post 4'));
  expect(ran).toHaveLength(3);
  vi.advanceTimersByTime(1_000);
  expect(ran.at(-1)).toBe('post 4');
  expect(vi.getTimerCount()).toBe(0);
});

test('whenever calls come, something runs at or after each of them, and at most once in the time', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 400 }), { maxLength: 40 }), (pauses) => {
      const spacing = createSpacing(100);
      const ranAtMs: number[] = [];
      let lastCallMs = Number.NEGATIVE_INFINITY;
      for (const pauseMs of pauses) {
        vi.advanceTimersByTime(pauseMs);
        lastCallMs = Date.now();
        spacing.run('x', () => ranAtMs.push(Date.now()));
      }
      vi.advanceTimersByTime(1_000);
      expect(ranAtMs.at(-1) ?? Number.NEGATIVE_INFINITY).toBeGreaterThanOrEqual(lastCallMs);
      const gaps = ranAtMs.slice(1).map((atMs, index) => atMs - (ranAtMs[index] ?? 0));
      expect(gaps.every((gapMs) => gapMs >= 100)).toBe(true);
    }),
  );
});

test('a burst lets so many through, and again after its time', () => {
  let nowMs = 0;
  const burst = createBurst({ most: 2, withinMs: 100, nowMs: () => nowMs });
  const take = (times: number) => Array.from({ length: times }, () => burst.take());
  expect(take(3)).toEqual([true, true, false]);
  nowMs = 99;
  expect(take(1)).toEqual([false]);
  nowMs = 100;
  expect(take(3)).toEqual([true, true, false]);
});

test('what waits when it is stopped does not run', () => {
  const spacing = createSpacing(250);
  const ran: number[] = [];
  spacing.run('x', () => ran.push(1));
  spacing.run('x', () => ran.push(2));
  spacing.stop();
  vi.advanceTimersByTime(1_000);
  expect(ran).toEqual([1]);
});
