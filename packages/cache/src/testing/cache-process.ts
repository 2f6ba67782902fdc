/** One process with a cache over Redis, driven by the test that forked it: `cache-process.ts <address> <clock offset>`. */

import { Redis } from 'ioredis';
import { createCache } from '../cache.ts';
import { createRedisStore } from '../stores/redis.ts';
import type { Answer, Loaded, Question } from './process-messages.ts';

const [address = '', offset = '0'] = process.argv.slice(2);
let clockOffsetMs = Number(offset);
const client = new Redis(address, {
  commandTimeout: 1_000,
  maxRetriesPerRequest: 1,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  retryStrategy: () => 2,
});
// A connection that is cut on purpose is no news.
client.on('error', () => undefined);
const cache = createCache({
  // A machine that is busy with other tests is not a slow Redis.
  store: createRedisStore({ client, operationTimeoutMs: 1_000 }),
  clock: () => Date.now() + clockOffsetMs,
  retryAfterMs: 10,
});
const loads = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
let lastLoad = 0;

process.on('message', (question: Question | Loaded) => {
  if (question.ask === 'loaded') {
    endLoad(question);
    return;
  }
  answer(question).then(
    (value) => say({ say: 'done', id: question.id, value, ...moment() }),
    (error: Error) => say({ say: 'failed', id: question.id, message: error.message, ...moment() }),
  );
});
// The test is gone.
process.on('disconnect', () => process.exit());
client.once('ready', () => say({ say: 'ready' }));

async function answer(question: Question): Promise<unknown> {
  switch (question.ask) {
    case 'get':
      return cache.get(question.key, { ...question, load: () => load(question.id) });
    case 'invalidate':
      return cache.invalidateTags(question.tags);
    case 'advance':
      clockOffsetMs += question.ms;
      return;
    case 'cut':
      client.disconnect(true);
      return;
    case 'turn':
      return new Promise((resolve) => {
        setImmediate(resolve);
      });
  }
}

function load(get: number): Promise<unknown> {
  lastLoad += 1;
  const id = lastLoad;
  say({ say: 'load', load: id, get });
  return new Promise((resolve, reject) => {
    loads.set(id, { resolve, reject });
  });
}

function endLoad({ load: id, value, error }: Loaded): void {
  const waiting = loads.get(id);
  loads.delete(id);
  if (error === undefined) waiting?.resolve(value);
  else waiting?.reject(new Error(error));
}

function moment() {
  const { inFlight, pendingTags, leaseWaits } = cache.stats();
  return { inFlight, pendingTags, leaseWaits };
}

function say(message: Answer): void {
  // The test may have gone meanwhile.
  process.send?.(message, () => undefined);
}
