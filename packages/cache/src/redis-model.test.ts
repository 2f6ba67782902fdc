import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FakeRedisServer } from './testing/held-redis.ts';
import { createHeldWorld, createTally, dangers } from './testing/held-world.ts';
import { runModel, steps } from './testing/model.ts';

// One fixed seed: the same runs on every machine.
const RUNS = { numRuns: 1_500, seed: 20_260_713 } as const;
const PROCESSES = 3;

it.each([[0], [2]])(
  'P1 and P2: three processes over one Redis, with localEntries %i',
  { timeout: 60_000 },
  async (localEntries) => {
    const { seen, count } = createTally();
    const createWorld = () =>
      createHeldWorld((clock) => new FakeRedisServer(clock), {
        processes: PROCESSES,
        namespace: 'c1',
        localEntries,
        count,
      });
    await fc.assert(
      fc.asyncProperty(steps(PROCESSES), (script) => runModel(createWorld(), script)),
      RUNS,
    );
    for (const danger of dangers) expect(seen.get(danger), danger).toBeGreaterThan(20);
  },
);
