import { describe, expect, it } from 'vitest';
import { createCache } from '../cache.ts';
import { describeStore } from '../testing/store-suite.ts';
import type { Cache } from '../types.ts';
import { createMemoryStore } from './memory.ts';

describeStore('memory store', async () => {
  let nowMs = 1_000_000;
  const store = createMemoryStore();
  const clock = () => nowMs;
  return {
    here: createCache({ store, clock }),
    there: createCache({ store, clock }),
    advance: async (ms) => {
      nowMs += ms;
    },
    loseEntry: async (key) => store.delete(key),
    // Memory never loses a tag that an entry still carries; an unused one is let go by itself.
    loseTag: async () => undefined,
    loseEverything: async () => store.clear(),
    close: async () => store.close(),
  };
});

function keep(cache: Cache, key: string, tags: readonly string[], value: unknown = key): Promise<unknown> {
  return cache.get(key, { ttlMs: 60_000, tags, load: () => value });
}

describe('bounds of the memory store', () => {
  it('keeps at most maxEntries and lets the least recently used go first', async () => {
    const store = createMemoryStore({ maxEntries: 3 });
    const cache = createCache({ store });
    for (const key of ['a', 'b', 'c']) await keep(cache, key, []);
    await keep(cache, 'a', []);
    await keep(cache, 'd', []);
    expect(cache.stats().entries).toBe(3);
    await keep(cache, 'a', []);
    expect(cache.stats().misses.absent).toBe(4);
    await keep(cache, 'b', []);
    expect(cache.stats().misses.absent).toBe(5);
  });

  it('keeps 1,000 entries unless told otherwise', async () => {
    const cache = createCache({ store: createMemoryStore() });
    for (let index = 0; index < 1_100; index += 1) await keep(cache, `k${index}`, []);
    expect(cache.stats().entries).toBe(1_000);
  });

  it('keeps at most maxBytes, and never an entry that would fill it alone', async () => {
    const cache = createCache({ store: createMemoryStore({ maxBytes: 1_000 }) });
    await keep(cache, 'a', ['t'], ['x'.repeat(400)]);
    await keep(cache, 'b', ['t'], ['x'.repeat(400)]);
    await keep(cache, 'c', ['t'], ['x'.repeat(400)]);
    expect(cache.stats().entries).toBe(2);
    expect(cache.stats().sizeBytes).toBeLessThanOrEqual(1_000);
    await keep(cache, 'd', ['u'], ['x'.repeat(1_001)]);
    expect(cache.stats()).toMatchObject({ entries: 2, tags: 1, loads: { stored: 3, unkept: 1 } });
  });

  it('remembers a tag only while an entry or a load depends on it', async () => {
    const cache = createCache({ store: createMemoryStore({ maxEntries: 10 }) });
    for (let index = 0; index < 1_000; index += 1) await keep(cache, `k${index}`, ['all', `one:${index}`]);
    expect(cache.stats().tags).toBe(11);
    await cache.invalidateTags(['all']);
    expect(cache.stats().tags).toBe(10);
    await cache.clear();
    expect(cache.stats()).toMatchObject({ entries: 0, tags: 0, sizeBytes: 0 });
  });

  it('forgets the tags of loads that fail, find nothing or come too late', async () => {
    const store = createMemoryStore();
    const cache = createCache({ store });
    const options = { ttlMs: 1_000, tags: ['a', 'b'] };
    await expect(cache.get('k', { ...options, load: () => Promise.reject(new Error('no')) })).rejects.toThrow('no');
    await cache.get('k', { ...options, load: () => null });
    await cache.get('k', {
      ...options,
      load: async () => {
        await cache.invalidateTags(['a']);
        return 'late';
      },
    });
    expect(cache.stats()).toMatchObject({ entries: 0, tags: 0, loads: { failed: 1, empty: 1, outdated: 1 } });
  });

  it('does not confuse the new life of a tag with the old one that an entry still holds', async () => {
    const cache = createCache({ store: createMemoryStore() });
    await keep(cache, 'old', ['t']);
    await cache.invalidateTags(['t']);
    await keep(cache, 'new', ['t']);
    // Reading the dead entry drops it; the living node of the same name must survive that.
    await cache.delete('old');
    expect(cache.stats().tags).toBe(1);
    await cache.invalidateTags(['t']);
    let loads = 0;
    await cache.get('new', { ttlMs: 1_000, tags: ['t'], load: () => (loads += 1) });
    expect(loads).toBe(1);
  });

  it('stays within its bounds over 100,000 random keys and tags', async () => {
    const cache = createCache({ store: createMemoryStore({ maxEntries: 100 }) });
    for (let index = 0; index < 100_000; index += 1) {
      await keep(cache, `k${index}`, [`t${index % 977}`, `u${index}`]);
      if (index % 7 === 0) await cache.invalidateTags([`t${(index * 31) % 977}`]);
    }
    const { entries, tags, inFlight } = cache.stats();
    expect(entries).toBeLessThanOrEqual(100);
    expect(tags).toBeLessThanOrEqual(200);
    expect(inFlight).toBe(0);
  });

  it('takes an entry from the future for expired, so that a clock set back lengthens no life', async () => {
    let nowMs = 10_000_000;
    const cache = createCache({ store: createMemoryStore(), clock: () => nowMs });
    await keep(cache, 'k', []);
    nowMs -= 3_600_000;
    await keep(cache, 'k', []);
    expect(cache.stats().misses.expired).toBe(1);
  });
});
