import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createCache } from './cache.ts';
import type { CacheEvent } from './events.ts';
import { createRedisStore } from './stores/redis.ts';
import { FakeRedisConnection, FakeRedisServer } from './testing/fake-redis.ts';
import { createHandTimers } from './testing/hand-timers.ts';
import { type ModelWorld, runModel, steps } from './testing/model.ts';

// One fixed seed: the same runs on every machine.
const RUNS = { numRuns: 1_500, seed: 20_260_713 } as const;
const PROCESSES = 3;

function createRedisWorld(localEntries: number, count: (event: CacheEvent) => void): ModelWorld {
  const timers = createHandTimers();
  const server = new FakeRedisServer(timers.clock);
  const connections = Array.from({ length: PROCESSES }, () => new FakeRedisConnection(server));
  const caches = connections.map((client, process) =>
    createCache({
      store: createRedisStore({ client, localEntries, clock: timers.clock, schedule: timers.schedule }),
      // The second process's clock is an hour ahead.
      clock: () => timers.clock() + (process === 1 ? 3_600_000 : 0),
      schedule: timers.schedule,
      onEvent: count,
    }),
  );
  return {
    caches,
    advance: timers.advance,
    evict: (choice) => server.evict(choice),
    deliver: (process) => connections[process]?.deliver(),
    cut: (process, choice) => connections[process]?.cut(choice),
    heal: () => {
      for (const connection of connections) connection.flow();
    },
  };
}

it.each([[0], [2]])('P1 and P2: three processes over one Redis, with localEntries %i', async (localEntries) => {
  const seen = new Map<string, number>();
  const count = (event: CacheEvent): void => {
    const name = event.type === 'load' ? event.outcome : event.type === 'miss' ? event.reason : event.type;
    seen.set(name, (seen.get(name) ?? 0) + 1);
  };
  await fc.assert(
    fc.asyncProperty(steps(PROCESSES), (script) => runModel(createRedisWorld(localEntries, count), script)),
    RUNS,
  );
  // The runs must have been where it is dangerous, or they prove nothing.
  for (const name of [
    'hit',
    'join',
    'stored',
    'failed',
    'absent',
    'tag',
    'tag-missing',
    'bypass',
    'error',
    'breaker',
  ]) {
    expect(seen.get(name), name).toBeGreaterThan(20);
  }
});
