import { describe, expect, it } from 'vitest';
import { exactTime, relativeTime, shortTime, zoneWord } from './time-words.ts';

const now = Date.UTC(2026, 10, 22, 13, 30);
const minute = 60_000;

describe('times in words', () => {
  it.each([
    [0, 'just now'],
    [-40_000, 'just now'],
    [-50_000, '1 minute ago'],
    [-3 * minute, '3 minutes ago'],
    [-59 * minute, '1 hour ago'],
    [120 * minute, 'in 2 hours'],
    [-24 * 60 * minute, 'yesterday'],
    [3 * 24 * 60 * minute, 'in 3 days'],
    [-400 * 24 * 60 * minute, 'last year'],
  ])('%i ms from now is %s', (awayMs, words) => {
    expect(relativeTime(now + awayMs, now)).toBe(words);
  });

  it('say whose time it is', () => {
    expect(exactTime(now, 'Europe/Berlin')).toBe('Sun 22 Nov 2026, 14:30 Berlin');
    expect(exactTime(now, 'America/New_York')).toBe('Sun 22 Nov 2026, 08:30 New York');
    expect(zoneWord('UTC')).toBe('UTC');
  });

  it('leave the day out only when it is today in that zone', () => {
    expect(shortTime(now, 'Europe/Berlin', now)).toBe('14:30');
    expect(shortTime(now + 10 * 60 * minute, 'Europe/Berlin', now)).toBe('Mon 23 Nov, 00:30');
    expect(shortTime(now + 10 * 60 * minute, 'UTC', now)).toBe('23:30');
    expect(shortTime(Date.UTC(2028, 8, 18, 22, 8), 'Europe/Berlin', now)).toBe('Tue 19 Sep 2028, 00:08');
  });
});
