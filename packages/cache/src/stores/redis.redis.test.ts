import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCache } from '../cache.ts';
import { openRedisHarness } from '../testing/redis-harness.ts';
import { type RedisServer, startRedis } from '../testing/redis-server.ts';
import { countingLoad, settle } from '../testing/sources.ts';
import { describeStore } from '../testing/store-suite.ts';
import { createRedisStore, type RedisStoreOptions } from './redis.ts';
import { RedisNames } from './redis-format.ts';

/** Nothing here is about time, and the machine may be busy. */
const operationTimeoutMs = 10_000;

let server: RedisServer;
let admin: Redis;

beforeAll(async () => {
  server = await startRedis();
  admin = new Redis(server.address);
});
afterAll(async () => {
  await admin.quit();
  await server.stop();
});

const openHarness = (options: Partial<RedisStoreOptions> = {}) =>
  openRedisHarness(admin, () => new Redis(server.address), options);

describeStore('redis store', async () => openHarness());
describeStore('redis store without local values', async () => openHarness({ localEntries: 0 }));
/** How many commands Redis ran meanwhile, by name. */
async function commands(run: () => Promise<unknown>): Promise<Record<string, number>> {
  await admin.config('RESETSTAT');
  await run();
  const counts: Record<string, number> = {};
  for (const [, name = '', calls = ''] of (await admin.info('commandstats')).matchAll(/cmdstat_([^:]+):calls=(\d+)/g)) {
    if (name !== 'info' && !name.startsWith('config')) counts[name] = Number(calls);
  }
  return counts;
}

describe('cost in Redis', () => {
  it.each([[0], [1_000]])(
    'with localEntries %i: hit 1 command, invalidation 1, miss 3 at most',
    async (localEntries) => {
      const { here, there, close } = openHarness({ localEntries });
      const options = { ttlMs: 60_000, tags: ['a', 'b'], load: () => ({ name: 'x' }) };
      await here.get('k', options);
      await settle(here);
      await there.get('k', options);
      expect(await commands(() => here.get('k', options))).toEqual({ mget: 1 });
      expect(await commands(() => here.get('k', options))).toEqual({ mget: 1 });
      expect(await commands(() => here.invalidateTags(['a', 'b']))).toEqual({ unlink: 1 });
      await here.get('k', options);
      await settle(here);
      await here.invalidateTags(['a']);
      const miss = async () => {
        await here.get('k', options);
        await settle(here);
      };
      expect(await commands(miss)).toEqual({ mget: 1, set: 2 });
      // Another process filled it: found in Redis, without a load.
      const counts = await commands(() => there.get('k', options));
      expect(Object.values(counts).reduce((sum, calls) => sum + calls, 0)).toBeLessThanOrEqual(2);
      expect(there.stats().loads.stored).toBe(0);
      await close();
    },
  );
});

it('a lease costs a load 3 commands more, and a hit none', async () => {
  const { here, close } = openHarness();
  const options = { ttlMs: 60_000, tags: ['a', 'b'], leaseMs: 1_000, load: () => 'x' };
  await here.get('k', options);
  await settle(here);
  expect(await commands(() => here.get('k', options))).toEqual({ mget: 1 });
  await here.invalidateTags(['a']);
  const miss = async () => {
    await here.get('k', options);
    // Also the end of the lease.
    await here.close();
  };
  expect(await commands(miss)).toEqual({ mget: 2, set: 3, unlink: 1 });
  await close();
});

