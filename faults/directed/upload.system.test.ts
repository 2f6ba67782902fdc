/** A process that is killed while it makes the posts of a large file leaves nothing of them, and the file can go again. */

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LiveMessage } from '@hawker/api';
import { cloneDatabase } from '@hawker/db/testing';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openDesk } from '../desk/open-desk.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** On five accounts more than one part, so that the first has been told when the second begins. */
const rows = 2_500;
const accounts = 5;

test('killed in the middle of making 12,500 posts, it leaves none of them, and they can be made again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hawker-upload-'));
  const clone = await cloneDatabase();
  const desk = await openDesk({ databaseUrl: clone.url, folder });
  onTestFinished(async () => {
    await desk.close();
    await clone.drop();
    await rm(folder, { recursive: true });
  });
  const { app, client } = desk;
  const { sql } = app.database;
  await sql.rows(`INSERT INTO "user" (email, name, password_hash, role) VALUES ('a@example.com', 'Ann', 'x', 'owner')`);
  const accountIds: string[] = [];
  for (let n = 0; n < accounts; n++) {
    accountIds.push((await desk.addAccount()).id);
  }
  const lines = Array.from({ length: rows }, (_, n) => `sku-${n},Chair ${n},12`);
  const contentBase64 = Buffer.from(['sku,title,price', ...lines].join('\n')).toString('base64');
  const { id } = await client.uploads.create.mutate({ fileName: 'stock.csv', contentBase64 });

  // Somebody else is just making a listing with the last row's SKU: the second part waits for them.
  const blocker = await app.database.pool.connect();
  await blocker.query('BEGIN');
  await blocker.query(
    `INSERT INTO listing (sku, title, description, price_minor, currency) VALUES ($1, 'x', '', 1, 'EUR')`,
    [`sku-${rows - 1}`],
  );
  const told: LiveMessage[] = [];
  app.live.subscribe((message) => told.push(message));
  const child = fork(`${checkout}faults/workers/confirming-process.ts`, [], {
    ...{ cwd: checkout, execArgv: ['--import', 'tsx'], env: { PATH: process.env.PATH, NODE_ENV: 'production' } },
  });
  const ended = once(child, 'exit');
  child.send({ databaseUrl: clone.url, dataDirectory: folder, uploadId: id, accountIds });
  await vi.waitFor(
    () => expect(told).toContainEqual({ type: 'upload', uploadId: id, done: 2_000, total: rows }),
    30_000,
  );
  await vi.waitFor(async () => expect(await countOf('pg_locks WHERE NOT granted')).toBeGreaterThan(0), 10_000);
  child.kill('SIGKILL');
  await ended;
  await blocker.query('ROLLBACK');
  blocker.release();
  // Postgres notices at the next word that nobody is there any more.
  await vi.waitFor(
    async () => expect(await countOf(`pg_stat_activity WHERE application_name = 'hawker confirming'`)).toBe(0),
    30_000,
  );

  for (const table of ['listing', 'post', 'post_event', 'batch', 'post_count', 'batch_count', 'photo']) {
    expect(await countOf(table), table).toBe(0);
  }
  expect(await client.uploads.get.query({ id })).toMatchObject({ batchId: null, good: rows });
  const confirmed = await client.uploads.confirm.mutate({ id, accountIds, publish: { when: 'now' } });
  expect(confirmed).toMatchObject({ created: rows, postCount: rows * accounts });
  expect(await countOf('post')).toBe(rows * accounts);

  async function countOf(from: string): Promise<number> {
    const [row] = await sql.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${from}`);
    return row?.n ?? 0;
  }
});
