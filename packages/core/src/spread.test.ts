import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spreadAt } from './spread.ts';
import { instantOf, localTime } from './zone.ts';

const twoYearsMs = 2 * 365 * 86_400_000;
const windows = fc.record({
  from: fc.integer({ min: 0, max: 2_000_000_000_000 }).map((ms) => new Date(ms)),
  lengthMs: fc.integer({ min: 0, max: twoYearsMs }),
});

test('within the window, in order, at steps that differ by no more than rounding', () => {
  fc.assert(
    fc.property(windows, fc.integer({ min: 2, max: 2_000 }), ({ from, lengthMs }, count) => {
      const to = new Date(from.getTime() + lengthMs);
      const at = Array.from({ length: count }, (_, index) => spreadAt(index, count, { from, to }).getTime());
      const gaps = at.slice(1).map((ms, index) => ms - (at[index] ?? 0));
      expect([at[0], at.at(-1)]).toEqual([from.getTime(), to.getTime()]);
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
    }),
  );
});

test('one alone goes at the beginning', () => {
  const from = new Date('2026-03-01T09:00:00Z');
  expect(spreadAt(0, 1, { from, to: new Date('2026-03-02T09:00:00Z') })).toEqual(from);
});

test('through a night that loses an hour the steps stay as long as they are', () => {
  const zone = 'Europe/Berlin';
  const [from, to] = [instantOf('2026-03-29', 0, zone), instantOf('2026-03-29', 6 * 60, zone)];
  const clock = [0, 1, 2, 3, 4, 5].map((index) => localTime(spreadAt(index, 6, { from, to }), zone).minuteOfDay / 60);
  // Midnight to six by the clock are five hours that night.
  expect(clock).toEqual([0, 1, 3, 4, 5, 6]);
});
