import { expect, it } from 'vitest';
import { createCache } from '../cache.ts';
import { nextTurn } from '../testing/gate.ts';
import { createHandTimers } from '../testing/hand-timers.ts';
import { FakeRedisServer, HeldConnection } from '../testing/held-redis.ts';
import { countingLoad } from '../testing/sources.ts';
import { createRedisStore } from './redis.ts';

it('two processes that make the same tag at the same time agree on its version', async () => {
  const timers = createHandTimers();
  const server = new FakeRedisServer(timers.clock);
  const connections = [new HeldConnection(server), new HeldConnection(server)] as const;
  const [first, second] = connections.map((client) =>
    createCache({ store: createRedisStore({ client, ...timers }), ...timers }),
  );
  const source = countingLoad('x');
  const options = { ttlMs: 60_000, tags: ['t'], load: source.load };
  const gets = [first?.get('k', options), second?.get('k', options)];
  // Both see the tag absent before either makes it; the second is too late, and writes its entry last.
  for (let round = 0; round < 4; round += 1) {
    for (const connection of connections) {
      connection.deliver();
      await nextTurn();
    }
  }
  for (const connection of connections) connection.flow();
  await Promise.all(gets);
  expect(source.loads()).toBe(2);
  await nextTurn();
  await first?.get('k', options);
  await second?.get('k', options);
  expect(source.loads()).toBe(2);
});
