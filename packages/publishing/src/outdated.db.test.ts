/** A live post says that its listing was changed since it was taken to be sent, whenever the change was committed. */

import { findPost } from '@hawker/db';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { publishNext } from './publish-next.ts';
import { createTestEngine } from './testing/test-engine.ts';

const bench = await createTestEngine();
const { engine, database, channel } = bench;
const { sql } = database;
afterAll(() => bench.drop());

let accountId = '';
let post = '';
beforeEach(async () => {
  await bench.clear();
  accountId = await bench.addAccount();
  [post = ''] = await bench.addPosts(accountId, 1);
  channel.answer({ kind: 'published', externalId: 'x', externalUrl: null });
  channel.whilePreparing(() => Promise.resolve());
});

/** As every change of a listing does it. */
const change = 'UPDATE listing SET price_minor = price_minor + 1, updated_at = clock_timestamp()';

const isOutdated = async () => (await findPost(sql, post))?.isOutdated;

test('a post that was just published said so of its listing, which nobody had changed', async () => {
  await sql.rows(change);
  await publishNext(engine, accountId);
  expect(await isOutdated()).toBe(false);
  await sql.rows(change);
  expect(await isOutdated()).toBe(true);
});

test('a change that came while the post was being sent was missed', async () => {
  channel.whilePreparing(async () => {
    await sql.rows(change);
  });
  await publishNext(engine, accountId);
  expect(await isOutdated()).toBe(true);
});

test('a change of a long transaction was missed, where the post was published before it was committed', async () => {
  const importing = await database.pool.connect();
  await importing.query('BEGIN');
  await importing.query(change);
  await publishNext(engine, accountId);
  expect((await bench.post(post)).status).toBe('published');
  await importing.query('COMMIT');
  importing.release();
  expect(await isOutdated()).toBe(true);
});

test('it is forgotten when the post is listed anew', async () => {
  await publishNext(engine, accountId);
  await sql.rows(change);
  await sql.rows(`UPDATE post SET status = 'queued', due_at = now(), generation = generation + 1`);
  await publishNext(engine, accountId);
  expect(await isOutdated()).toBe(false);
});
