/** A whole App on a database of its own, with a scripted channel, and callers for each kind of person. */

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ApiChannel, channelsOf, createFacebookSheetChannel, type SignInResult } from '@hawker/channels';
import { type Condition, coreLimits, practicePace, type Role } from '@hawker/core';
import { newId } from '@hawker/db';
import { cloneDatabase } from '@hawker/db/testing';
import type { Actor } from '../context.ts';
import { type AppOptions, type OpenApp, openApp } from '../open-app.ts';
import { type Caller, createCaller } from '../router.ts';

export const setupToken = 'a set-up token of enough length';

export interface TestApp {
  app: OpenApp;
  databaseUrl: string;
  /** Everything that was logged, as text. */
  logged: string[];
  channel: ApiChannel & { signIn: SignInResult };
  callerOf(actor: Actor | null): Caller;
  /** Beside the database, with every right. */
  caller: Caller;
  /** Ann, whom uploads of whoever works beside the database belong to. Gives the id. */
  addOwner(): Promise<string>;
  addAccounts(count: number): Promise<string[]>;
  /** Nothing for sale is left, nor anything that came of it; people and accounts stay. */
  removeListings(): Promise<void>;
  /** Brings a file, given as its lines or its bytes, and gives the id of its upload. */
  bring(content: readonly string[] | Uint8Array, fileName?: string): Promise<string>;
  /** A second process' worth of it on the same database and data folder; closed by its own `close`, before this one. */
  another(options?: TestAppOptions): Promise<TestApp>;
  close(): Promise<void>;
}

/** Without a `redisUrl` it has a cache of its own. */
export type TestAppOptions = Pick<AppOptions, 'redisUrl' | 'forgetsAtStart'>;

export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { url, drop } = await cloneDatabase();
  const dataDirectory = await mkdtemp(join(tmpdir(), 'hawker-api-test-'));
  return openTestApp(url, dataDirectory, options, async () => {
    await drop();
    await rm(dataDirectory, { recursive: true });
  });
}

async function openTestApp(
  url: string,
  dataDirectory: string,
  options: TestAppOptions,
  cleanUp: () => Promise<void>,
): Promise<TestApp> {
  const logged: string[] = [];
  const write = (detail: object, message: string) => {
    logged.push(`${message} ${describe(detail)}`);
  };
  const opened = await openApp({
    databaseUrl: url,
    dataDirectory,
    secretKey: undefined,
    marketUrl: null,
    origin: 'http://localhost:3000',
    setupToken,
    applicationName: 'hawker test',
    log: { warn: write, error: write },
    ...options,
  });
  const channel = createSilentChannel();
  const app: OpenApp = { ...opened, channels: channelsOf(channel, createFacebookSheetChannel()) };
  const callerOf = (actor: Actor | null) => createCaller({ app, actor, requestId: 'test', address: '192.0.2.1' });
  const caller = callerOf(actorOf('owner'));
  return {
    app,
    databaseUrl: url,
    logged,
    channel,
    callerOf,
    caller,
    addOwner: async () => {
      const owner = await opened.database.sql.rows<{ id: string }>(
        `INSERT INTO "user" (email, name, password_hash, role) VALUES ('a@example.com', 'Ann', 'x', 'owner') RETURNING id`,
      );
      return owner[0]?.id ?? '';
    },
    removeListings: async () => {
      await opened.database.sql.rows('TRUNCATE post_event, post, photo, listing, upload, batch CASCADE');
      await app.cache.clear();
    },
    bring: async (content, fileName = 'stock.csv') => {
      const bytes = Buffer.from(content instanceof Uint8Array ? content : content.join('\n'));
      return (await caller.uploads.create({ fileName, contentBase64: bytes.toString('base64') })).id;
    },
    addAccounts: async (count) => {
      const ids: string[] = [];
      for (let n = 0; n < count; n++) {
        const input = { channel: 'silent', name: `Account ${randomUUID()}`, timeZone: 'Europe/Berlin' };
        const credentials = { token: `secret of ${input.name}` };
        ids.push((await caller.accounts.create({ ...input, credentials, pace: practicePace })).id);
      }
      return ids;
    },
    another: (others = options) => openTestApp(url, dataDirectory, others, () => Promise.resolve()),
    close: async () => {
      await app.close();
      await cleanUp();
    },
  };
}

export function actorOf(role: Role): Actor {
  return { kind: 'local', userId: null, name: role, email: null, role };
}

function describe(detail: object): string {
  return JSON.stringify(detail, (_key, value: unknown) => (value instanceof Error ? `${value.stack}` : value));
}

/** A channel that accepts every sign-in (or answers as told) and is never asked to publish. */
function createSilentChannel(): ApiChannel & { signIn: SignInResult } {
  const channel: ApiChannel & { signIn: SignInResult } = {
    delivery: 'api',
    name: 'silent',
    title: 'Silent market',
    idempotency: 'lookup',
    limits: { ...coreLimits, titleMax: 60 },
    credentialFields: [{ name: 'token', label: 'Access token', hint: '' }],
    defaultPace: practicePace,
    submitTimeoutMs: 1_000,
    signUpUrl: null,
    signIn: { kind: 'ok', sellerName: 'Ann' },
    checkSignIn: () => Promise.resolve(channel.signIn),
    prepare: () => Promise.reject(new Error('not in this test')),
    lookup: () => Promise.reject(new Error('not in this test')),
    endListing: () => Promise.reject(new Error('not in this test')),
  };
  return channel;
}

/** A sheet of so many good rows. */
export function sheetOf(rows: number, what = 'Chair'): string {
  const lines = Array.from({ length: rows }, (_, n) => `${what} number ${n},A fine chair.,${n + 1}.50`);
  return Buffer.from(['title,description,price', ...lines].join('\n')).toString('base64');
}

export function newListing(title = 'Oak chair') {
  const condition: Condition = 'good';
  return { title, description: 'Fine.', priceMinor: 1_000, currency: 'EUR', condition, sku: newId() };
}
