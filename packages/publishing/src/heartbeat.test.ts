import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startHeart } from './heartbeat.ts';

const times = { heartbeatEveryMs: 5_000, selfFenceAfterMs: 20_000 };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const nowMs = () => performance.now();

test('a heart that is heard is never fenced', async () => {
  let beats = 0;
  const heart = await startHeart({
    ...{ times, nowMs, onMissed: () => undefined },
    beat: async () => {
      beats++;
    },
  });
  const fenced = vi.fn();
  heart.fenced.then(fenced);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(beats).toBe(13);
  expect(heart.silentForMs()).toBeLessThan(times.heartbeatEveryMs);
  expect(fenced).not.toHaveBeenCalled();
  await heart.stop();
});

test.each([
  ['fail', () => Promise.reject(new Error('no database'))],
  ['hang', () => new Promise<never>(() => undefined)],
])('when beats %s, the worker is fenced after its time', async (_how, broken) => {
  let beats = 0;
  const missed = vi.fn();
  const heart = await startHeart({
    ...{ times, nowMs, onMissed: missed },
    beat: () => (beats++ === 0 ? Promise.resolve() : broken()),
  });
  const fenced = vi.fn();
  heart.fenced.then(fenced);
  await vi.advanceTimersByTimeAsync(19_999);
  expect(fenced).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(fenced).toHaveBeenCalledWith(20_000);
});

test('a beat that hangs is not joined by others', async () => {
  let underWay = 0;
  await startHeart({
    ...{ times, nowMs, onMissed: () => undefined },
    beat: () => (underWay++ === 0 ? Promise.resolve() : new Promise(() => undefined)),
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(underWay).toBe(2);
});

test('a beat counts from its start: one that took long says nothing of now', async () => {
  let answer: () => void = () => undefined;
  let beats = 0;
  const heart = await startHeart({
    ...{ times, nowMs, onMissed: () => undefined },
    beat: () =>
      beats++ === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            answer = resolve;
          }),
  });
  await vi.advanceTimersByTimeAsync(12_000);
  answer();
  await vi.advanceTimersByTimeAsync(0);
  expect(heart.silentForMs()).toBe(7_000);
});

test('a first beat that does not get through is the caller’s to know', async () => {
  const beat = () => Promise.reject(new Error('no database'));
  await expect(startHeart({ times, nowMs, onMissed: () => undefined, beat })).rejects.toThrow('no database');
});
