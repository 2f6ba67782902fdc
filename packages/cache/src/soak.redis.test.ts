import { expect, it } from 'vitest';
import { soakRedis } from './testing/soak-redis.ts';

// A twentieth of `pnpm --filter @hawker/cache soak`, which takes minutes.
it('50,000 random keys and tags end by themselves, and Redis keeps to its memory', { timeout: 60_000 }, async () => {
  const report = await soakRedis(50_000, 12 * 1024 * 1024);
  expect(report.storeErrors).toBe(0);
  expect(report.keys).toBeGreaterThan(1_000);
  expect(report.keysWithoutEnd).toBe(0);
  // What it throws away follows a little later.
  expect(report.usedBytes).toBeLessThan(1.1 * report.maxBytes);
  expect(report.mostEntries).toBeLessThanOrEqual(1_000);
});
