import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createCache } from './cache.ts';
import { createMemoryStore } from './stores/memory.ts';
import { createFaultyStore } from './testing/faulty-store.ts';
import { createHandTimers } from './testing/hand-timers.ts';
import { type ModelWorld, runModel, steps } from './testing/model.ts';

// One fixed seed: the same 2,000 runs on every machine.
const RUNS = { numRuns: 2_000, seed: 20_260_713 } as const;

function createMemoryWorld(): ModelWorld {
  const timers = createHandTimers();
  const store = createMemoryStore({ maxEntries: 3 });
  return {
    // Two caches over one store are one process with two readers that do not share flights.
    caches: [createCache({ store, ...timers }), createCache({ store, ...timers })],
    advance: timers.advance,
    evict: (choice) => store.delete(`key:${choice % 4}`),
    reach: () => undefined,
    deliver: () => undefined,
    cut: () => undefined,
    heal: () => undefined,
  };
}

it('P1 and P2: the memory store never serves what an acknowledged invalidation has outdated', async () => {
  await fc.assert(
    fc.asyncProperty(steps(2), (script) => runModel(createMemoryWorld(), script)),
    RUNS,
  );
});

it('P1 and P2 hold while invalidations and reads fail', async () => {
  let failures = 0;
  const createWorld = (): ModelWorld => {
    const timers = createHandTimers();
    const store = createFaultyStore(createMemoryStore({ maxEntries: 3 }));
    const cache = createCache({ store, ...timers });
    cache.on((event) => {
      if (event.type === 'store-error') failures += 1;
    });
    return {
      caches: [cache],
      advance: timers.advance,
      evict: (choice) => {
        // In a world of one process, "evict" is how the store goes out of reach and comes back.
        if (choice % 3 === 0) store.fail('invalidate');
        else if (choice % 3 === 1) store.fail('read', 'write');
        else store.fail();
      },
      reach: () => undefined,
      deliver: () => undefined,
      cut: () => undefined,
      heal: () => store.fail(),
    };
  };
  await fc.assert(
    fc.asyncProperty(steps(1), (script) => runModel(createWorld(), script)),
    RUNS,
  );
  expect(failures).toBeGreaterThan(1_000);
});
