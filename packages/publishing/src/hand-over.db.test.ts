import { channelsOf, createFacebookSheetChannel } from '@hawker/channels';
import { movePosts, noteDownload } from '@hawker/db';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { cancelPosts } from './cancel.ts';
import { relistPosts } from './end-listing.ts';
import { pump } from './pump.ts';
import { createTestEngine } from './testing/test-engine.ts';

const bench = await createTestEngine();
const { database } = bench;
const { sql } = database;
const sheets = createFacebookSheetChannel();
const engine = { ...bench.engine, channels: channelsOf(bench.channel, sheets) };
afterAll(() => bench.drop());

let accountId = '';
beforeEach(async () => {
  await bench.clear();
  await sql.rows('DELETE FROM sheet');
  accountId = await addAccount();
});

async function addAccount(pace: { postsPerDay?: number } = {}): Promise<string> {
  const id = await bench.addAccount(pace);
  await sql.rows('UPDATE account SET channel = $2 WHERE id = $1', [id, sheets.name]);
  return id;
}

interface Row {
  number: number;
  currency: string;
  position: number;
  postId: string;
  status: string;
}

const rowsOf = (account = accountId) =>
  sql.rows<Row>(
    `SELECT number, currency, position, post_id AS "postId", post.status FROM sheet
     JOIN sheet_row ON sheet_id = sheet.id JOIN post ON post.id = post_id
     WHERE sheet.account_id = $1 ORDER BY number, position`,
    [account],
  );

