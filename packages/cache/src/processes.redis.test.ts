/** Two API processes, a worker and one more: real processes over a real Redis, with nothing else between them. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGate } from './testing/gate.ts';
import { startOwnRedis } from './testing/redis-server.ts';
import { type RemoteCache, startRemoteCache } from './testing/remote-cache.ts';
import { countingLoad } from './testing/sources.ts';

let redis: Awaited<ReturnType<typeof startOwnRedis>>;
let processes: RemoteCache[];
let api: RemoteCache;
let otherApi: RemoteCache;
let worker: RemoteCache;

beforeAll(async () => {
  redis = await startOwnRedis();
  // The worker's clock is an hour ahead.
  const offsetsMs = [0, 0, 3_600_000, 0];
  processes = await Promise.all(offsetsMs.map((offsetMs) => startRemoteCache(redis.address, offsetMs)));
  [api, otherApi, worker] = processes as [RemoteCache, RemoteCache, RemoteCache];
});
afterAll(async () => {
  await Promise.all(processes.map((process) => process.close()));
  await redis.stop();
});

let used = 0;
/** Options for `get` under a key and a tag that no other test uses. */
function fresh() {
  used += 1;
  return { key: `k${used}`, options: { ttlMs: 60_000, tags: [`t${used}`] } };
}

/** Waits until the process has stored what it loaded. */
async function stored(process: RemoteCache): Promise<void> {
  do await process.turn();
  while (process.stats().inFlight > 0);
}

describe('1: between processes', () => {
  it('1: an invalidation by the worker while an API process loads is not lost in either', async () => {
    const { key, options } = fresh();
    const gate = createGate<string>();
    const first = api.get(key, { ...options, load: gate.load });
    await gate.started;
    await worker.invalidateTags(options.tags);
    // Asked after the acknowledgement: not the load from before it.
    await expect(otherApi.get(key, { ...options, load: () => 'new' })).resolves.toBe('new');
    await stored(otherApi);
    gate.release('old');
    await expect(first).resolves.toBe('old');
    await stored(api);
    // The old value was written over the new one, under versions that are over: a miss, and no more.
    for (const process of processes) {
      await expect(process.get(key, { ...options, load: () => 'new' })).resolves.toBe('new');
    }
  });

  it('1: a process that was frozen in the middle of a load stores nothing old when it wakes', async () => {
    const { key, options } = fresh();
    const gate = createGate<string>();
    const first = api.get(key, { ...options, load: gate.load });
    await gate.started;
    api.process.kill('SIGSTOP');
    await worker.invalidateTags(options.tags);
    gate.release('old');
    await expect(otherApi.get(key, { ...options, load: () => 'new' })).resolves.toBe('new');
    await stored(otherApi);
    api.process.kill('SIGCONT');
    await expect(first).resolves.toBe('old');
    await stored(api);
    await expect(api.get(key, { ...options, load: () => 'new' })).resolves.toBe('new');
    await stored(api);
    await expect(otherApi.get(key, { ...options, load: () => 'new' })).resolves.toBe('new');
  });
});

describe('a stampede of 100 gets in each of 4 processes', () => {
  const stampede = (key: string, options: { ttlMs: number; tags: string[]; leaseMs?: number }, load: () => unknown) =>
    Promise.all(
      Array.from({ length: 100 }, () => processes.map((process) => process.get(key, { ...options, load }))).flat(),
    );

  it('makes at most 4 loads', async () => {
    const { key, options } = fresh();
    const source = countingLoad('x');
    expect(new Set(await stampede(key, options, source.load))).toEqual(new Set(['x']));
    expect(source.loads()).toBeLessThanOrEqual(4);
  });

  it('makes 1 load with a lease', async () => {
    const { key, options } = fresh();
    const gate = createGate<string>();
    let loads = 0;
    const load = () => {
      loads += 1;
      return gate.load();
    };
    const gets = stampede(key, { ...options, leaseMs: 10_000 }, load);
    await gate.started;
    // Everybody has found the lease taken, and looks again from time to time.
    await Promise.all(processes.map((process) => process.turn()));
    gate.release('x');
    expect(new Set(await gets)).toEqual(new Set(['x']));
    expect(loads).toBe(1);
  });

  it('goes on when the process that holds the lease is killed', async () => {
    const holder = await startRemoteCache(redis.address);
    const { key, options } = fresh();
    const gate = createGate<string>();
    const killed = holder.get(key, { ...options, leaseMs: 300, load: gate.load });
    killed.catch(() => undefined);
    await gate.started;
    const source = countingLoad('x');
    const gets = stampede(key, { ...options, leaseMs: 300 }, source.load);
    holder.process.kill('SIGKILL');
    await expect(killed).rejects.toThrow('ended');
    expect(new Set(await gets)).toEqual(new Set(['x']));
    expect(source.loads()).toBe(1);
  });
});
