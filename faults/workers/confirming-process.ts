/** A process of Hawker that makes the batch of an upload, to be killed while it does. */

import { createLocalClient, openApp } from '@hawker/api';
import { pino } from 'pino';
import { z } from 'zod';

const orderSchema = z.object({
  databaseUrl: z.string(),
  dataDirectory: z.string(),
  uploadId: z.string(),
  accountIds: z.array(z.string()),
});

process.once('message', async (message) => {
  const { databaseUrl, dataDirectory, uploadId: id, accountIds } = orderSchema.parse(message);
  const app = await openApp({
    ...{ databaseUrl, dataDirectory, secretKey: undefined, marketUrl: 'http://127.0.0.1:9', setupToken: null },
    ...{ origin: 'http://localhost:3000', applicationName: 'hawker confirming', log: pino({ level: 'silent' }) },
  });
  const client = createLocalClient(app, { kind: 'local', userId: null, name: 'faults', email: null, role: 'owner' });
  await client.uploads.confirm.mutate({ id, accountIds, publish: { when: 'now' } });
  process.send?.('confirmed');
  await app.close();
});
process.once('disconnect', () => process.exit(0));