const sizes = async () => {
  const counts = new Map<number, number>();
  for (const { number } of await rowsOf()) {
    counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  return [...counts.values()];
};

/** As the download does it. */
const download = (number: number) =>
  database.transaction(async (tx) => {
    const [sheet] = await tx.rows<{ id: string }>('SELECT id FROM sheet WHERE account_id = $1 AND number = $2', [
      accountId,
      number,
    ]);
    await noteDownload(tx, sheet?.id ?? '', []);
  });

const quotaUsed = async () => {
  const [row] = await sql.rows<{ used: number }>('SELECT quota_used AS used FROM account WHERE id = $1', [accountId]);
  return row?.used;
};

test('120 posts fill sheets of 50, 50 and 20, in the order in which they are due', async () => {
  const posts = await bench.addPosts(accountId, 120);
  await pump(engine, accountId);
  expect(await sizes()).toEqual([50, 50, 20]);
  expect((await rowsOf()).map((row) => row.postId)).toEqual(posts);
  const [first = ''] = posts;
  expect(await bench.post(first)).toMatchObject({ status: 'awaiting_upload', dueAt: null });
  // Nothing was tried: a sheet that nobody uploads is no attempt.
  expect(await bench.attempts(first)).toEqual([]);
  expect(await quotaUsed()).toBe(120);
});

test('two pumps at once put each post into one sheet', async () => {
  await bench.addPosts(accountId, 70);
  await Promise.all([pump(engine, accountId), pump(engine, accountId)]);
  expect(await sizes()).toEqual([50, 20]);
  const rows = await rowsOf();
  expect(new Set(rows.map((row) => row.postId)).size).toBe(70);
  const moves = await sql.rows(`SELECT 1 FROM post_event WHERE account_id = $1 AND move = 'handOver'`, [accountId]);
  expect(moves).toHaveLength(70);
});

test('an open sheet is filled up; a downloaded one is closed', async () => {
  await bench.addPosts(accountId, 10);
  await pump(engine, accountId);
  await bench.addPosts(accountId, 10);
  await pump(engine, accountId);
  expect(await sizes()).toEqual([20]);
  await download(1);
  await bench.addPosts(accountId, 5);
  await pump(engine, accountId);
  expect(await sizes()).toEqual([20, 5]);
});

test('a canceled post leaves its row to the next one', async () => {
  const [first = '', second = ''] = await bench.addPosts(accountId, 3);
  await pump(engine, accountId);
  const canceled = await database.transaction((tx) => cancelPosts(tx, [second], 'test'));
  expect(canceled.map((post) => post.id)).toEqual([second]);
  const [next = ''] = await bench.addPosts(accountId, 1);
  await pump(engine, accountId);
  const rows = await rowsOf();
  expect(rows.map(({ position }) => position)).toEqual([1, 2, 3]);
  expect(rows[0]?.postId).toBe(first);
  expect(rows[1]?.postId).toBe(next);
});

test('a post that was taken back and is published again is in one sheet, the new one', async () => {
  const [post = ''] = await bench.addPosts(accountId, 2);
  await pump(engine, accountId);
  await download(1);
  await database.transaction(async (tx) => {
    await cancelPosts(tx, [post], 'test');
    await movePosts(tx, { move: 'retry', postIds: [post], actor: 'test', changes: { due: 'now' } });
  });
  await pump(engine, accountId);
  const its = (await rowsOf()).filter((row) => row.postId === post);
  expect(its).toMatchObject([{ number: 2, status: 'awaiting_upload' }]);
});

test('listed anew it goes into a sheet of its own generation', async () => {
  const [post = ''] = await bench.addPosts(accountId, 1);
  await pump(engine, accountId);
  await download(1);
  await database.transaction(async (tx) => {
    await movePosts(tx, { move: 'publish', postIds: [post], actor: 'test' });
    await movePosts(tx, { move: 'delist', postIds: [post], actor: 'test' });
    await relistPosts(tx, [post], 'test');
  });
  await pump(engine, accountId);
  const generations = await sql.rows<{ generation: number }>(
    'SELECT generation FROM sheet_row WHERE post_id = $1 ORDER BY generation',
    [post],
  );
  expect(generations.map(({ generation }) => generation)).toEqual([1, 2]);
});

test('no more go into sheets than the account may post in a day', async () => {
  accountId = await addAccount({ postsPerDay: 30 });
  await bench.addPosts(accountId, 40);
  await pump(engine, accountId);
  expect(await sizes()).toEqual([30]);
  const [wake] = await sql.rows<{ later: boolean }>(
    `SELECT run_at > clock_timestamp() AS later FROM graphile_worker.jobs WHERE key = $1`,
    [`pump:${accountId}`],
  );
  expect(wake).toEqual({ later: true });
  await sql.rows(`UPDATE account SET quota_date = quota_date - 1 WHERE id = $1`, [accountId]);
  await pump(engine, accountId);
  expect(await sizes()).toEqual([40]);
});

test('what the sheet cannot hold is left out, with the reason, and costs nothing', async () => {
  const [good = '', bad = ''] = await bench.addPosts(accountId, 2);
  await sql.rows('UPDATE post SET price_minor = 1_050 WHERE id = $1', [bad]);
  await pump(engine, accountId);
  expect((await rowsOf()).map((row) => row.postId)).toEqual([good]);
  expect(await bench.post(bad)).toMatchObject({
    status: 'failed',
    lastClass: 'rejected',
    lastSentence: 'Facebook Marketplace takes whole prices only, without cents.',
  });
  expect(await quotaUsed()).toBe(1);
});

test('a sheet has one currency', async () => {
  const [, dollars = ''] = await bench.addPosts(accountId, 3);
  await sql.rows(`UPDATE listing SET currency = 'USD' WHERE id = (SELECT listing_id FROM post WHERE id = $1)`, [
    dollars,
  ]);
  await pump(engine, accountId);
  expect((await rowsOf()).map(({ number, currency, postId }) => [number, currency, postId === dollars])).toEqual([
    [1, 'EUR', false],
    [1, 'EUR', false],
    [2, 'USD', true],
  ]);
});

test('what is not due yet, and what a paused account has, stays where it is', async () => {
  const [later = ''] = await bench.addPosts(accountId, 1);
  await sql.rows(`UPDATE post SET due_at = clock_timestamp() + interval '1 hour' WHERE id = $1`, [later]);
  await pump(engine, accountId);
  const paused = await addAccount();
  await bench.addPosts(paused, 2);
  await sql.rows(`UPDATE account SET status = 'paused' WHERE id = $1`, [paused]);
  await pump(engine, paused);
  expect([await rowsOf(), await rowsOf(paused)]).toEqual([[], []]);
  expect((await bench.post(later)).status).toBe('queued');
});

test('the database itself lets no sheet have a 51st row, and no post two rows', async () => {
  const [post = '', other = ''] = await bench.addPosts(accountId, 2);
  await pump(engine, accountId);
  const insert = (position: number, postId: string) =>
    sql.rows(`INSERT INTO sheet_row (sheet_id, position, post_id, generation) SELECT id, $1, $2, $3 FROM sheet`, [
      position,
      postId,
      position === 51 ? 2 : 1,
    ]);
  await expect(insert(51, other)).rejects.toThrow(/check/);
  await expect(insert(50, post)).rejects.toThrow(/sheet_row_post_key/);
});

test('posts of other channels never come into a sheet', async () => {
  const called = await bench.addAccount();
  const [post = ''] = await bench.addPosts(called, 1);
  await pump(engine, called);
  expect((await bench.post(post)).status).toBe('published');
  expect(await rowsOf(called)).toEqual([]);
});
