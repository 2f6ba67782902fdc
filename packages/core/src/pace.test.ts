import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { describePace, estimateFinish, nextAllowedAt, type Pace, type PaceState, postsPerDayAt } from './pace.ts';
import { instantOf, localTime } from './zone.ts';

const open: Pace = { minGapSeconds: 0, postsPerDay: 100, quietStartMinute: null, quietEndMinute: null };
const fresh: PaceState = { nextSlotAt: null, quotaDate: null, quotaUsed: 0 };
const berlin = 'Europe/Berlin';

test('with nothing in the way, now', () => {
  const now = new Date('2026-05-01T10:00:00Z');
  expect(nextAllowedAt(now, open, fresh, berlin)).toEqual(now);
});

test('the gap that the last post reserved is kept', () => {
  const slot = new Date('2026-05-01T10:05:00Z');
  expect(nextAllowedAt(new Date('2026-05-01T10:00:00Z'), open, { ...fresh, nextSlotAt: slot }, berlin)).toEqual(slot);
});

test('a used-up day goes on at the next local midnight, also when that day has 23 hours', () => {
  const spent = { nextSlotAt: null, quotaDate: '2026-03-28', quotaUsed: 100 };
  expect(nextAllowedAt(new Date('2026-03-28T20:00:00Z'), open, spent, berlin).toISOString()).toBe(
    '2026-03-28T23:00:00.000Z',
  );
  const next = { nextSlotAt: null, quotaDate: '2026-03-29', quotaUsed: 100 };
  expect(nextAllowedAt(new Date('2026-03-29T20:00:00Z'), open, next, berlin).toISOString()).toBe(
    '2026-03-29T22:00:00.000Z',
  );
});

test('quiet hours that pass midnight end in the morning of the right day', () => {
  const quiet = { ...open, quietStartMinute: 22 * 60, quietEndMinute: 7 * 60 };
  const evening = new Date('2026-05-01T21:30:00Z');
  const morning = new Date('2026-05-02T03:00:00Z');
  expect(nextAllowedAt(evening, quiet, fresh, berlin).toISOString()).toBe('2026-05-02T05:00:00.000Z');
  expect(nextAllowedAt(morning, quiet, fresh, berlin).toISOString()).toBe('2026-05-02T05:00:00.000Z');
});

const minute = fc.integer({ min: 0, max: 1439 });
const paces: fc.Arbitrary<Pace> = fc
  .record({
    minGapSeconds: fc.integer({ min: 0, max: 7_200 }),
    postsPerDay: fc.integer({ min: 1, max: 50 }),
    start: minute,
    end: minute,
    quiet: fc.boolean(),
  })
  .map(({ minGapSeconds, postsPerDay, start, end, quiet }) => ({
    minGapSeconds,
    postsPerDay,
    quietStartMinute: quiet && start !== end ? start : null,
    quietEndMinute: quiet && start !== end ? end : null,
  }));
const zones = fc.constantFrom('UTC', berlin, 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe');
const instants = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }).map((ms) => new Date(ms));

function isQuiet(pace: Pace, at: Date, zone: string): boolean {
  const { quietStartMinute: start, quietEndMinute: end } = pace;
  if (start === null || end === null) {
    return false;
  }
  const { minuteOfDay } = localTime(at, zone);
  return start < end ? minuteOfDay >= start && minuteOfDay < end : minuteOfDay >= start || minuteOfDay < end;
}

/** Posts as the engine does: claim at the first allowed moment, spend the quota, reserve the gap. */
function simulate(pace: Pace, zone: string, from: Date, posts: number): Date[] {
  const times: Date[] = [];
  let state = fresh;
  let now = from;
  for (let n = 0; n < posts; n++) {
    const at = nextAllowedAt(now, pace, state, zone);
    times.push(at);
    const { date } = localTime(at, zone);
    state = {
      nextSlotAt: new Date(at.getTime() + pace.minGapSeconds * 1000),
      quotaDate: date,
      quotaUsed: state.quotaDate === date ? state.quotaUsed + 1 : 1,
    };
    now = at;
  }
  return times;
}

test('whatever the pace, no gap is shorter, no day has more posts, and no post goes out in quiet hours', () => {
  fc.assert(
    fc.property(paces, zones, instants, (pace, zone, from) => {
      const times = simulate(pace, zone, from, 60);
      const perDay = new Map<string, number>();
      times.forEach((at, index) => {
        const before = times[index - 1];
        if (before) {
          expect(at.getTime() - before.getTime()).toBeGreaterThanOrEqual(pace.minGapSeconds * 1000);
        }
        expect(isQuiet(pace, at, zone)).toBe(false);
        const { date } = localTime(at, zone);
        perDay.set(date, (perDay.get(date) ?? 0) + 1);
      });
      expect(Math.max(...perDay.values())).toBeLessThanOrEqual(pace.postsPerDay);
    }),
    { numRuns: 300 },
  );
});

