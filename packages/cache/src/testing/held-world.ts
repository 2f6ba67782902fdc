import { createCache } from '../cache.ts';
import type { CacheEvent } from '../events.ts';
import { createRedisStore } from '../stores/redis.ts';
import { createHandTimers } from './hand-timers.ts';
import { HeldConnection, type HeldServer } from './held-redis.ts';
import type { ModelWorld } from './model.ts';

export interface HeldWorldOptions {
  readonly processes: number;
  readonly namespace: string;
  /** Values kept parsed in each process. */
  readonly localEntries: number;
  readonly count: (event: CacheEvent) => void;
}

/** Processes over one server, on connections that the model holds in its hand. The second one's clock is an hour ahead. */
export function createHeldWorld(
  server: (clock: () => number) => HeldServer & { evict(choice: number): void },
  { processes, namespace, localEntries, count }: HeldWorldOptions,
): ModelWorld {
  const timers = createHandTimers();
  const held = server(timers.clock);
  const connections = Array.from({ length: processes }, () => new HeldConnection(held));
  const caches = connections.map((client, process) =>
    createCache({
      store: createRedisStore({ client, namespace, localEntries, clock: timers.clock, schedule: timers.schedule }),
      clock: () => timers.clock() + (process === 1 ? 3_600_000 : 0),
      schedule: timers.schedule,
      onEvent: count,
    }),
  );
  return {
    caches,
    advance: timers.advance,
    evict: (choice) => held.evict(choice),
    reach: (process) => connections[process]?.reach(),
    deliver: (process) => connections[process]?.deliver(),
    cut: (process, choice) => connections[process]?.cut(choice),
    heal: () => {
      for (const connection of connections) connection.flow();
    },
  };
}

/** Counts what happened in all runs together: they must have been where it is dangerous, or they prove nothing. */
export function createTally() {
  const seen = new Map<string, number>();
  return {
    seen,
    count: (event: CacheEvent): void => {
      const name = event.type === 'load' ? event.outcome : event.type === 'miss' ? event.reason : event.type;
      seen.set(name, (seen.get(name) ?? 0) + 1);
    },
  };
}

/** Where it is dangerous. */
export const dangers = [
  'hit',
  'join',
  'lease-wait',
  'stored',
  'failed',
  'absent',
  'tag',
  'tag-missing',
  'bypass',
  'error',
  'breaker',
] as const;
