import { describe, expect, it } from 'vitest';
import { createCache } from './cache.ts';
import { createMemoryStore } from './stores/memory.ts';
import { createRedisStore } from './stores/redis.ts';
import { createFaultyStore } from './testing/faulty-store.ts';
import { createGate, nextTurn } from './testing/gate.ts';
import { createHandTimers } from './testing/hand-timers.ts';
import { FakeRedisServer, HeldConnection } from './testing/held-redis.ts';
import { countingLoad } from './testing/sources.ts';

/** Two processes over one Redis, with time in the test's hand. */
function setUp() {
  const timers = createHandTimers();
  const server = new FakeRedisServer(timers.clock);
  const open = () => {
    const connection = new HeldConnection(server);
    connection.flow();
    const store = createFaultyStore(createRedisStore({ client: connection, ...timers }));
    return { connection, store, cache: createCache({ store, ...timers }) };
  };
  const [here, there] = [open(), open()];
  /** In steps, so that whoever looks from time to time does. */
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 10) {
      timers.advance(10);
      await nextTurn();
    }
  };
  return { here: here.cache, there: there.cache, storeThere: there.store, connectionThere: there.connection, pass };
}

const base = { ttlMs: 60_000, tags: ['t'], leaseMs: 1_000 } as const;

describe('a lease', () => {
  it('lets one process load, and the other waits for what it stores', async () => {
    const { here, there, pass } = setUp();
    const gate = createGate<string>();
    const first = here.get('k', { ...base, load: gate.load });
    await gate.started;
    const source = countingLoad('its own');
    const second = there.get('k', { ...base, load: source.load });
    await pass(100);
    gate.release('shared');
    await pass(100);
    await expect(Promise.all([first, second])).resolves.toEqual(['shared', 'shared']);
    expect(source.loads()).toBe(0);
    expect(there.stats()).toMatchObject({ leaseWaits: 1, inFlight: 0, loads: { stored: 0 } });
  });

  it('ends by itself when its process is gone', async () => {
    const { here, there, pass } = setUp();
    const gate = createGate<string>();
    void here.get('k', { ...base, load: gate.load });
    await gate.started;
    const source = countingLoad('x');
    const second = there.get('k', { ...base, load: source.load });
    await pass(900);
    expect(source.loads()).toBe(0);
    await pass(200);
    await expect(second).resolves.toBe('x');
  });

  it('is given back at once when the load fails', async () => {
    const { here, there, pass } = setUp();
    const gate = createGate<string>();
    const first = here.get('k', { ...base, load: gate.load });
    await gate.started;
    const second = there.get('k', { ...base, load: () => 'x' });
    await pass(50);
    gate.fail(new Error('database gone'));
    await expect(first).rejects.toThrow('database gone');
    await pass(50);
    await expect(second).resolves.toBe('x');
  });

  it('is waited for no longer than twice its time', async () => {
    const { here, there, pass } = setUp();
    // The first process keeps its lease for much longer than the second one asks for.
    const gate = createGate<string>();
    void here.get('k', { ...base, leaseMs: 60_000, load: gate.load });
    await gate.started;
    const source = countingLoad('x');
    const second = there.get('k', { ...base, leaseMs: 100, load: source.load });
    await pass(150);
    expect(source.loads()).toBe(0);
    await pass(100);
    await expect(second).resolves.toBe('x');
  });

  it('of a load from before an invalidation holds up nobody after it', async () => {
    const { here, there, pass } = setUp();
    const gate = createGate<string>();
    const first = here.get('k', { ...base, load: gate.load });
    await gate.started;
    const waiting = there.get('k', { ...base, load: () => 'new' });
    await pass(50);
    await here.invalidateTags(['t']);
    await pass(50);
    await expect(waiting).resolves.toBe('new');
    await expect(here.get('k', { ...base, load: () => 'newer' })).resolves.toBe('new');
    gate.release('old');
    await expect(first).resolves.toBe('old');
  });

  it('1: shares what a look brings back with nobody who asks after an invalidation that the look has not seen', async () => {
    const { here, there, connectionThere, pass } = setUp();
    const gate = createGate<string>();
    const first = here.get('k', { ...base, load: gate.load });
    await gate.started;
    const second = there.get('k', { ...base, load: () => 'needless' });
    await pass(50);
    connectionThere.hold();
    gate.release('old');
    await first;
    await pass(50);
    // It looks again; what it finds is still under way when the tag dies.
    connectionThere.reach();
    await here.invalidateTags(['t']);
    const third = there.get('k', { ...base, load: () => 'new' });
    // Both answers arrive in the same turn.
    connectionThere.deliver();
    connectionThere.flow();
    await expect(second).resolves.toBe('old');
    await pass(50);
    await expect(third).resolves.toBe('new');
  });

  it('costs a read nothing when it cannot be had', async () => {
    const { there, storeThere } = setUp();
    storeThere.fail('lease');
    await expect(there.get('k', { ...base, load: () => 'x' })).resolves.toBe('x');
    await nextTurn();
    expect(there.stats()).toMatchObject({ storeErrors: 1, loads: { stored: 1 }, inFlight: 0 });
  });

  it('is not waited for when nobody waits for the value any more', async () => {
    const { here, there, pass } = setUp();
    const gate = createGate<string>();
    void here.get('k', { ...base, load: gate.load });
    await gate.started;
    const source = countingLoad('x');
    const leaving = new AbortController();
    const second = there.get('k', { ...base, load: source.load, signal: leaving.signal });
    await pass(50);
    leaving.abort(new Error('left'));
    await expect(second).rejects.toThrow('left');
    await pass(50);
    expect(source.loads()).toBe(0);
    expect(there.stats()).toMatchObject({ inFlight: 0, loads: { abandoned: 1 } });
  });

  it('is of no use within one process', async () => {
    const cache = createCache({ store: createMemoryStore() });
    const source = countingLoad('x');
    await Promise.all([1, 2, 3].map(() => cache.get('k', { ...base, load: source.load })));
    expect(source.loads()).toBe(1);
    await expect(cache.get('k', { ...base, leaseMs: 0, load: source.load })).rejects.toThrow(RangeError);
  });
});
