import { openApp } from '@hawker/api';
import { runService } from '@hawker/lifecycle';
import { pino } from 'pino';
import { readWorkerEnv } from './env.ts';
import { runWorker, spareConnections } from './run-worker.ts';

const log = pino({ name: 'worker', level: 'warn' });

await runService({
  name: 'worker',
  // Longer than the slowest submit: what is under way is finished, not lost.
  drainTimeoutMs: 40_000,
  async start(shutdown) {
    const env = readWorkerEnv(process.env);
    log.level = env.LOG_LEVEL;
    const app = await openApp({
      databaseUrl: env.DATABASE_URL,
      dataDirectory: env.HAWKER_DATA_DIR,
      secretKey: env.HAWKER_SECRET_KEY,
      marketUrl: env.HAWKER_MARKET_URL ?? null,
      origin: env.HAWKER_ORIGIN,
      setupToken: null,
      applicationName: 'hawker worker',
      maxConnections: env.HAWKER_WORKER_CONCURRENCY + spareConnections,
      log,
    });
    const worker = await runWorker({ app, concurrency: env.HAWKER_WORKER_CONCURRENCY, log, shutdown });
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
