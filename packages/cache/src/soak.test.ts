import { expect, it } from 'vitest';
import { createCache } from './cache.ts';
import { createMemoryStore } from './stores/memory.ts';
import { soak } from './testing/soak.ts';

it('a million random keys and tags leave no more behind than the bounds allow', { timeout: 60_000 }, async () => {
  const cache = createCache({ store: createMemoryStore({ maxEntries: 1_000 }) });
  const report = await soak(cache, 1_000_000);
  expect(report.mostEntries).toBeLessThanOrEqual(1_000);
  // Two for each entry, none for what has gone.
  expect(report.mostTags).toBeLessThanOrEqual(2_000);
  expect(report.grownBytes).toBeLessThan(8 * 1024 * 1024);
  expect(cache.stats().loads.stored).toBe(1_000_000);
});
