/**
 * The ways to cache that are compared, each used as its own documentation says. What is asked of all of them is the
 * same: a value under a key with two tags, made by a loader where it is not there.
 */

import { type CacheEntry, type Cache as CachifiedCache, cachified, totalTtl } from '@epic-web/cachified';
import { createCache, createMemoryStore, createRedisStore, type RedisStoreOptions } from '@hawker/cache';
import { BentoCache, bentostore } from 'bentocache';
import { memoryDriver } from 'bentocache/drivers/memory';
import { redisDriver } from 'bentocache/drivers/redis';
import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';

export type Load = () => object | Promise<object>;

export interface Way {
  get(key: string, tags: readonly string[], load: Load): Promise<object | undefined>;
  /** After a write: nothing of before may be served. Where there are no tags it deletes the keys. */
  forget(tags: readonly string[], keys: readonly string[]): Promise<unknown>;
  close(): Promise<void>;
}

const ttlMs = 600_000;
const maxEntries = 1_000;
const nothing = () => Promise.resolve();

/** Look, load, store: what one writes without a library. */
export function bareMemory(): Way {
  const lru = new LRUCache<string, object>({ max: maxEntries, ttl: ttlMs });
  return {
    get: async (key, _tags, load) => {
      const kept = lru.get(key);
      if (kept !== undefined) {
        return kept;
      }
      const value = await load();
      lru.set(key, value);
      return value;
    },
    forget: async (_tags, keys) => {
      for (const key of keys) {
        lru.delete(key);
      }
    },
    close: nothing,
  };
}

/** The least that checking two tags can cost: one command, and the value parsed. */
export function bareRedis(client: Redis, prefix: string): Way {
  const name = (key: string) => `${prefix}:${key}`;
  return {
    get: async (key, tags, load) => {
      const [text] = await client.mget([name(key), ...tags.map(name)]);
      if (typeof text === 'string') {
        return JSON.parse(text);
      }
      const value = await load();
      await client.set(name(key), JSON.stringify(value), 'PX', ttlMs);
      return value;
    },
    forget: (_tags, keys) => client.unlink(keys.map(name)),
    close: nothing,
  };
}

export function hawkerMemory(entries = maxEntries): Way {
  return fromHawker(createCache({ store: createMemoryStore({ maxEntries: entries, maxBytes: 1024 ** 3 }) }));
}

export function hawkerRedis(client: Redis, options: Partial<RedisStoreOptions>): Way {
  // Filled with hundreds at a time, on a machine that may be busy: nothing here is about giving up.
  return fromHawker(createCache({ store: createRedisStore({ client, operationTimeoutMs: 10_000, ...options }) }));
}

function fromHawker(cache: ReturnType<typeof createCache>): Way {
  return {
    get: (key, tags, load) => cache.get(key, { ttlMs, tags, load }),
    forget: (tags) => cache.invalidateTags(tags),
    close: () => cache.close(),
  };
}

export function bentoMemory(): Way {
  const memory = bentostore().useL1Layer(memoryDriver({ maxItems: maxEntries }));
  return fromBento(new BentoCache({ default: 'only', stores: { only: memory } }));
}

/** Redis alone, as its own page on tags has it. With a memory before it hits need no Redis and are checked by nobody. */
export function bentoRedis(client: Redis, prefix: string): Way {
  const redis = bentostore().useL2Layer(redisDriver({ connection: client }));
  return fromBento(new BentoCache({ default: 'only', prefix, stores: { only: redis } }));
}

function fromBento(bento: BentoCache<{ only: ReturnType<typeof bentostore> }>): Way {
  return {
    get: (key, tags, load) => bento.getOrSet({ key, ttl: ttlMs, tags: [...tags], factory: () => load() }),
    forget: (tags) => bento.deleteByTag({ tags: [...tags] }),
    // Its connection is ours to close.
    close: nothing,
  };
}

export function cachifiedMemory(): Way {
  const lru = new LRUCache<string, CacheEntry>({ max: maxEntries });
  return fromCachified({
    get: (key) => lru.get(key),
    set: (key, value) => {
      const ttl = totalTtl(value.metadata);
      return lru.set(key, value, Number.isFinite(ttl) ? { ttl } : {});
    },
    delete: (key) => lru.delete(key),
  });
}

export function cachifiedRedis(client: Redis, prefix: string): Way {
  const name = (key: string) => `${prefix}:${key}`;
  return fromCachified({
    get: async (key) => {
      const text = await client.get(name(key));
      return text === null ? null : JSON.parse(text);
    },
    set: (key, value) => client.set(name(key), JSON.stringify(value), 'PX', ttlMs),
    delete: (key) => client.unlink(name(key)),
  });
}

/** It has no tags. */
function fromCachified(cache: CachifiedCache): Way {
  return {
    get: (key, _tags, load) => cachified({ key, cache, ttl: ttlMs, getFreshValue: () => load() }),
    forget: (_tags, keys) => Promise.all(keys.map((key) => cache.delete(key))),
    close: nothing,
  };
}
