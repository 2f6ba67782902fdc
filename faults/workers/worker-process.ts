/**
 * A worker as its own process, put together as apps/worker puts it together, with short times, a channel that can
 * misbehave, and the engine's failpoints wired. It imports everything first and waits to be told what to work on.
 */

import { once } from 'node:events';
import { openApp } from '@hawker/api';
import { channelsOf } from '@hawker/channels';
import { runService } from '@hawker/lifecycle';
import { runWorker } from '@hawker/worker';
import { pino } from 'pino';
import { createRandom } from '../seeded-random.ts';
import { createFailpoint, tell } from './failpoint.ts';
import { toWorker, type WorkerConfig } from './messages.ts';
import { createMisbehavingChannel } from './misbehaving-channel.ts';

/** Connections beyond one a job: as in apps/worker. */
const spareConnections = 4;

/** Of the real wait before the next try: a retry that takes half a minute comes in a third of a second. */
const shareOfRetryDelay = 0.012;

const log = pino({ name: 'worker', level: 'info' });
const failpoint = createFailpoint();

process.on('message', (message) => {
  const told = toWorker.parse(message);
  if (told.type === 'arm') {
    failpoint.arm(told);
  }
});
await tell({ type: 'loaded' });
const [first]: unknown[] = await once(process, 'message');
const told = toWorker.parse(first);
if (told.type !== 'start') {
  throw new Error('The first message must say what to work on.');
}
if (told.armed) {
  failpoint.arm(told.armed);
}
await serve(told.config);

async function serve(config: WorkerConfig): Promise<void> {
  const { timing, concurrency } = config;
  const random = createRandom(config.seed, `worker ${process.pid}`);
  await runService({
    name: 'worker',
    drainTimeoutMs: timing.drainTimeoutMs,
    start: async (shutdown) => {
      const opened = await openApp({
        ...{ databaseUrl: config.databaseUrl, dataDirectory: config.dataDirectory, secretKey: config.secretKey },
        ...{ marketUrl: config.marketUrl, origin: 'http://localhost:3000', setupToken: null, log },
        applicationName: 'hawker faults worker',
        maxConnections: concurrency + spareConnections,
        queryTimeoutMs: timing.queryTimeoutMs,
        listens: false,
      });
      const { marketUrl } = config;
      const channel = createMisbehavingChannel({ marketUrl, submitTimeoutMs: timing.submitTimeoutMs, failpoint });
      const worker = await runWorker({
        app: { ...opened, channels: channelsOf(channel) },
        ...{ concurrency, log, shutdown, times: timing.engine, pollIntervalMs: config.pollIntervalMs },
        random: () => random.next() * shareOfRetryDelay,
        reached: failpoint.reached,
      });
      return {
        failed: worker.failed,
        drain: async () => {
          await worker.drain();
          await opened.close();
        },
      };
    },
    onError: (error) => log.fatal({ err: error }, 'the worker failed'),
  });
}
