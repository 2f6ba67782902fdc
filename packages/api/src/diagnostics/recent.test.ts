import { expect, test } from 'vitest';
import { Recent } from './recent.ts';

class Count {
  n = 0;
  merge(other: Count): void {
    this.n += other.n;
  }
}

const minute = 60_000;

function countsAt(startMs: number, maxNames = 100) {
  let nowMs = startMs;
  const recent = new Recent({ make: () => new Count(), stopwatch: () => nowMs, maxNames });
  return {
    recent,
    goTo: (ms: number) => {
      nowMs = ms;
    },
    count: (name: string) => {
      const figures = recent.of(name, nowMs);
      if (figures) {
        figures.n += 1;
      }
    },
    all: () => Object.fromEntries([...recent.merged()].map(([name, { n }]) => [name, n])),
  };
}

test('minutes are added up, and forgotten after ten', () => {
  const { count, goTo, all } = countsAt(0);
  count('a');
  goTo(3 * minute);
  count('a');
  count('b');
  expect(all()).toEqual({ a: 2, b: 1 });
  goTo(9.9 * minute);
  expect(all()).toEqual({ a: 2, b: 1 });
  goTo(10 * minute);
  expect(all()).toEqual({ a: 1, b: 1 });
  goTo(60 * minute);
  expect(all()).toEqual({});
});

test('more names than there is room for are left out of that minute', () => {
  const { recent, count, goTo, all } = countsAt(0, 2);
  for (const name of ['a', 'b', 'c', 'c', 'a']) {
    count(name);
  }
  expect(all()).toEqual({ a: 2, b: 1 });
  expect(recent.leftOut).toBe(2);
  goTo(minute);
  count('c');
  expect(all()).toEqual({ a: 2, b: 1, c: 1 });
});

test('it says how far back it reaches', () => {
  const { recent, goTo } = countsAt(30_000);
  goTo(90_000);
  expect(recent.spanMs).toBe(60_000);
  goTo(100.5 * minute);
  expect(recent.spanMs).toBe(9.5 * minute);
});
