import { connectDatabase, newId, wakeAccountIn } from '@hawker/db';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { publishNext } from './publish-next.ts';
import { sweep } from './sweep.ts';
import { createTestEngine } from './testing/test-engine.ts';

const bench = await createTestEngine();
const { engine, database } = bench;
const { sql } = database;
afterAll(() => bench.drop());

let accountId = '';
beforeEach(async () => {
  await sql.rows('DELETE FROM graphile_worker._private_jobs');
  await sql.rows('DELETE FROM post');
  await sql.rows('DELETE FROM worker');
  accountId = await bench.addAccount();
});

const jobs = () =>
  sql.rows<{ key: string; soon: boolean }>(
    `SELECT key, run_at <= clock_timestamp() AS soon FROM graphile_worker.jobs ORDER BY key`,
  );

test('a due post whose wake was lost gets one within a sweep', async () => {
  await bench.addPosts(accountId, 1);
  expect(await sweep(engine)).toMatchObject({ accountsWoken: 1 });
  expect(await jobs()).toEqual([{ key: `pump:${accountId}`, soon: true }]);
});

test('an account that has its wake is left alone', async () => {
  await bench.addPosts(accountId, 1);
  await wakeAccountIn(sql, accountId, 0);
  expect(await sweep(engine)).toMatchObject({ accountsWoken: 0 });
});

test('a wake for tomorrow’s post does not count for one that is due today', async () => {
  await bench.addPosts(accountId, 1);
  await wakeAccountIn(sql, accountId, 86_400_000);
  expect(await sweep(engine)).toMatchObject({ accountsWoken: 1 });
  expect(await jobs()).toEqual([{ key: `pump:${accountId}`, soon: true }]);
});

test('a wake at the account’s next slot is left alone', async () => {
  await bench.addPosts(accountId, 1);
  await sql.rows(`UPDATE account SET next_slot_at = now() + interval '1 hour' WHERE id = $1`, [accountId]);
  await wakeAccountIn(sql, accountId, 3_600_000);
  expect(await sweep(engine)).toMatchObject({ accountsWoken: 0 });
});

test('a wake that has failed for good is replaced', async () => {
  await bench.addPosts(accountId, 1);
  await wakeAccountIn(sql, accountId, 0);
  await sql.rows('UPDATE graphile_worker._private_jobs SET attempts = max_attempts');
  expect(await sweep(engine)).toMatchObject({ accountsWoken: 1 });
  expect(await sql.rows('SELECT attempts FROM graphile_worker.jobs WHERE key IS NOT NULL')).toEqual([{ attempts: 0 }]);
});

test.each([
  ['is paused', `UPDATE account SET status = 'paused'`],
  ['was deleted', 'UPDATE account SET deleted_at = now()'],
  ['has its post tomorrow', `UPDATE post SET due_at = now() + interval '1 day'`],
  ['has deleted the post', 'UPDATE post SET deleted_at = now()'],
])('an account that %s is not woken', async (_why, change) => {
  await bench.addPosts(accountId, 1);
  await sql.rows(change);
  expect(await sweep(engine)).toMatchObject({ accountsWoken: 0 });
});

test('posts that nobody told of their photos are released', async () => {
  const [post = ''] = await bench.addPosts(accountId, 2);
  await sql.rows('UPDATE post SET due_at = NULL');
  await sql.rows(
    `INSERT INTO photo (listing_id, status, source_url) SELECT listing_id, 'pending', 'x' FROM post WHERE id = $1`,
    [post],
  );
  expect(await sweep(engine)).toMatchObject({ released: 1 });
  expect((await bench.post(post)).dueAt).toBeNull();
  await sql.rows(`UPDATE photo SET status = 'ready'`);
  expect(await sweep(engine)).toMatchObject({ released: 1 });
  expect((await bench.post(post)).dueAt).not.toBeNull();
});

test('a photo whose job was lost, or has failed for good, is fetched again', async () => {
  await bench.addPosts(accountId, 1);
  const id = newId();
  await sql.rows(
    `INSERT INTO photo (id, listing_id, status, source_url, created_at)
     SELECT $1, listing_id, 'pending', 'http://x.test/', now() - interval '10 minutes' FROM post`,
    [id],
  );
  const photoJobs = async () => (await jobs()).filter((job) => job.key === `photo:${id}`);
  await sweep(engine);
  expect(await photoJobs()).toHaveLength(1);
  await sql.rows('UPDATE graphile_worker._private_jobs SET attempts = max_attempts');
  await sweep(engine);
  expect(await sql.rows(`SELECT attempts FROM graphile_worker.jobs WHERE key = $1`, [`photo:${id}`])).toEqual([
    { attempts: 0 },
  ]);
  await sql.rows('DELETE FROM photo');
});

