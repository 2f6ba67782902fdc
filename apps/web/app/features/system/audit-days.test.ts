import { expect, it } from 'vitest';
import { groupByDay } from './audit-days.ts';

const at = (iso: string) => ({ at: new Date(iso) });

it('groups by the day of the viewer, and keeps the order', () => {
  const entries = [at('2026-11-22T23:30:00Z'), at('2026-11-22T22:30:00Z'), at('2026-11-22T10:00:00Z')];
  expect(groupByDay(entries, 'UTC').map(({ day, entries: { length } }) => [day, length])).toEqual([
    ['Sun 22 Nov 2026', 3],
  ]);
  expect(groupByDay(entries, 'Europe/Berlin').map(({ day, entries: { length } }) => [day, length])).toEqual([
    ['Mon 23 Nov 2026', 1],
    ['Sun 22 Nov 2026', 2],
  ]);
});

it('has no day without an entry', () => {
  expect(groupByDay([], 'UTC')).toEqual([]);
});
