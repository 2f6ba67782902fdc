import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOf, isTimeZone, localTime, nextDate } from './zone.ts';

test('a time that daylight saving skips lands after the gap', () => {
  // Berlin, 29 March 2026: 02:00 becomes 03:00.
  expect(instantOf('2026-03-29', 150, 'Europe/Berlin').toISOString()).toBe('2026-03-29T01:30:00.000Z');
  expect(localTime(new Date('2026-03-29T01:30:00Z'), 'Europe/Berlin')).toEqual({
    date: '2026-03-29',
    minuteOfDay: 210,
  });
});

test('a time that occurs twice is its first occurrence', () => {
  // Berlin, 25 October 2026: 03:00 becomes 02:00 again.
  expect(instantOf('2026-10-25', 150, 'Europe/Berlin').toISOString()).toBe('2026-10-25T00:30:00.000Z');
});

test('a midnight that does not exist is the first moment of the day', () => {
  // Beirut puts the clock forward at midnight.
  const start = instantOf('2026-03-29', 0, 'Asia/Beirut');
  expect(localTime(start, 'Asia/Beirut')).toEqual({ date: '2026-03-29', minuteOfDay: 60 });
  expect(localTime(new Date(start.getTime() - 1), 'Asia/Beirut').date).toBe('2026-03-28');
});

const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/St_Johns',
  'Africa/Casablanca',
);
const minutes = fc.integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2035, 0, 1) / 60_000 });

test('an instant read as local time and looked up again is itself, or the earlier twin of a repeated hour', () => {
  fc.assert(
    fc.property(minutes, zones, (minute, zone) => {
      const instant = new Date(minute * 60_000);
      const local = localTime(instant, zone);
      const back = instantOf(local.date, local.minuteOfDay, zone);
      expect(localTime(back, zone)).toEqual(local);
      expect(back.getTime()).toBeLessThanOrEqual(instant.getTime());
    }),
    { numRuns: 500 },
  );
});

test('the days of a zone follow each other without gap or overlap', () => {
  fc.assert(
    fc.property(minutes, zones, (minute, zone) => {
      const { date } = localTime(new Date(minute * 60_000), zone);
      const start = instantOf(nextDate(date), 0, zone);
      expect(localTime(start, zone).date >= nextDate(date)).toBe(true);
      expect(localTime(new Date(start.getTime() - 1), zone).date <= date).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('what is not a zone is told apart', () => {
  expect(isTimeZone('Europe/Berlin')).toBe(true);
  expect(isTimeZone('Mars/Olympus')).toBe(false);
});
