import { describe, expect, it } from 'vitest';
import { createCache } from './cache.ts';
import type { CacheEvent } from './events.ts';
import { createMemoryStore } from './stores/memory.ts';
import { createGate, nextTurn } from './testing/gate.ts';
import type { GetOptions } from './types.ts';

function setUp() {
  const events: CacheEvent[] = [];
  let nowMs = 0;
  const cache = createCache({
    store: createMemoryStore(),
    clock: () => nowMs,
    onEvent: (event) => events.push(event),
  });
  const advance = (ms: number) => {
    nowMs += ms;
  };
  return { cache, events, advance };
}

const base = { ttlMs: 60_000, tags: ['t'] } as const;

describe('a load and those who wait for it', () => {
  it('gives its failure to everyone who waited, and to nobody after', async () => {
    const { cache } = setUp();
    const gate = createGate<string>();
    const gets = [cache.get('k', { ...base, load: gate.load }), cache.get('k', { ...base, load: gate.load })];
    gate.fail(new Error('database gone'));
    const results = await Promise.allSettled(gets);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
    await expect(cache.get('k', { ...base, load: () => 'back' })).resolves.toBe('back');
  });

  it('rejects when load throws instead of rejecting', async () => {
    const { cache } = setUp();
    const load = (): string => {
      throw new Error('at once');
    };
    await expect(cache.get('k', { ...base, load })).rejects.toThrow('at once');
    expect(cache.stats().inFlight).toBe(0);
  });

  it('is not shared between readers that declare different tags', async () => {
    const { cache } = setUp();
    const gate = createGate<string>();
    const first = cache.get('k', { ...base, tags: ['a'], load: gate.load });
    await gate.started;
    await expect(cache.get('k', { ...base, tags: ['b'], load: () => 'other' })).resolves.toBe('other');
    gate.release('first');
    await expect(first).resolves.toBe('first');
  });

  it('of an older flight does not replace what a newer one kept', async () => {
    const { cache } = setUp();
    const gates = [createGate<string>(), createGate<string>(), createGate<string>()];
    const answers: Promise<string>[] = [];
    for (const gate of gates) {
      answers.push(cache.get('k', { ...base, load: gate.load }));
      await gate.started;
      await cache.invalidateTags(['t']);
    }
    const last = cache.get('k', { ...base, load: () => 'new' });
    await expect(last).resolves.toBe('new');
    for (const gate of gates.reverse()) gate.release('old');
    await expect(Promise.all(answers)).resolves.toEqual(['old', 'old', 'old']);
    await expect(cache.get('k', { ...base, load: () => 'newer' })).resolves.toBe('new');
    expect(cache.stats().loads).toMatchObject({ outdated: 3, stored: 1 });
  });

  it('of an older flight, when it ends, does not hide the newer one from those who may join it', async () => {
    const { cache } = setUp();
    const [older, newer] = [createGate<string>(), createGate<string>()];
    const first = cache.get('k', { ...base, load: older.load });
    await older.started;
    await cache.invalidateTags(['t']);
    const second = cache.get('k', { ...base, load: newer.load });
    await newer.started;
    older.release('old');
    await first;
    const third = cache.get('k', { ...base, load: () => 'a third load' });
    newer.release('new');
    await expect(Promise.all([second, third])).resolves.toEqual(['new', 'new']);
  });

  it('shares a refresh behind a stale answer with nobody from before an invalidation', async () => {
    const { cache, advance } = setUp();
    const options = { ttlMs: 1_000, staleForMs: 60_000, tags: ['t'] };
    await cache.get('k', { ...options, load: () => 'first' });
    advance(2_000);
    const gate = createGate<string>();
    await expect(cache.get('k', { ...options, load: gate.load })).resolves.toBe('first');
    await gate.started;
    await cache.invalidateTags(['t']);
    await expect(cache.get('k', { ...options, load: () => 'new' })).resolves.toBe('new');
    gate.release('old');
    await nextTurn();
    await expect(cache.get('k', { ...options, load: () => 'newer' })).resolves.toBe('new');
  });

  it('that fails behind a stale answer leaves the stale answer, and the next get tries again', async () => {
    const { cache, advance } = setUp();
    const options = { ttlMs: 1_000, staleForMs: 60_000, tags: ['t'] };
    await cache.get('k', { ...options, load: () => 'first' });
    advance(2_000);
    const failing = { ...options, load: () => Promise.reject(new Error('database gone')) };
    await expect(cache.get('k', failing)).resolves.toBe('first');
    await nextTurn();
    await expect(cache.get('k', failing)).resolves.toBe('first');
    await nextTurn();
    expect(cache.stats()).toMatchObject({ staleServed: 2, loads: { failed: 2 } });
  });
});

