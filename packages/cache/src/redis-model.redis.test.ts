import fc from 'fast-check';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RedisNames } from './stores/redis-format.ts';
import { nextTurn } from './testing/gate.ts';
import { createRealServer } from './testing/held-redis.ts';
import { createHeldWorld, createTally, dangers } from './testing/held-world.ts';
import { type ModelWorld, runModel, steps } from './testing/model.ts';
import { type RedisServer, startRedis } from './testing/redis-server.ts';

// 1,000 runs over a real Redis, whose commands the model holds back as it pleases. One fixed seed.
const RUNS = { numRuns: 500, seed: 20_260_713 } as const;
const PROCESSES = 3;

let server: RedisServer;
let client: Redis;
beforeAll(async () => {
  server = await startRedis();
  client = new Redis(server.address);
});
afterAll(async () => {
  await client.quit();
  await server.stop();
});

it.each([[0], [2]])(
  'P1 and P2: two API processes and a worker over a real Redis, with localEntries %i',
  { timeout: 60_000 },
  async (localEntries) => {
    const { seen, count } = createTally();
    let run = 0;
    const createWorld = (): ModelWorld => {
      run += 1;
      const namespace = `model-${process.pid}-${localEntries}-${run}`;
      const names = new RedisNames(namespace);
      const everything = [
        ...[0, 1, 2, 3, 4].flatMap((key) => [names.entry(`key:${key}`), names.bucketOf(`key:${key}`)]),
        ...[0, 1, 2].map((entity) => names.tag(`entity:${entity}`)),
      ];
      const evict = (choice: number) => void client.unlink(everything[choice % everything.length] ?? '');
      const options = { processes: PROCESSES, namespace, localEntries, count };
      return {
        ...createHeldWorld(() => ({ ...createRealServer(client), evict }), options),
        turn: async () => {
          // On the same connection, so everything that was let through has been answered before it.
          await client.ping();
          await nextTurn();
        },
      };
    };
    await fc.assert(
      fc.asyncProperty(steps(PROCESSES), (script) => runModel(createWorld(), script)),
      RUNS,
    );
    for (const danger of dangers) expect(seen.get(danger), danger).toBeGreaterThan(10);
  },
);
