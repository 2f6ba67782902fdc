import { Redis } from 'ioredis';
import { createCache } from '../cache.ts';
import { createRedisStore } from '../stores/redis.ts';
import { startOwnRedis } from './redis-server.ts';
import { type SoakReport, soak } from './soak.ts';

export interface RedisSoakReport extends SoakReport {
  readonly keys: number;
  readonly keysWithoutEnd: number;
  readonly usedBytes: number;
  readonly maxBytes: number;
  readonly storeErrors: number;
}

/** The same over a Redis of its own that has so much memory and throws away what was used longest ago. */
export async function soakRedis(gets: number, maxBytes: number): Promise<RedisSoakReport> {
  const server = await startOwnRedis();
  const client = new Redis(server.address);
  try {
    await client.config('SET', 'maxmemory', maxBytes, 'maxmemory-policy', 'allkeys-lru');
    // So many at once may wait longer than a read should; here only what is left behind counts.
    const cache = createCache({ store: createRedisStore({ client, operationTimeoutMs: 10_000 }) });
    const report = await soak(cache, gets);
    const info = `${await client.info('memory')}${await client.info('keyspace')}`;
    const figure = (pattern: RegExp) => Number(pattern.exec(info)?.[1] ?? Number.NaN);
    const keys = figure(/keys=(\d+)/);
    return {
      ...report,
      keys,
      keysWithoutEnd: keys - figure(/expires=(\d+)/),
      usedBytes: figure(/used_memory:(\d+)/),
      maxBytes,
      storeErrors: cache.stats().storeErrors,
    };
  } finally {
    client.disconnect();
    await server.stop();
  }
}