test('the estimate of a finish is at most a day off what posting one by one gives', () => {
  fc.assert(
    fc.property(paces, zones, instants, fc.integer({ min: 1, max: 60 }), (pace, zone, from, posts) => {
      const paced = { ...pace, minGapSeconds: Math.max(1, pace.minGapSeconds) };
      const real = simulate(paced, zone, from, posts).at(-1)?.getTime() ?? 0;
      const estimated = estimateFinish(from, posts, paced, fresh, zone).getTime();
      expect(Math.abs(estimated - real)).toBeLessThanOrEqual(86_400_000);
    }),
    { numRuns: 300 },
  );
});

/** How often the zone is asked for its clock: the one thing about an estimate that takes time. */
function countLooksAtClock(): () => number {
  const looks = vi.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts');
  onTestFinished(() => looks.mockRestore());
  return () => looks.mock.calls.length;
}

const quietNight = { quietStartMinute: 22 * 60, quietEndMinute: 7 * 60 };

test.each([
  ['one a day', { ...open, postsPerDay: 1 }],
  ['as many as the gap allows', { ...open, minGapSeconds: 900 }],
  ['a gap by which no day begins as the one before', { ...open, minGapSeconds: 997 }],
  ['quiet nights', { ...open, ...quietNight, minGapSeconds: 61 }],
  [
    'a gap that is longer than the quiet hours',
    { ...open, minGapSeconds: 57_601, quietStartMinute: 60, quietEndMinute: 120 },
  ],
])('an estimate that walked through every day of centuries stopped the server: %s', (_, pace) => {
  const looks = countLooksAtClock();
  const finish = estimateFinish(new Date('2026-05-01T10:00:00Z'), 100_000, pace, fresh, berlin);
  expect(finish.getUTCFullYear()).toBeGreaterThan(2028);
  expect(looks()).toBeLessThan(600);
});

test('what goes out years from now goes out at that number of days, by the clock of then', () => {
  const from = instantOf('2026-01-15', 9 * 60, berlin);
  const pace = { ...open, ...quietNight, minGapSeconds: 60, postsPerDay: 50 };
  // 50 on each of 365 days, the last of them at 7:49 by the summer's clock.
  const finish = estimateFinish(from, 50 * 182, pace, fresh, berlin);
  expect(finish).toEqual(instantOf('2026-07-15', 7 * 60 + 49, berlin));
  const yearLater = estimateFinish(from, 50 * 366, pace, fresh, berlin);
  expect(yearLater).toEqual(instantOf('2027-01-15', 7 * 60 + 49, berlin));
});

/** As the estimate did it before it stepped over days: each day after the other, here by the clock of no season. */
function walk(pace: Pace, from: Date, posts: number): number {
  return simulate(pace, 'UTC', from, posts).at(-1)?.getTime() ?? 0;
}

test('stepping over days that repeat changed when the last post is out', () => {
  fc.assert(
    fc.property(paces, instants, fc.integer({ min: 200, max: 800 }), (pace, from, posts) => {
      // Gaps that fit into a day, so that days do repeat.
      const paced = { ...pace, minGapSeconds: pace.minGapSeconds < 600 ? 300 : 1_200 };
      expect(estimateFinish(from, posts, paced, fresh, 'UTC').getTime()).toBe(walk(paced, from, posts));
    }),
    { numRuns: 30 },
  );
});

test('days that never repeat are taken by their average: about a post in thirty days off', () => {
  fc.assert(
    fc.property(paces, instants, fc.integer({ min: 200, max: 800 }), (pace, from, posts) => {
      const paced = { ...pace, minGapSeconds: Math.max(1, pace.minGapSeconds) };
      const [real, estimated] = [walk(paced, from, posts), estimateFinish(from, posts, paced, fresh, 'UTC').getTime()];
      expect(Math.abs(estimated - real)).toBeLessThanOrEqual(86_400_000);
    }),
    { numRuns: 30 },
  );
});

test('the pace is said in words', () => {
  expect(describePace({ minGapSeconds: 900, postsPerDay: 200, quietStartMinute: null, quietEndMinute: null })).toBe(
    'Its pace allows at most 96 posts a day, at least 15 minutes apart.',
  );
  expect(describePace({ minGapSeconds: 60, postsPerDay: 50, quietStartMinute: 1320, quietEndMinute: 420 })).toBe(
    'Its pace allows at most 50 posts a day, at least 1 minute apart, quiet from 22:00 to 07:00.',
  );
  expect(postsPerDayAt({ minGapSeconds: 3600, postsPerDay: 50, quietStartMinute: 1320, quietEndMinute: 420 })).toBe(15);
});
