import { movePosts, wakeAccountIn, wakeAccounts } from '@hawker/db';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { pump } from './pump.ts';
import { createTestEngine } from './testing/test-engine.ts';

const bench = await createTestEngine();
const { engine, database, channel } = bench;
const { sql } = database;
afterAll(() => bench.drop());

let accountId = '';
beforeEach(async () => {
  await bench.clear();
  accountId = await bench.addAccount();
  channel.answer({ kind: 'published', externalId: 'x', externalUrl: null });
  channel.answerLookup({ kind: 'absent' });
  channel.whilePreparing(() => Promise.resolve());
});

/** In how many seconds the account is woken; empty when it is not. */
async function wakesInSeconds(): Promise<number[]> {
  const rows = await sql.rows<{ seconds: number }>(
    `SELECT extract(epoch FROM run_at - clock_timestamp())::float8 AS seconds FROM graphile_worker.jobs WHERE key = $1`,
    [`pump:${accountId}`],
  );
  return rows.map((row) => row.seconds);
}

const published = () =>
  sql
    .rows(`SELECT 1 FROM post WHERE account_id = $1 AND status = 'published'`, [accountId])
    .then((rows) => rows.length);

test('a turn is 20 posts; then the others may, and a wake goes on at once', async () => {
  await bench.addPosts(accountId, 25);
  await pump(engine, accountId);
  expect(await published()).toBe(20);
  const [seconds = 99] = await wakesInSeconds();
  expect(seconds).toBeLessThanOrEqual(0);
  await pump(engine, accountId);
  expect(await published()).toBe(25);
});

test('when nothing is left nobody is woken', async () => {
  await bench.addPosts(accountId, 2);
  await pump(engine, accountId);
  expect(await published()).toBe(2);
  expect(await wakesInSeconds()).toEqual([]);
});

test('between two posts it sleeps for the gap and not longer', async () => {
  accountId = await bench.addAccount({ minGapSeconds: 300 });
  await bench.addPosts(accountId, 2);
  await pump(engine, accountId);
  expect(await published()).toBe(1);
  const [seconds = 0] = await wakesInSeconds();
  expect(seconds).toBeGreaterThan(295);
  expect(seconds).toBeLessThanOrEqual(300);
});

test('a wake for later never puts off one that is asked for now', async () => {
  await wakeAccountIn(sql, accountId, 3_600_000);
  await database.transaction((tx) => wakeAccounts(tx, [accountId]));
  await wakeAccountIn(sql, accountId, 3_600_000);
  const seconds = await wakesInSeconds();
  expect(seconds).toHaveLength(1);
  expect(seconds[0]).toBeLessThanOrEqual(0);
});

test('a lost reply is looked up in seconds although the next slot is an hour away', async () => {
  accountId = await bench.addAccount({ minGapSeconds: 3_600 });
  const [first = ''] = await bench.addPosts(accountId, 3);
  channel.answer({ kind: 'unknown', sentence: 'Lost.' });
  channel.answerLookup({ kind: 'found', externalId: 'late', externalUrl: null });
  await pump(engine, accountId);
  const [seconds = 99] = await wakesInSeconds();
  expect(seconds).toBeLessThanOrEqual(5);
  await sql.rows(`UPDATE post SET due_at = clock_timestamp() WHERE status = 'unknown' AND account_id = $1`, [
    accountId,
  ]);
  await pump(engine, accountId);
  expect((await bench.post(first)).status).toBe('published');
  expect(channel.submitted).toHaveLength(1);
});

test('a lookup that is due comes before the posts that wait in front of it', async () => {
  const [first = ''] = await bench.addPosts(accountId, 3);
  channel.answer({ kind: 'unknown', sentence: 'Lost.' }, { kind: 'published', externalId: 'y', externalUrl: null });
  channel.answerLookup({ kind: 'found', externalId: 'late', externalUrl: null });
  let second = '';
  channel.whilePreparing(async () => {
    // The reply of the first is lost by now; make its lookup due while the second is prepared.
    const [row] = await sql.rows<{ id: string }>(`SELECT id FROM post WHERE account_id = $1 AND status = 'unknown'`, [
      accountId,
    ]);
    if (row && second === '') {
      second = row.id;
      await sql.rows('UPDATE post SET due_at = clock_timestamp() WHERE id = $1', [row.id]);
    }
  });
  await pump(engine, accountId);
  expect(second).toBe(first);
  const story = await sql.rows<{ move: string }>(
    `SELECT move FROM post_event WHERE account_id = $1 AND move <> 'create' ORDER BY id`,
    [accountId],
  );
  expect(story.map((event) => event.move)).toEqual([
    ...['claim', 'loseReply'],
    ...['claim', 'publish'],
    // The lookup, and only then the third.
    'publish',
    ...['claim', 'publish'],
  ]);
});

test('a worker that drains claims nothing more and leaves a wake for the next', async () => {
  await bench.addPosts(accountId, 3);
  const shutdown = new AbortController();
  channel.answer(async () => {
    shutdown.abort();
    return { kind: 'published', externalId: 'x', externalUrl: null };
  });
  await pump({ ...engine, shutdown: shutdown.signal }, accountId);
  // The one that was out was finished.
  expect(await published()).toBe(1);
  expect(await wakesInSeconds()).toHaveLength(1);
});

test('two pumps of one account do each post once', async () => {
  await bench.addPosts(accountId, 10);
  await Promise.all([pump(engine, accountId), pump(engine, accountId)]);
  await pump(engine, accountId);
  expect(await published()).toBe(10);
  expect(new Set(channel.submitted).size).toBe(10);
  expect(channel.submitted).toHaveLength(10);
});

test('an account that is paused while its post is prepared sends nothing, and the post is not stuck', async () => {
  const [post = ''] = await bench.addPosts(accountId, 1);
  channel.answer({ kind: 'published', externalId: 'x', externalUrl: null });
  channel.whilePreparing(async () => {
    await sql.rows(`UPDATE account SET status = 'paused' WHERE id = $1`, [accountId]);
  });
  await pump(engine, accountId);
  expect(channel.submitted).toEqual([]);
  expect(await bench.post(post)).toMatchObject({ status: 'queued', dueAt: expect.any(Date) });
  expect((await bench.attempts(post)).map((attempt) => attempt.status)).toEqual(['abandoned']);
  channel.whilePreparing(() => Promise.resolve());
  await sql.rows(`UPDATE account SET status = 'active' WHERE id = $1`, [accountId]);
  await pump(engine, accountId);
  expect((await bench.post(post)).status).toBe('published');
});

test('a post that is unknown without an open attempt is put before a person, and holds nothing up', async () => {
  const [post = ''] = await bench.addPosts(accountId, 1);
  await movePosts(sql, { move: 'claim', postIds: [post], actor: 'test' });
  await movePosts(sql, { move: 'loseReply', postIds: [post], actor: 'test', changes: { due: 'now' } });
  const [next = ''] = await bench.addPosts(accountId, 1);
  await pump(engine, accountId);
  expect((await bench.post(post)).status).toBe('needs_review');
  expect(await bench.attempts(post)).toEqual([]);
  expect((await bench.post(next)).status).toBe('published');
  expect(channel.submitted).toHaveLength(1);
});
