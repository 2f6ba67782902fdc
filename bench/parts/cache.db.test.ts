import { expect, test } from 'vitest';
import { peerTable } from '../cache/peer-table.ts';
import { isMet } from '../report.ts';
import { cacheRounds, measureCache } from './cache.ts';

test('measures the cache, and finds out who loses a write', { timeout: 60_000 }, async () => {
  const measurements = await measureCache(cacheRounds(true));
  // Times say nothing in so few rounds; counts are exact.
  const counted = measurements.filter(({ unit }) => unit === 'count');
  expect(counted.filter((measurement) => !isMet(measurement))).toEqual([]);
  expect(
    Object.fromEntries(counted.map(({ name, floor, hawker, peers }) => [name, { floor, hawker, ...peers }])),
  ).toMatchObject({
    'Redis commands: hit': { floor: 1, hawker: 1, bentocache: 5 },
    'Redis commands: invalidate': { hawker: 1 },
    'Writes lost in the middle of a load in memory, of 2': { floor: 2, hawker: 0, bentocache: 2, cachified: 2 },
    'Writes lost in the middle of a load in Redis, of 2': { floor: 2, hawker: 0, bentocache: 2, cachified: 2 },
  });
  expect(peerTable(measurements).split('\n')[0]).toMatch(/^ +by hand +@hawker\/cache +bentocache +cachified$/);
});

test('there is no table of others where none were measured', () => {
  expect(peerTable([])).toBe('');
});
