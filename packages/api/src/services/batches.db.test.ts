import { newId } from '@hawker/db';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApp, newListing } from '../testing/test-app.ts';
import { domainErrorOf } from '../trpc.ts';
import { isBatchSettled } from './batches.ts';

const bench = await createTestApp();
const { app, caller } = bench;
const { sql } = app.database;
afterAll(() => bench.close());

let accountIds: string[] = [];
beforeAll(async () => {
  accountIds = await bench.addAccounts(2);
});

let batchId = '';
let posts: string[] = [];
beforeEach(async () => {
  ({ batchId, posts } = await makeBatch());
});

/** Three listings on two accounts, as drafts. */
async function makeBatch() {
  const listingIds: string[] = [];
  for (let n = 0; n < 3; n++) {
    listingIds.push(...(await caller.listings.create({ listing: newListing() })).listingIds);
  }
  const made = await caller.listings.post({ listingIds, accountIds, publish: { when: 'draft' } });
  const id = made.batchId ?? '';
  const ids = (await caller.posts.list({ filter: { batchId: id } })).posts.map((post) => post.id);
  return { batchId: id, posts: ids };
}

const batch = () => caller.batches.get({ id: batchId });
const put = (status: string, ids: readonly string[]) =>
  sql.rows('UPDATE post SET status = $1::post_status WHERE id = ANY($2::uuid[])', [status, ids]);

test('progress counts every post once', async () => {
  await put('published', posts.slice(0, 1));
  await put('failed', posts.slice(1, 2));
  await put('needs_review', posts.slice(2, 3));
  await put('queued', posts.slice(3, 4));
  await put('canceled', posts.slice(4, 5));
  const { progress } = await batch();
  expect(progress).toEqual({ total: 6, live: 1, failed: 1, needsYou: 1, waiting: 1, drafts: 1, canceled: 1 });
  expect(isBatchSettled(await batch())).toBe(false);
  await put('published', posts.slice(3, 4));
  expect(isBatchSettled(await batch())).toBe(true);
});

test('a deleted post leaves the batch’s numbers', async () => {
  await caller.posts.remove({ ids: posts.slice(0, 2) });
  expect((await batch()).progress).toMatchObject({ total: 4, drafts: 4 });
});

test('publish takes drafts and scheduled ones, and only this batch’s', async () => {
  const other = await makeBatch();
  await caller.posts.schedule({ ids: posts.slice(0, 1), at: new Date(Date.now() + 86_400_000) });
  await put('published', posts.slice(1, 2));
  expect(await caller.batches.publish({ id: batchId })).toEqual({ moved: 5, left: 0 });
  expect((await batch()).progress).toMatchObject({ live: 1, waiting: 5 });
  expect((await caller.batches.get({ id: other.batchId })).progress).toMatchObject({ drafts: 6 });
});

test('retry takes what failed; cancel what waits', async () => {
  await put('failed', posts.slice(0, 2));
  await put('published', posts.slice(2, 3));
  expect(await caller.batches.retry({ id: batchId })).toEqual({ moved: 2, left: 0 });
  expect(await caller.batches.cancel({ id: batchId })).toEqual({ moved: 2, left: 0 });
  expect((await batch()).progress).toMatchObject({ canceled: 2, live: 1, drafts: 3 });
});

test('the list is newest first, by cursor, and can be only what runs', async () => {
  const second = await makeBatch();
  await caller.batches.publish({ id: second.batchId });
  const ids = (await caller.batches.list({ limit: 2 })).map(({ id }) => id);
  expect(ids).toEqual([second.batchId, batchId]);
  expect((await caller.batches.list({ limit: 1, cursor: second.batchId })).map(({ id }) => id)).toEqual([batchId]);
  const running = (await caller.batches.list({ running: true })).map(({ id }) => id);
  expect(running).toContain(second.batchId);
  expect(running).not.toContain(batchId);
});

test('the outlook names when, what holds it up, and why', async () => {
  const [first = '', second = ''] = accountIds;
  await caller.batches.publish({ id: batchId });
  await caller.accounts.pause({ id: second });
  const { posts: rows } = await caller.posts.list({ filter: { batchId } });
  const failed = rows.filter((post) => post.accountId === first).slice(0, 2);
  await sql.rows(
    `UPDATE post SET status = 'failed', due_at = NULL, last_sentence = 'No chairs.', last_next_step = 'Mend it.' WHERE id = ANY($1::uuid[])`,
    [failed.map((post) => post.id)],
  );
  const outlook = await caller.batches.outlook({ id: batchId });
  expect(outlook.holds).toMatchObject([{ accountId: second, status: 'paused', posts: 3 }]);
  expect(outlook.problems).toMatchObject([
    { status: 'failed', sentence: 'No chairs.', nextStep: 'Mend it.', posts: 2 },
  ]);
  expect(failed.map((post) => post.id)).toContain(outlook.problems[0]?.postId);
  expect((outlook.finishesAt?.getTime() ?? 0) - Date.now()).toBeLessThan(3_600_000);
  await caller.accounts.resume({ id: second });
  await caller.batches.cancel({ id: batchId });
  expect(await caller.batches.outlook({ id: batchId })).toMatchObject({ finishesAt: null, holds: [] });
});

test('a batch that is not there is told as such', async () => {
  const error = await caller.batches.publish({ id: newId() }).catch((reason: unknown) => domainErrorOf(reason));
  expect(error).toMatchObject({ code: 'not_found' });
});
