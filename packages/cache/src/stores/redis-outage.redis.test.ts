import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCache } from '../cache.ts';
import { type RedisProcess, startOwnRedis } from '../testing/redis-server.ts';
import { settle } from '../testing/sources.ts';
import type { Cache } from '../types.ts';
import { createRedisStore } from './redis.ts';

let redis: Awaited<ReturnType<typeof startOwnRedis>>;
let clients: Redis[];
let here: Cache;
let there: Cache;

beforeEach(async () => {
  redis = await startOwnRedis();
  clients = [1, 2].map(() => {
    const client = new Redis(redis.address, { retryStrategy: () => 50 });
    // Without a listener ioredis prints every failed attempt.
    client.on('error', () => undefined);
    return client;
  });
  const open = (client: Redis) => createCache({ store: createRedisStore({ client }), retryAfterMs: 50 });
  [here, there] = clients.map(open) as [Cache, Cache];
});
afterEach(async () => {
  for (const client of clients) client.disconnect();
  await redis.stop();
});

const base = { ttlMs: 60_000, tags: ['t'] } as const;

async function timed(run: () => Promise<unknown>): Promise<number> {
  const beganMs = performance.now();
  await run();
  return performance.now() - beganMs;
}

interface Outage {
  readonly name: string;
  begin(process: RedisProcess): void | Promise<void>;
  end(process: RedisProcess): void | Promise<void>;
}

const outages: readonly Outage[] = [
  { name: 'frozen', begin: (process) => process.freeze(), end: (process) => process.thaw() },
  { name: 'killed', begin: (process) => process.kill(), end: (process) => process.restart() },
];

describe.each(outages)('3 and 4: Redis is $name', ({ begin, end }) => {
  it('reads go on within the timeout, then at once; invalidations reject and are sent when it is back', async () => {
    await here.get('k', { ...base, load: () => 'old' });
    await settle(here);
    await there.get('k', { ...base, load: () => 'not needed' });
    await begin(redis.process);

    for (let read = 0; read < 5; read += 1) {
      const tookMs = await timed(() => expect(here.get('k', { ...base, load: () => 'new' })).resolves.toBe('new'));
      expect(tookMs).toBeLessThan(150);
    }
    expect(here.stats()).toMatchObject({ breaker: 'open', timeouts: 5, misses: { error: 5 } });
    const tookMs: number[] = [];
    for (let read = 0; read < 50; read += 1) {
      tookMs.push(await timed(() => expect(here.get('k', { ...base, load: () => 'new' })).resolves.toBe('new')));
    }
    // The median, because other processes share the machine.
    expect(tookMs.sort((a, b) => a - b)[25]).toBeLessThan(5);

    await expect(here.invalidateTags(['t'])).rejects.toThrow('did not acknowledge');
    await expect(here.health()).resolves.toMatchObject({ status: 'degraded', breaker: 'open', pendingTags: 1 });

    await end(redis.process);
    // Nobody reads meanwhile: the pending invalidation goes out by itself.
    await expect.poll(() => here.stats().pendingTags, { timeout: 10_000 }).toBe(0);
    expect(here.stats().breaker).toBe('closed');
    await expect(here.get('k', { ...base, load: () => 'newest' })).resolves.toBe('newest');
    await settle(here);
    await expect(there.get('k', { ...base, load: () => 'newest' })).resolves.toBe('newest');
    await expect(here.health()).resolves.toMatchObject({ status: 'ok' });
  });
});

it('4: an invalidation that was lost with its connection is not forgotten while Redis keeps the entry', async () => {
  await here.get('k', { ...base, load: () => 'old' });
  await settle(here);
  redis.process.freeze();
  await expect(here.invalidateTags(['t'])).rejects.toThrow('did not acknowledge');
  // The connection is gone with the command in it; Redis and the old entry are not.
  clients[0]?.disconnect(true);
  redis.process.thaw();
  for (let read = 0; read < 20; read += 1) {
    await expect(here.get('k', { ...base, load: () => 'new' })).resolves.toBe('new');
  }
  await expect.poll(() => here.stats().pendingTags, { timeout: 10_000 }).toBe(0);
  await expect(there.get('k', { ...base, load: () => 'new' })).resolves.toBe('new');
});
