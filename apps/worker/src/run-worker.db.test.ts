import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalClient, type OpenApp, openApp } from '@hawker/api';
import { practicePace } from '@hawker/core';
import { cloneDatabase } from '@hawker/db/testing';
import { createMarket, defaultFaults, type Market } from '@hawker/market';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type RunningWorker, runWorker } from './run-worker.ts';

/** Long enough to stop the worker between a submit and its reply. */
const replyAfterMs = 700;

let folder: string;
let clone: Awaited<ReturnType<typeof cloneDatabase>>;
let market: Market;
let app: OpenApp;
let accountId: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hawker-worker-'));
  clone = await cloneDatabase();
  market = await createMarket({ dataDir: join(folder, 'market') });
  const marketUrl = await market.listen();
  app = await openApp({
    ...{ databaseUrl: clone.url, dataDirectory: folder, secretKey: undefined, marketUrl, setupToken: null },
    ...{ origin: 'http://localhost:3000', applicationName: 'hawker test' },
    log: { warn: () => undefined, error: () => undefined },
  });
  const seller = z.object({ token: z.string() }).parse(await call('POST', '/v1/sellers', { name: 'Ann' }));
  ({ id: accountId } = await client().accounts.create.mutate({
    ...{ channel: 'practice', name: 'Ann', timeZone: 'Europe/Berlin', pace: practicePace },
    credentials: { token: seller.token },
  }));
});

afterAll(async () => {
  await app.close();
  await market.close();
  await clone.drop();
  await rm(folder, { recursive: true });
});

const client = () => createLocalClient(app, { kind: 'local', userId: null, name: 'test', email: null, role: 'owner' });

async function call(method: string, path: string, body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${market.origin}${path}`, { method, headers, body: JSON.stringify(body) });
  return response.json();
}

async function post(title: string): Promise<void> {
  await client().listings.create.mutate({
    listing: { title, description: 'Solid oak.', priceMinor: 4_500, currency: 'EUR' },
    accountIds: [accountId],
    publish: { when: 'now' },
  });
}

async function statusOf(title: string) {
  const { posts } = await client().posts.list.query({ filter: { search: title } });
  return posts[0]?.status;
}

const workers = () =>
  app.database.sql.rows<{ concurrency: number; stopped: boolean }>(
    'SELECT concurrency, stopped_at IS NOT NULL AS stopped FROM worker ORDER BY started_at',
  );

async function start(shutdown = new AbortController()): Promise<{ worker: RunningWorker; stop(): Promise<void> }> {
  const worker = await runWorker({ app, concurrency: 2, log: pino({ level: 'silent' }), shutdown: shutdown.signal });
  return {
    worker,
    stop: () => {
      shutdown.abort();
      return worker.drain();
    },
  };
}

test('a worker is seen from its start, publishes, and signs off', async () => {
  const { stop } = await start();
  expect(await workers()).toEqual([{ concurrency: 2, stopped: false }]);
  expect(await client().system.status.query()).toMatchObject({ ok: true, workers: 1 });
  await post('Oak chair');
  await vi.waitFor(async () => expect(await statusOf('Oak chair')).toBe('published'), 10_000);
  await stop();
  expect(await workers()).toEqual([{ concurrency: 2, stopped: true }]);
  expect(await client().system.status.query()).toMatchObject({ ok: false, workers: 0 });
});

test('told to stop, it finishes what is under way and takes nothing more', async () => {
  await call('PUT', '/v1/faults', { ...defaultFaults, latencyMs: { min: replyAfterMs, max: replyAfterMs } });
  const { stop } = await start();
  await post('First stool');
  await post('Second stool');
  await vi.waitFor(
    async () =>
      expect(await app.database.sql.rows("SELECT 1 FROM attempt WHERE status = 'submitting'")).toHaveLength(1),
    { timeout: 10_000, interval: 10 },
  );
  await stop();
  expect([await statusOf('First stool'), await statusOf('Second stool')]).toEqual(['published', 'queued']);
  const locked = await app.database.sql.rows('SELECT 1 FROM graphile_worker.jobs WHERE locked_at IS NOT NULL');
  expect(locked).toEqual([]);

  // Nothing was lost: the next worker goes on.
  const next = await start();
  await vi.waitFor(async () => expect(await statusOf('Second stool')).toBe('published'), 10_000);
  await next.stop();
});
