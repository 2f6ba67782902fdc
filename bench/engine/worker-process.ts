/** The worker as production runs it, but for its channel. Its order comes over IPC. */

import { once } from 'node:events';
import { openApp } from '@hawker/api';
import { channelsOf } from '@hawker/channels';
import { runService } from '@hawker/lifecycle';
import { runWorker, spareConnections } from '@hawker/worker';
import { pino } from 'pino';
import { createInstantChannel } from './instant-channel.ts';
import { workerOrderSchema } from './messages.ts';

/** That a connection broke is no news: the part `dashboards` cuts one. */
const log = pino({ name: 'bench worker', level: 'error' });

await runService({
  name: 'bench worker',
  async start(shutdown) {
    const [message] = await once(process, 'message');
    const { databaseUrl, dataDirectory, secretKey, concurrency } = workerOrderSchema.parse(message);
    const app = await openApp({
      databaseUrl,
      listens: false,
      dataDirectory,
      secretKey,
      marketUrl: null,
      origin: 'http://localhost:3000',
      setupToken: null,
      applicationName: 'hawker worker',
      queryTimeoutMs: 30_000,
      maxConnections: concurrency + spareConnections,
      log,
    });
    const worker = await runWorker({
      app: { ...app, channels: channelsOf(createInstantChannel()) },
      concurrency,
      log,
      shutdown,
    });
    return {
      failed: worker.failed,
      drain: async () => {
        await worker.drain();
        await app.close();
      },
    };
  },
  onError(error) {
    log.fatal({ err: error }, 'The worker of the bench failed.');
  },
});