describe('an aborted signal', () => {
  it('rejects before anything is asked', async () => {
    const { cache, events } = setUp();
    const signal = AbortSignal.abort(new Error('gone'));
    await expect(cache.get('k', { ...base, signal, load: () => 'x' })).rejects.toThrow('gone');
    expect(events).toEqual([]);
  });

  it('ends one wait and leaves the load to the others', async () => {
    const { cache } = setUp();
    const gate = createGate<string>();
    const leaving = new AbortController();
    const staying = new AbortController();
    const first = cache.get('k', { ...base, signal: leaving.signal, load: gate.load });
    const second = cache.get('k', { ...base, signal: staying.signal, load: gate.load });
    await gate.started;
    leaving.abort(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    gate.release('x');
    await expect(second).resolves.toBe('x');
    expect(cache.stats().loads.stored).toBe(1);
  });

  it('of the last one who waited aborts the load, which nobody joins or keeps any more', async () => {
    const { cache } = setUp();
    const gate = createGate<string>();
    const controllers = [new AbortController(), new AbortController()];
    let loadSignal: AbortSignal | undefined;
    const load: GetOptions<string>['load'] = ({ signal }) => {
      loadSignal = signal;
      return gate.load();
    };
    const gets = controllers.map(({ signal }) => cache.get('k', { ...base, signal, load }));
    const settled = Promise.allSettled(gets);
    await gate.started;
    controllers[0]?.abort();
    expect(loadSignal?.aborted).toBe(false);
    controllers[1]?.abort();
    expect(loadSignal?.aborted).toBe(true);
    await settled;
    await expect(cache.get('k', { ...base, load: () => 'fresh' })).resolves.toBe('fresh');
    gate.release('late');
    await nextTurn();
    await expect(cache.get('k', { ...base, load: () => 'newer' })).resolves.toBe('fresh');
    expect(cache.stats()).toMatchObject({ inFlight: 0, loads: { abandoned: 1, stored: 1 } });
  });

  it('before the load began keeps it from beginning', async () => {
    const { cache } = setUp();
    const controller = new AbortController();
    let loads = 0;
    const load = () => {
      loads += 1;
      return 'x';
    };
    const get = cache.get('k', { ...base, signal: controller.signal, load });
    controller.abort(new Error('gone'));
    await expect(get).rejects.toThrow('gone');
    await nextTurn();
    expect(loads).toBe(0);
    expect(cache.stats()).toMatchObject({ inFlight: 0, tags: 0 });
  });

  it('does not abort a load for which someone without a signal waits', async () => {
    const { cache } = setUp();
    const gate = createGate<string>();
    const controller = new AbortController();
    const first = cache.get('k', { ...base, load: gate.load });
    const second = cache.get('k', { ...base, signal: controller.signal, load: gate.load });
    const secondSettled = expect(second).rejects.toThrow();
    controller.abort();
    await secondSettled;
    gate.release('x');
    await expect(first).resolves.toBe('x');
  });
});

describe('mistakes in a call', () => {
  it.each([
    [{ ttlMs: 0 }],
    [{ ttlMs: Number.NaN }],
    [{ ttlMs: Number.POSITIVE_INFINITY }],
    [{ staleForMs: -1 }],
    [{ negativeTtlMs: 0 }],
  ])('%j is refused before anything runs', async (mistake) => {
    const { cache, events } = setUp();
    await expect(cache.get('k', { ...base, ...mistake, load: () => 'x' })).rejects.toThrow(RangeError);
    expect(events).toEqual([]);
  });

  it('an empty key is refused', async () => {
    const { cache } = setUp();
    await expect(cache.get('', { ...base, load: () => 'x' })).rejects.toThrow(RangeError);
  });
});

describe('events and counts', () => {
  it('tell what happened, under the key and the label', async () => {
    const { cache, events, advance } = setUp();
    const options = { ...base, label: 'stats.overview', load: () => 'x' };
    await cache.get('k', options);
    await cache.get('k', options);
    await cache.invalidateTags(['t']);
    await cache.get('k', options);
    advance(60_000);
    await cache.get('k', options);
    const of = { key: 'k', label: 'stats.overview' };
    const load = { type: 'load', ...of, outcome: 'stored', durationMs: 0 };
    expect(events).toEqual([
      { type: 'miss', ...of, reason: 'absent' },
      load,
      { type: 'hit', ...of, stale: false },
      { type: 'invalidation', tags: ['t'], acknowledged: true, retry: false },
      { type: 'miss', ...of, reason: 'tag' },
      load,
      { type: 'miss', ...of, reason: 'expired' },
      load,
    ]);
  });

  it('say why a load failed and how long it took', async () => {
    const { cache, events, advance } = setUp();
    const error = new Error('database gone');
    const load = () => {
      advance(40);
      return Promise.reject(error);
    };
    await expect(cache.get('k', { ...base, load })).rejects.toBe(error);
    expect(events.at(-1)).toMatchObject({ type: 'load', outcome: 'failed', durationMs: 40, error });
  });

  it('count joins, and loads under way', async () => {
    const { cache } = setUp();
    const gate = createGate<string>();
    const gets = [1, 2, 3].map(() => cache.get('k', { ...base, load: gate.load }));
    await gate.started;
    expect(cache.stats()).toMatchObject({ joins: 2, inFlight: 1 });
    gate.release('x');
    await Promise.all(gets);
    expect(cache.stats()).toMatchObject({ inFlight: 0, entries: 1, tags: 1, loads: { stored: 1 } });
  });

  it('survive a listener that throws, and stop when told', async () => {
    const { cache } = setUp();
    const stop = cache.on(() => {
      throw new Error('broken listener');
    });
    await expect(cache.get('k', { ...base, load: () => 'x' })).resolves.toBe('x');
    expect(cache.stats().listenerErrors).toBe(2);
    stop();
    await cache.get('k', { ...base, load: () => 'x' });
    expect(cache.stats().listenerErrors).toBe(2);
  });
});
