import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { createCache } from '../cache.ts';
import { createRedisStore, type RedisStoreOptions } from '../stores/redis.ts';
import type { RedisClient } from '../stores/redis-client.ts';
import { RedisNames } from '../stores/redis-format.ts';
import type { StoreHarness } from './store-suite.ts';

export type Connection = RedisClient & { quit(): Promise<unknown> };

/** Two processes: nothing is shared between them but Redis. `admin` looks at the keys behind their backs. */
export function openRedisHarness(
  admin: Redis,
  connect: () => Connection,
  options: Partial<RedisStoreOptions> = {},
): StoreHarness & { readonly namespace: string } {
  const namespace = `test-${randomUUID()}`;
  const names = new RedisNames(namespace);
  const clients = [connect(), connect()] as const;
  let nowMs = Date.now();
  const open = (client: Connection) =>
    createCache({
      // The contract is not about time, and the machine may be busy.
      store: createRedisStore({ client, namespace, operationTimeoutMs: 10_000, ...options }),
      clock: () => nowMs,
    });
  const keys = () => admin.keys(`{${namespace}}*`);
  return {
    namespace,
    here: open(clients[0]),
    there: open(clients[1]),
    advance: async (ms) => {
      nowMs += ms;
      for (const key of await keys()) {
        const lifeMs = await admin.pttl(key);
        if (lifeMs > ms) await admin.pexpire(key, lifeMs - ms);
        else await admin.unlink(key);
      }
    },
    loseEntry: async (key) => {
      await admin.unlink(names.entry(key));
    },
    loseTag: async (tag) => {
      await admin.unlink(names.tag(tag));
    },
    loseEverything: async () => {
      const all = await keys();
      if (all.length > 0) await admin.unlink(all);
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.quit()));
    },
  };
}
