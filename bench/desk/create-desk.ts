/** A desk: one database of Hawker with so many posts in it, and the App that works on it. */

import { randomBytes } from 'node:crypto';
import { type Caller, createCaller, type OpenApp, openApp } from '@hawker/api';
import pg from 'pg';
import { createDatabase } from './database.ts';
import { fillDesk } from './fill.ts';

export interface Desk {
  /** How many posts it began with. */
  posts: number;
  databaseUrl: string;
  app: OpenApp;
  /** With every right. */
  caller: Caller;
  /** pg and nothing else: what the floors are measured with. Two connections, as a page's statements run beside each other. */
  bare: pg.Pool;
  close(): Promise<void>;
}

export interface DeskOptions {
  /** The superuser's address of any database of the server. */
  serverUrl: string;
  posts: number;
  dataDirectory: string;
  /** With so many posts; source of the default: ten accounts and the ledger of 60 days. */
  fill?: (databaseUrl: string, posts: number) => Promise<void>;
}

export async function createDesk({ serverUrl, posts, dataDirectory, fill = fillDesk }: DeskOptions): Promise<Desk> {
  const { databaseUrl, drop } = await createDatabase(serverUrl);
  await fill(databaseUrl, posts);

  // Whatever goes wrong also rejects what is being measured.
  const ignore = () => undefined;
  const app = await openApp({
    databaseUrl,
    dataDirectory,
    secretKey: randomBytes(32).toString('base64'),
    marketUrl: null,
    origin: 'http://localhost:3000',
    setupToken: null,
    applicationName: 'hawker bench',
    log: { warn: ignore, error: ignore },
  });
  const bare = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  bare.on('error', ignore);
  const actor = { kind: 'local', userId: null, name: 'bench', email: null, role: 'owner' } as const;
  return {
    posts,
    databaseUrl,
    app,
    caller: createCaller({ app, actor, requestId: 'bench', address: null }),
    bare,
    close: async () => {
      await bare.end();
      await app.close();
      await drop();
    },
  };
}
