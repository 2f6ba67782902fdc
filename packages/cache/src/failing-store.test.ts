import { describe, expect, it } from 'vitest';
import { createCache } from './cache.ts';
import { createMemoryStore } from './stores/memory.ts';
import { createFaultyStore } from './testing/faulty-store.ts';
import { createGate, nextTurn } from './testing/gate.ts';
import { createHandTimers } from './testing/hand-timers.ts';
import { InvalidationError } from './types.ts';

function setUp(maxPendingTags = 100) {
  const timers = createHandTimers();
  const store = createFaultyStore(createMemoryStore());
  const { clock, schedule } = timers;
  const cache = createCache({ store, clock, schedule, retryAfterMs: 1_000, maxPendingTags });
  return { cache, store, timers };
}

const base = { ttlMs: 60_000, tags: ['t'] } as const;

describe('3: a failing store never fails a read', () => {
  it.each([['read'], ['capture'], ['write']] as const)('3: %s fails', async (operation) => {
    const { cache, store } = setUp();
    store.fail(operation);
    await expect(cache.get('k', { ...base, load: () => 'x' })).resolves.toBe('x');
    await nextTurn();
    expect(cache.stats()).toMatchObject({ storeErrors: 1, loads: { unkept: 1 }, inFlight: 0 });
    store.fail();
    await expect(cache.get('k', { ...base, load: () => 'y' })).resolves.toBe('y');
  });

  it('3: reads that found the store failing share a load that began after all of them', async () => {
    const { cache, store } = setUp();
    store.fail('read');
    const gate = createGate<string>();
    const gets = [1, 2, 3].map(() => cache.get('k', { ...base, load: gate.load }));
    await gate.started;
    gate.release('x');
    await expect(Promise.all(gets)).resolves.toEqual(['x', 'x', 'x']);
    expect(cache.stats().loads.unkept).toBe(1);
  });

  it('3: a read that found the store failing shares no load from before it', async () => {
    const { cache, store } = setUp();
    const gate = createGate<string>();
    const first = cache.get('k', { ...base, load: gate.load });
    await gate.started;
    store.fail('read');
    await expect(cache.get('k', { ...base, load: () => 'new' })).resolves.toBe('new');
    gate.release('old');
    await expect(first).resolves.toBe('old');
  });

  it('tells its health, and rejects what it could not do', async () => {
    const { cache, store } = setUp();
    store.fail('ping', 'delete', 'clear');
    await expect(cache.health()).resolves.toEqual({
      status: 'degraded',
      store: 'faulty',
      breaker: 'closed',
      pendingTags: 0,
      problem: 'out of reach: ping',
    });
    await expect(cache.delete('k')).rejects.toThrow('out of reach: delete');
    await expect(cache.clear()).rejects.toThrow('out of reach: clear');
  });
});

describe('4: an invalidation that the store did not acknowledge', () => {
  it('4: rejects, and reads of its tags bypass the store until it is acknowledged', async () => {
    const { cache, store, timers } = setUp();
    await cache.get('k', { ...base, load: () => 'old' });
    await cache.get('other', { ...base, tags: ['u'], load: () => 'other' });
    await nextTurn();
    store.fail('invalidate');
    const failed = cache.invalidateTags(['t']);
    await expect(failed).rejects.toThrow(InvalidationError);
    await expect(failed).rejects.toMatchObject({ tags: ['t'], cause: new Error('out of reach: invalidate') });

    await expect(cache.get('k', { ...base, load: () => 'new' })).resolves.toBe('new');
    await expect(cache.get('k', { ...base, load: () => 'newer' })).resolves.toBe('newer');
    await expect(cache.get('other', { ...base, tags: ['u'], load: () => 'x' })).resolves.toBe('other');
    expect(cache.stats()).toMatchObject({ pendingTags: 1, invalidationFailures: 1, misses: { bypass: 2 } });
    await expect(cache.health()).resolves.toMatchObject({ status: 'degraded', pendingTags: 1 });

    timers.advance(1_000);
    await nextTurn();
    expect(cache.stats().pendingTags).toBe(1);
    store.fail();
    timers.advance(1_000);
    await nextTurn();
    expect(cache.stats().pendingTags).toBe(0);
    await expect(cache.get('k', { ...base, load: () => 'latest' })).resolves.toBe('latest');
    expect(timers.waiting()).toBe(0);
  });

  it('4: a read that bypasses shares no load from before it', async () => {
    const { cache, store } = setUp();
    const gate = createGate<string>();
    const first = cache.get('k', { ...base, load: gate.load });
    await gate.started;
    store.fail('invalidate');
    await expect(cache.invalidateTags(['t'])).rejects.toThrow(InvalidationError);
    await expect(cache.get('k', { ...base, load: () => 'new' })).resolves.toBe('new');
    gate.release('old');
    await expect(first).resolves.toBe('old');
  });

  it('4: a later invalidation that is acknowledged settles the earlier one', async () => {
    const { cache, store } = setUp();
    store.fail('invalidate');
    await expect(cache.invalidateTags(['t', 'u'])).rejects.toThrow();
    store.fail();
    await cache.invalidateTags(['t']);
    expect(cache.stats().pendingTags).toBe(1);
    await cache.clear();
    expect(cache.stats().pendingTags).toBe(0);
  });

  it('4: is sent again also after an earlier one was settled by other means', async () => {
    const { cache, store, timers } = setUp();
    store.fail('invalidate');
    await expect(cache.invalidateTags(['t'])).rejects.toThrow();
    store.fail();
    await cache.invalidateTags(['t']);
    timers.advance(1_000);
    store.fail('invalidate');
    await expect(cache.invalidateTags(['u'])).rejects.toThrow();
    store.fail();
    timers.advance(1_000);
    await nextTurn();
    expect(cache.stats().pendingTags).toBe(0);
  });

  it('4: too many to remember become everything, settled by clearing the store', async () => {
    const { cache, store, timers } = setUp(2);
    await cache.get('k', { ...base, load: () => 'old' });
    await nextTurn();
    store.fail('invalidate');
    await expect(cache.invalidateTags(['a', 'b', 'c'])).rejects.toThrow();
    await expect(cache.get('k', { ...base, load: () => 'around' })).resolves.toBe('around');
    store.fail();
    timers.advance(1_000);
    await nextTurn();
    await expect(cache.get('k', { ...base, load: () => 'new' })).resolves.toBe('new');
    expect(cache.stats()).toMatchObject({ pendingTags: 0, misses: { bypass: 1 } });
  });

  it('4: is sent one last time when the cache closes, and no timer stays behind', async () => {
    const { cache, store, timers } = setUp();
    store.fail('invalidate');
    await expect(cache.invalidateTags(['t'])).rejects.toThrow();
    store.fail();
    await cache.close();
    expect(cache.stats()).toMatchObject({ pendingTags: 0, invalidations: 1 });
    expect(timers.waiting()).toBe(0);
  });
});
