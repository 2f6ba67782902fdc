import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { nextAllowedAt, type Pace, type PaceState } from './pace.ts';
import { estimateSpreadFinish, spreadAt, type TimeWindow } from './spread.ts';
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

const zone = 'Europe/Berlin';
const fresh: PaceState = { nextSlotAt: null, quotaDate: null, quotaUsed: 0 };
const always: Pace = { minGapSeconds: 0, postsPerDay: 100_000, quietStartMinute: null, quietEndMinute: null };
const day = (hours: number, minutes = 0) => new Date(Date.UTC(2026, 4, 4, hours - 2, minutes));

test('500 posts over two hours at 280 a day: nobody said that the last ones go out tomorrow', () => {
  const window = { from: day(9), to: day(11) };
  expect(estimateSpreadFinish(window, 500, { ...always, postsPerDay: 280 }, fresh, zone).getTime()).toBeGreaterThan(
    day(24).getTime(),
  );
  // A gap of a minute makes 500 minutes of it.
  expect(estimateSpreadFinish(window, 500, { ...always, minGapSeconds: 60 }, fresh, zone)).toEqual(day(9, 499));
});

test('a window that the pace can follow ends when it ends', () => {
  expect(
    estimateSpreadFinish({ from: day(9), to: day(18) }, 37, { ...always, minGapSeconds: 60 }, fresh, zone),
  ).toEqual(day(18));
  expect(estimateSpreadFinish({ from: day(9), to: day(18) }, 1, always, fresh, zone)).toEqual(day(9));
});

test('what falls into quiet hours waits for their end', () => {
  const pace = { ...always, minGapSeconds: 60, quietStartMinute: 22 * 60, quietEndMinute: 7 * 60 };
  const finish = estimateSpreadFinish({ from: day(20), to: day(23) }, 181, pace, fresh, zone);
  // The 61 that are due from 22:00 on go out from 7:00 on, a minute apart.
  expect(Math.abs(finish.getTime() - day(24 + 8).getTime())).toBeLessThanOrEqual(12 * 60_000);
});

/** One after the other, none before it is due. */
function simulate(window: TimeWindow, posts: number, pace: Pace): Date {
  let state = fresh;
  let at = window.from;
  for (let index = 0; index < posts; index++) {
    const due = spreadAt(index, posts, window);
    at = nextAllowedAt(due, pace, state, zone);
    const { date } = localTime(at, zone);
    const quotaUsed = (state.quotaDate === date ? state.quotaUsed : 0) + 1;
    state = { nextSlotAt: new Date(at.getTime() + pace.minGapSeconds * 1000), quotaDate: date, quotaUsed };
  }
  return at;
}

test('only the day in the middle is too full: looking at the first and the last post alone missed it', () => {
  const window = { from: day(20), to: day(24 + 20) };
  // Of 49 half an hour apart 8 go out in the evening, then 20, 20 and 1 a day.
  expect(estimateSpreadFinish(window, 49, { ...always, postsPerDay: 20 }, fresh, zone)).toEqual(day(72));
});

test('every look walked through all days to the end: a dialog with 50,000 posts stopped the server', () => {
  const clock = vi.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts');
  onTestFinished(() => clock.mockRestore());
  const window = { from: day(9), to: day(365 * 24) };
  estimateSpreadFinish(window, 50_000, { ...always, postsPerDay: 96 }, fresh, zone);
  expect(clock.mock.calls.length).toBeLessThan(1_500);
});

const paces = fc.record({
  minGapSeconds: fc.integer({ min: 1, max: 1_800 }),
  postsPerDay: fc.integer({ min: 5, max: 200 }),
  quiet: fc.option(fc.tuple(fc.integer({ min: 0, max: 1_439 }), fc.integer({ min: 60, max: 600 }))),
});
const lengths = [fc.integer({ min: 2, max: 150 }), fc.integer({ min: 1, max: 72 })] as const;

function paceOf({
  minGapSeconds,
  postsPerDay,
  quiet,
}: {
  minGapSeconds: number;
  postsPerDay: number;
  quiet: [number, number] | null;
}): Pace {
  const [start, length] = quiet ?? [null, null];
  return {
    minGapSeconds,
    postsPerDay,
    quietStartMinute: start,
    quietEndMinute: start === null ? null : (start + length) % 1_440,
  };
}

const spreadOver = (hours: number) => ({ from: day(9), to: new Date(day(9).getTime() + hours * 3_600_000) });

/** Minutes between the two in which the account may post. */
function openMinutes(one: Date, other: Date, { quietStartMinute, quietEndMinute }: Pace): number {
  const [first, last] = [Math.min(one.getTime(), other.getTime()), Math.max(one.getTime(), other.getTime())];
  const [start, end] = [quietStartMinute ?? 0, quietEndMinute ?? 0];
  let open = 0;
  for (let ms = first; ms < last; ms += 60_000) {
    // Berlin in May.
    const minute = Math.floor(ms / 60_000 + 120) % 1_440;
    const isQuiet = start <= end ? minute >= start && minute < end : minute >= start || minute < end;
    open += isQuiet ? 0 : 1;
  }
  return open;
}

test('where no day has too many, the estimate is off by a gap and by what lies between two looks', () => {
  fc.assert(
    fc.property(paces, ...lengths, (given, posts, hours) => {
      const pace = { ...paceOf(given), postsPerDay: 10_000 };
      const real = simulate(spreadOver(hours), posts, pace);
      const estimated = estimateSpreadFinish(spreadOver(hours), posts, pace, fresh, zone);
      const gapMinutes = pace.minGapSeconds / 60;
      expect(openMinutes(real, estimated, pace)).toBeLessThanOrEqual(1 + gapMinutes + (hours * 60) / 15);
    }),
    { numRuns: 200 },
  );
});

test('whatever pace and window, the estimate is at most a day off what posting one by one gives', () => {
  fc.assert(
    fc.property(paces, ...lengths, (given, posts, hours) => {
      const pace = paceOf(given);
      const real = simulate(spreadOver(hours), posts, pace).getTime();
      const estimated = estimateSpreadFinish(spreadOver(hours), posts, pace, fresh, zone).getTime();
      // A day's number that is used up a post sooner or later moves the rest to another day, as with any estimate.
      expect(Math.abs(estimated - real)).toBeLessThanOrEqual(86_400_000);
    }),
    { numRuns: 60 },
  );
});
