/** The worker as a process: opened from its environment, ready, drained once. */

import { openApp } from '@hawker/api';
import { photoBucketOf } from '@hawker/core';
import { runService } from '@hawker/lifecycle';
import { pino } from 'pino';
import { type Environment, readWorkerEnv } from './env.ts';
import { runWorker, spareConnections } from './run-worker.ts';

/** Longer than the slowest submit: what is under way is finished, not lost. */
const drainTimeoutMs = 40_000;

/**
 * No statement of the engine takes a second; longer than this means that the connection is dead. Short enough for a
 * heartbeat that met a dead one to get through on another before the worker fences itself.
 */
const queryTimeoutMs = 8_000;

/** Never rejects; the process ends with status 0 when it was told to stop, and with 1 when it cannot go on. */
export async function serveWorker(environment: Environment, onReady: () => void = () => undefined): Promise<void> {
  const log = pino({ name: 'worker', level: 'warn' });
  await runService({
    name: 'worker',
    drainTimeoutMs,
    async start(shutdown) {
      const env = readWorkerEnv(environment);
      log.level = env.LOG_LEVEL;
      const app = await openApp({
        databaseUrl: env.DATABASE_URL,
        redisUrl: env.REDIS_URL,
        dataDirectory: env.HAWKER_DATA_DIR,
        secretKey: env.HAWKER_SECRET_KEY,
        marketUrl: env.HAWKER_MARKET_URL ?? null,
        photoBucket: photoBucketOf(env),
        asksPhotoBucket: true,
        origin: env.HAWKER_ORIGIN,
        setupToken: null,
        applicationName: 'hawker worker',
        queryTimeoutMs,
        listens: false,
        maxConnections: env.HAWKER_WORKER_CONCURRENCY + spareConnections,
        log,
      });
      const worker = await runWorker({ app, concurrency: env.HAWKER_WORKER_CONCURRENCY, log, shutdown });
      onReady();
      return {
        failed: worker.failed,
        drain: async () => {
          await worker.drain();
          await app.close();
        },
      };
    },
    onError(error) {
      log.fatal({ err: error }, error instanceof Error ? error.message : 'The worker failed.');
    },
  });
}
