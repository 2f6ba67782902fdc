/** An App on a database and a folder of its own, for the tests of the server around it. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AppOptions,
  type Caller,
  createCaller,
  createOwner,
  type OpenApp,
  openApp,
  type RequestWork,
} from '@hawker/api';
import { cloneDatabase } from '@hawker/db/testing';
import { type Logger, pino } from 'pino';

export interface TestHawker {
  app: OpenApp;
  /** What it was opened with: for another one beside it. */
  options: AppOptions;
  /** Says nothing. */
  log: Logger;
  close(): Promise<void>;
}

export async function openHawker(applicationName: string): Promise<TestHawker> {
  const { url, drop } = await cloneDatabase();
  const dataDirectory = await mkdtemp(join(tmpdir(), 'hawker-web-test-'));
  const log = pino({ level: 'silent' });
  const options: AppOptions = {
    databaseUrl: url,
    dataDirectory,
    secretKey: undefined,
    marketUrl: null,
    origin: 'http://localhost:3000',
    setupToken: null,
    applicationName,
    log,
  };
  const app = await openApp(options);
  return {
    ...{ app, options, log },
    async close() {
      await app.close();
      await drop();
      await rm(dataDirectory, { recursive: true });
    },
  };
}

export const owner = { name: 'Ann', email: 'ann@shop.example', password: 'long enough words' };

/** Ann, and an API token of hers. What is asked by the caller counts as part of `work`. */
export async function addOwner(app: OpenApp, work?: RequestWork): Promise<{ caller: Caller; token: string }> {
  const userId = await createOwner(app, owner);
  const actor = { kind: 'local', userId, name: owner.name, email: null, role: 'owner' } as const;
  const caller = createCaller({ app, actor, requestId: 'set-up', address: null, ...(work ? { work } : {}) });
  const { token } = await caller.tokens.create({ name: 'test' });
  return { caller, token };
}
