/** `pnpm --filter @hawker/cache soak`: a million random keys and tags through each store. Needs redis-server on the PATH. */

import { createCache } from '../cache.ts';
import { createMemoryStore } from '../stores/memory.ts';
import { soak } from './soak.ts';
import { soakRedis } from './soak-redis.ts';

const gets = 1_000_000;
const memory = await soak(createCache({ store: createMemoryStore({ maxEntries: 1_000 }) }), gets);
const redis = await soakRedis(gets, 64 * 1024 * 1024);
const print = (report: object) => process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
print({ memory, redis });
const isBounded =
  memory.mostEntries <= 1_000 &&
  memory.mostTags <= 2_000 &&
  memory.grownBytes < 8 * 1024 * 1024 &&
  redis.keysWithoutEnd === 0 &&
  redis.usedBytes < 1.1 * redis.maxBytes &&
  redis.storeErrors === 0;
process.stdout.write(isBounded ? 'Bounded.\n' : 'Not bounded.\n');
process.exitCode = isBounded ? 0 : 1;
