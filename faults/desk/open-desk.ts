/** One Hawker on a database and a market of its own: what a run or a test does as a person, and what it looks at. */

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createLocalClient, type OpenApp, openApp } from '@hawker/api';
import type { Pace } from '@hawker/core';
import { createMarket, type Market } from '@hawker/market';
import { pino } from 'pino';
import { z } from 'zod';
import type { Timing } from '../scaled-times.ts';
import type { WorkerConfig } from '../workers/messages.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

export interface DeskAccount {
  id: string;
  sellerId: string;
  token: string;
  timeZone: string;
  pace: Pace;
}

export interface Desk {
  app: OpenApp;
  /** The typed client that every program speaks through, without the network. */
  client: ReturnType<typeof createLocalClient>;
  market: Market;
  /** Between the workers and the market. */
  marketWire: TcpProxy;
  addAccount(pace?: Partial<Pace>): Promise<DeskAccount>;
  /** What a worker process needs to know. */
  workerConfig(options: { databaseUrl: string; timing: Timing; seed: number; concurrency?: number }): WorkerConfig;
  close(): Promise<void>;
}

const sellerSchema = z.object({ id: z.string(), token: z.string() });

/** Away from its midnight while most people work, so that a run sees one day: see I3. */
const timeZone = 'Pacific/Auckland';

const unpaced: Pace = { minGapSeconds: 0, postsPerDay: 100_000, quietStartMinute: null, quietEndMinute: null };

/** Jobs come due in fractions of a second here. */
const pollIntervalMs = 200;

export async function openDesk(options: { databaseUrl: string; folder: string }): Promise<Desk> {
  const { databaseUrl, folder } = options;
  const secretKey = randomBytes(32).toString('base64');
  const market = await createMarket({ dataDir: join(folder, 'market') });
  const marketUrl = await market.listen();
  const marketWire = await startTcpProxy(Number(new URL(marketUrl).port));
  const app = await openApp({
    ...{ databaseUrl, dataDirectory: folder, secretKey, marketUrl, origin: 'http://localhost:3000', setupToken: null },
    ...{ applicationName: 'hawker faults desk', queryTimeoutMs: 5_000, log: pino({ level: 'silent' }) },
  });
  const client = createLocalClient(app, { kind: 'local', userId: null, name: 'faults', email: null, role: 'owner' });
  let accounts = 0;

  return {
    app,
    client,
    market,
    marketWire,
    addAccount: async (wanted = {}) => {
      const name = `Account ${accounts++}`;
      const response = await fetch(`${marketUrl}/v1/sellers`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name }),
      });
      const { id: sellerId, token } = sellerSchema.parse(await response.json());
      const pace = { ...unpaced, ...wanted };
      const { id } = await client.accounts.create.mutate({
        ...{ channel: 'practice', name, timeZone, pace, credentials: { token } },
      });
      return { id, sellerId, token, timeZone, pace };
    },
    workerConfig: ({ databaseUrl, timing, seed, concurrency = 4 }) => ({
      ...{ databaseUrl, timing, seed, concurrency, pollIntervalMs },
      ...{ marketUrl: `http://127.0.0.1:${marketWire.port}`, dataDirectory: folder, secretKey },
    }),
    close: async () => {
      await app.close();
      await marketWire.close();
      await market.close();
    },
  };
}