describe('keys in Redis', () => {
  it('all have a time to live, the tags a longer one than any entry', async () => {
    const { here, namespace, close } = openHarness();
    const weekMs = 7 * 24 * 3_600_000;
    for (let index = 0; index < 100; index += 1) {
      await here.get(`k${index}`, { ttlMs: weekMs, staleForMs: 1_000, tags: [`t${index}`], load: () => index });
    }
    await settle(here);
    const lives = new Map<string, number>();
    for (const key of await admin.keys(`{${namespace}}*`)) lives.set(key, await admin.pttl(key));
    expect(lives.size).toBeGreaterThan(200);
    expect(Math.min(...lives.values())).toBeGreaterThan(0);
    const lifeOf = (kind: string) => [...lives].filter(([key]) => key.includes(`}${kind}:`)).map(([, life]) => life);
    expect(Math.min(...lifeOf('t'), ...lifeOf('b'))).toBeGreaterThan(Math.max(...lifeOf('e')));
    await close();
  });

  it('that cannot be read are misses, and are written over', async () => {
    const { here, namespace, close } = openHarness({ localEntries: 0 });
    const source = countingLoad('x');
    const options = { ttlMs: 60_000, tags: ['t'], load: source.load };
    const entryKey = new RedisNames(namespace).entry('k');
    const corruptions = [
      (text: string) => `${text}{`,
      (text: string) => text.slice(0, text.indexOf('\n') + 1),
      (text: string) => text.slice(1),
      () => '',
    ];
    for (const corrupt of corruptions) {
      await here.get('k', options);
      await settle(here);
      const text = (await admin.get(entryKey)) ?? '';
      await admin.set(entryKey, corrupt(text), 'PX', 60_000);
      await expect(here.get('k', options)).resolves.toBe('x');
      await settle(here);
    }
    expect(source.loads()).toBe(1 + corruptions.length);
    expect(here.stats().storeErrors).toBe(0);
    await close();
  });
});

describe('processes that do not agree', () => {
  it.each([[-3_600_000], [3_600_000]])('about the time (%i ms apart) still agree about tags', async (apartMs) => {
    const namespace = `test-${randomUUID()}`;
    const clients = [new Redis(server.address), new Redis(server.address)] as const;
    const right = createCache({ store: createRedisStore({ client: clients[0], namespace, operationTimeoutMs }) });
    const wrong = createCache({
      store: createRedisStore({ client: clients[1], namespace, operationTimeoutMs }),
      clock: () => Date.now() + apartMs,
    });
    for (const staleForMs of [0, 30_000]) {
      const source = countingLoad(1);
      const options = { ttlMs: 60_000, staleForMs, tags: ['t'], load: source.load };
      const key = `k${staleForMs}`;
      for (const [first, second] of [
        [right, wrong],
        [wrong, right],
      ] as const) {
        await first.get(key, options);
        await settle(first);
        const loads = source.loads();
        if (staleForMs === 0) {
          await second.get(key, options);
          expect(source.loads()).toBe(loads);
        }
        source.set(loads + 100);
        await second.invalidateTags(['t']);
        await expect(first.get(key, options)).resolves.toBe(loads + 100);
        await settle(first);
        await settle(second);
        await right.invalidateTags(['t']);
      }
    }
    await Promise.all(clients.map((client) => client.quit()));
  });

  it('about how a value is written get it through their codec', async () => {
    const codec = {
      encode: (value: unknown) => JSON.stringify({ at: value instanceof Date ? value.getTime() : 0 }),
      decode: (text: string): unknown => new Date(Number(/\d+/.exec(text)?.[0])),
    };
    const { here, there, close } = openHarness({ codec });
    const options = { ttlMs: 60_000, tags: ['t'], load: () => new Date(5) };
    await here.get('k', options);
    await settle(here);
    await expect(there.get('k', options)).resolves.toEqual(new Date(5));
    await close();
  });

  it('makes about as many loads as there are processes in a stampede', async () => {
    const namespace = `test-${randomUUID()}`;
    const clients = Array.from({ length: 4 }, () => new Redis(server.address));
    const caches = clients.map((client) =>
      createCache({ store: createRedisStore({ client, namespace, operationTimeoutMs }) }),
    );
    const source = countingLoad('x');
    const options = { ttlMs: 60_000, tags: ['a', 'b'], load: source.load };
    const gets = Array.from({ length: 100 }, () => caches.map((cache) => cache.get('k', options))).flat();
    expect(new Set(await Promise.all(gets))).toEqual(new Set(['x']));
    expect(source.loads()).toBeLessThanOrEqual(4);
    // They agreed on the versions of the tags, so whoever wrote last wrote for all.
    for (const cache of caches) await settle(cache);
    const loads = source.loads();
    for (const cache of caches) await cache.get('k', options);
    expect(source.loads()).toBe(loads);
    await Promise.all(clients.map((client) => client.quit()));
  });
});
