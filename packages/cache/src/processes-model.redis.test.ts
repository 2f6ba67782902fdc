import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RedisNames } from './stores/redis-format.ts';
import { type ModelCache, type ModelWorld, runModel, steps } from './testing/model.ts';
import { startOwnRedis } from './testing/redis-server.ts';
import { type RemoteCache, startRemoteCache } from './testing/remote-cache.ts';

// The runs of redis-model.redis.test.ts hold back every command as they please. These show that real processes and
// their own connections are no different.
const RUNS = { numRuns: 40, seed: 20_260_713 } as const;

let redis: Awaited<ReturnType<typeof startOwnRedis>>;
let admin: Redis;
let processes: RemoteCache[];

beforeAll(async () => {
  redis = await startOwnRedis();
  admin = new Redis(redis.address);
  // Two API processes and a worker whose clock is an hour ahead.
  processes = await Promise.all([0, 0, 3_600_000].map((offsetMs) => startRemoteCache(redis.address, offsetMs)));
});
afterAll(async () => {
  await Promise.all(processes.map((process) => process.close()));
  await admin.quit();
  await redis.stop();
});

function createProcessWorld(run: number): ModelWorld {
  const prefix = `run${run}:`;
  const names = new RedisNames('c1');
  const everything = [
    ...[0, 1, 2, 3, 4].map((key) => names.entry(`${prefix}key:${key}`)),
    ...[0, 1, 2].map((entity) => names.tag(`${prefix}entity:${entity}`)),
  ];
  let evictions: Promise<unknown>[] = [];
  const caches = processes.map(
    (process): ModelCache => ({
      get: (key, options) => process.get(prefix + key, { ...options, tags: options.tags.map((tag) => prefix + tag) }),
      invalidateTags: (tags) => process.invalidateTags(tags.map((tag) => prefix + tag)),
      stats: process.stats,
    }),
  );
  return {
    caches,
    advance: (ms) => {
      for (const process of processes) process.advance(ms);
    },
    evict: (choice) => {
      evictions.push(admin.unlink(everything[choice % everything.length] ?? ''));
    },
    // Nothing is held back between real processes.
    reach: () => undefined,
    deliver: () => undefined,
    cut: (process) => processes[process]?.cut(),
    heal: () => undefined,
    // A command whose answer was lost ends by its timeout, and a lease by real time: several seconds, one after another,
    // are no fault. Counted in turns alone, a quick machine gave up before.
    wait: () => setTimeout(2),
    patience: 7_000,
    turn: async () => {
      const done = evictions;
      evictions = [];
      await Promise.all([...done, ...processes.map((process) => process.turn())]);
    },
  };
}

it('P1 and P2: two API processes and a worker process over a real Redis', { timeout: 60_000 }, async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(steps(processes.length), (script) => {
      run += 1;
      return runModel(createProcessWorld(run), script);
    }),
    RUNS,
  );
  expect(run).toBeGreaterThanOrEqual(RUNS.numRuns);
});
