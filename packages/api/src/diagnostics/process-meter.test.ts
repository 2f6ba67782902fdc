import { createCache, createMemoryStore } from '@hawker/cache';
import { expect, test } from 'vitest';
import { ProcessMeter } from './process-meter.ts';

function meterAt() {
  const cache = createCache({ store: createMemoryStore({ maxEntries: 10 }) });
  return { cache, meter: new ProcessMeter({ cache, stopwatch: () => 0 }) };
}

test('a statement is one, whatever the number of its values', () => {
  const { meter } = meterAt();
  meter.answered('SELECT 1 WHERE id IN ($1,$2)', 1, 'posts.get');
  meter.answered('SELECT 1 WHERE id IN ($1,$2,$3)', 3, 'posts.list');
  meter.answered('INSERT INTO t VALUES ($1, $2), ($3, $4)', 1, 'posts.get');
  meter.answered('INSERT INTO t VALUES ($1, $2)', 1, 'posts.get');
  const seen = [...meter.statements.merged().values()];
  expect(seen.map(({ calls, askedBy }) => [calls, askedBy])).toEqual([
    [2, 'posts.list'],
    [2, 'posts.get'],
  ]);
});

test('thousands of different statements take no more room than some hundred', () => {
  const { meter } = meterAt();
  for (let n = 0; n < 5_000; n += 1) {
    meter.answered(`SELECT ${n} ${'x'.repeat(20_000)}`, 1, 'posts.get');
  }
  const kept = [...meter.statements.merged()];
  expect(kept.length).toBe(300);
  expect(meter.statements.leftOut).toBe(4_700);
  expect(kept.every(([shape, { text }]) => shape.length <= 16_000 && text.length < 16_010)).toBe(true);
});

test('asking for a plan is not counted as a statement', () => {
  const { meter } = meterAt();
  meter.answered('EXPLAIN (GENERIC_PLAN) SELECT 1', 1, 'diagnostics.explain');
  expect(meter.statements.merged().size).toBe(0);
});

test('answers of the cache are counted by their label and reason', async () => {
  const { cache, meter } = meterAt();
  const read = (key: string) =>
    cache.get(key, { ttlMs: 1_000, tags: ['posts'], label: 'posts.list', load: () => ({ key }) });
  await read('a');
  await read('a');
  await cache.invalidateTags(['posts']);
  await read('a');
  expect(meter.answers.merged().get('posts.list')).toMatchObject({
    hits: 1,
    misses: { absent: 1, tag: 1, expired: 0 },
  });
});