test('of several workers one sweeps', async () => {
  const other = connectDatabase({
    url: bench.url,
    applicationName: 'hawker test',
    onConnectionError: (error) => {
      throw error;
    },
  });
  await other.transaction(async (tx) => {
    await tx.rows('SELECT pg_advisory_xact_lock(429539)');
    expect(await sweep(engine)).toBeNull();
  });
  expect(await sweep(engine)).not.toBeNull();
  await other.close();
});

test('the counters are folded', async () => {
  await bench.addPosts(accountId, 2);
  await publishNext(engine, accountId);
  await publishNext(engine, accountId);
  await sweep(engine);
  const rows = await sql.rows('SELECT status, n FROM post_count WHERE account_id = $1', [accountId]);
  expect(rows).toEqual([{ status: 'published', n: 2 }]);
});

test('the rows of a file are forgotten a day after it became a batch', async () => {
  await sql.rows(
    `WITH ann AS (
       INSERT INTO "user" (email, name, password_hash, role) VALUES ('rows@example.com', 'Ann', 'x', 'owner') RETURNING id
     ), made AS (INSERT INTO batch (name, listing_count, post_count) VALUES ('made', 1, 1) RETURNING id
     ), brought AS (
       INSERT INTO upload (user_id, file_name, currency, batch_id, created_at)
       SELECT ann.id, file, 'EUR', CASE WHEN is_batch THEN made.id END, now() - interval '25 hours'
       FROM ann, made, (VALUES ('open', false), ('batch', true)) AS files (file, is_batch) RETURNING id
     ), raw AS (INSERT INTO upload_raw_row (upload_id, position, row, cells) SELECT id, 0, 2, '["Chair"]' FROM brought)
     INSERT INTO upload_row (upload_id, position, row, cells) SELECT id, 0, 2, '{"title": "Chair"}' FROM brought`,
  );
  await sweep(engine);
  for (const rows of ['upload_row', 'upload_raw_row']) {
    const kept = await sql.rows(`SELECT file_name FROM ${rows} JOIN upload ON upload.id = upload_id`);
    expect(kept).toEqual([{ file_name: 'open' }]);
  }
  await sql.rows('DELETE FROM upload');
  await sql.rows('DELETE FROM "user"');
});

test('what is over is forgotten, and nothing else', async () => {
  const [user] = await sql.rows<{ id: string }>(
    `INSERT INTO "user" (email, name, password_hash, role) VALUES ('a@example.com', 'Ann', 'x', 'owner') RETURNING id`,
  );
  const userId = user?.id ?? '';
  await sql.rows(
    `INSERT INTO session (user_id, token_hash, expires_at) VALUES ($1, '\\x01', now() - interval '1 minute'), ($1, '\\x02', now() + interval '1 day')`,
    [userId],
  );
  await sql.rows(`INSERT INTO sign_in_failure (key, at) VALUES ('old', now() - interval '25 hours'), ('new', now())`);
  await sql.rows(
    `INSERT INTO photo (status, file_name, created_at) VALUES ('ready', 'old', now() - interval '25 hours'), ('ready', 'new', now())`,
  );
  await sql.rows(
    `INSERT INTO upload (user_id, file_name, currency, created_at)
     VALUES ($1, 'old', 'EUR', now() - interval '31 days'), ($1, 'new', 'EUR', now())`,
    [userId],
  );
  await sql.rows(
    `INSERT INTO worker (id, host, pid, concurrency, stopped_at)
     VALUES ($1, 'old', 1, 1, now() - interval '25 hours'), ($2, 'new', 1, 1, now())`,
    [newId(), newId()],
  );
  await wakeAccountIn(sql, await bench.addAccount(), 0);
  await sql.rows(
    `UPDATE graphile_worker._private_jobs SET attempts = max_attempts, updated_at = now() - interval '8 days'`,
  );
  await wakeAccountIn(sql, accountId, 0);
  await sweep(engine);
  expect((await jobs()).map((job) => job.key)).toEqual([`pump:${accountId}`]);
  expect(await sql.rows('SELECT token_hash = $1 AS new FROM session', [Buffer.of(2)])).toEqual([{ new: true }]);
  expect(await sql.rows('SELECT key FROM sign_in_failure')).toEqual([{ key: 'new' }]);
  expect(await sql.rows('SELECT file_name FROM photo')).toEqual([{ file_name: 'new' }]);
  expect(await sql.rows('SELECT file_name FROM upload')).toEqual([{ file_name: 'new' }]);
  expect(await sql.rows('SELECT host FROM worker')).toEqual([{ host: 'new' }]);
});
