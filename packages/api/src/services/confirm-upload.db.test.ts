/** From a checked file to a batch: once, whole, and in few statements. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApp, sheetOf } from '../testing/test-app.ts';

const bench = await createTestApp();
const { app, caller, bring } = bench;
const { sql } = app.database;
afterAll(() => bench.close());

let accountIds: string[] = [];
beforeAll(async () => {
  await bench.addOwner();
  accountIds = await bench.addAccounts(5);
});
beforeEach(async () => {
  await sql.rows('UPDATE account SET variation = NULL');
  await bench.removeListings();
});

function confirm(id: string, accounts = accountIds) {
  return caller.uploads.confirm({ id, accountIds: accounts, publish: { when: 'now' } });
}

async function countOf(table: 'listing' | 'post' | 'batch' | 'photo'): Promise<number> {
  const [row] = await sql.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
  return row?.n ?? 0;
}

test('a file that is brought twice makes nothing twice', async () => {
  const lines = ['title,description,price', 'Oak chair,Fine.,12', 'Oak chair,Another.,13', 'Lamp,Bright.,5'];
  const first = await bring(lines);
  expect(await bring(lines)).toBe(first);
  expect(await confirm(first)).toMatchObject({ created: 3, postCount: 15 });
  const second = await bring(lines);
  expect(second).not.toBe(first);
  expect(await confirm(second)).toMatchObject({ created: 0, updated: 0, unchanged: 3, postCount: 0, skipped: 15 });
  expect([await countOf('listing'), await countOf('post')]).toEqual([3, 15]);
});

test('two presses at once make one batch', async () => {
  const id = await bring(['title,price', 'Oak chair,12']);
  const [one, other] = await Promise.all([confirm(id), confirm(id)]);
  expect(one.batchId).toBe(other.batchId);
  expect([one.created, other.created].sort()).toEqual([0, 1]);
  expect(await countOf('batch')).toBe(1);
});

test('rows with a known SKU change their listings, and reach the accounts that lack them', async () => {
  const [first = '', ...others] = accountIds;
  await confirm(await bring(['sku,title,price,brand', 'a,Oak chair,12,Thonet', 'b,Lamp,5,']), [first]);
  const id = await bring(['sku,title,price', 'a,Oak chair,14', 'b,Lamp,5', 'c,Radio,7']);
  expect(await caller.uploads.get({ id })).toMatchObject({ creates: 1, updates: 1, unchanged: 1 });
  const confirmed = await confirm(id, [first, ...others]);
  expect(confirmed).toMatchObject({ created: 1, updated: 1, unchanged: 1, postCount: 13, skipped: 2 });
  const [chair] = await sql.rows(`SELECT price_minor AS "priceMinor", brand FROM listing WHERE sku = 'a'`);
  expect(chair).toEqual({ priceMinor: 1_400, brand: 'Thonet' });
  expect(await caller.batches.get({ id: confirmed.batchId })).toMatchObject({
    createdCount: 1,
    updatedCount: 1,
    postCount: 13,
  });
});

test('rows that stay behind wait as an upload of their own, and go when they are mended', async () => {
  const id = await bring(['title,price', 'Oak chair,12', ',5', 'Lamp,5']);
  const confirmed = await confirm(id);
  expect(confirmed).toMatchObject({ created: 2, staying: 1 });
  const { restUploadId } = await caller.batches.get({ id: confirmed.batchId });
  expect(restUploadId).toBe(confirmed.restUploadId);
  const rest = restUploadId ?? '';
  expect(await caller.uploads.get({ id: rest })).toMatchObject({ rowCount: 1, good: 0, bad: 1 });
  await caller.uploads.changeCell({ id: rest, row: 3, column: 'title', text: 'Radio' });
  expect(await confirm(rest)).toMatchObject({ created: 1, postCount: 5, restUploadId: null });
  expect(await caller.batches.get({ id: confirmed.batchId })).toMatchObject({ restUploadId: null });
});

test('an account says it in its own way, and rows that do not fit its channel then stay behind', async () => {
  const [plain = '', varied = ''] = accountIds;
  const id = await bring(['title,price', 'Oak chair,40', `${'Long '.repeat(11)}chair,10`]);
  expect(await caller.uploads.choose({ id, accountIds: [plain, varied] })).toMatchObject({ good: 2 });
  await caller.accounts.setVariation({
    id: varied,
    variation: {
      title: '{title} in {condition} state',
      description: null,
      price: { basisPoints: 1_000, amountMinor: 0, ending: 99 },
    },
  });
  // Nobody looked at the plan again: confirming checks for itself.
  expect(await confirm(id, [plain, varied])).toMatchObject({ created: 1, postCount: 2, staying: 1 });
  const posts = await sql.rows(
    `SELECT account_id AS "accountId", title, price_minor AS "priceMinor" FROM post ORDER BY post.id`,
  );
  expect(posts).toEqual([
    { accountId: plain, title: null, priceMinor: null },
    { accountId: varied, title: 'Oak chair in Good state', priceMinor: 4_399 },
  ]);
});

test('a single listing is varied too', async () => {
  const [account = ''] = accountIds;
  await caller.accounts.setVariation({
    id: account,
    variation: { title: null, description: null, price: { basisPoints: 0, amountMinor: 500, ending: null } },
  });
  const listing = {
    title: 'Oak chair',
    description: '',
    priceMinor: 1_000,
    currency: 'EUR',
    condition: 'good' as const,
  };
  await caller.listings.create({ listing, accountIds: [account], publish: { when: 'draft' } });
  expect(await sql.rows('SELECT price_minor AS "priceMinor" FROM post')).toEqual([{ priceMinor: 1_500 }]);
});

test('an account that is gone is said, and nothing is made', async () => {
  const [gone = ''] = await bench.addAccounts(1);
  const id = await bring(['title,price', 'Oak chair,12']);
  await caller.accounts.remove({ id: gone });
  await expect(confirm(id, [...accountIds, gone])).rejects.toThrow('One of the accounts was deleted meanwhile.');
  expect(await countOf('listing')).toBe(0);
});

test('more posts than one batch takes are refused before anything is made', async () => {
  const { id } = await caller.uploads.create({ fileName: 'large.csv', contentBase64: sheetOf(20_001) });
  await expect(confirm(id)).rejects.toThrow('That would be 100,005 posts; one batch takes 100,000.');
  expect(await countOf('batch')).toBe(0);
});

test('somebody else’s upload is not there', async () => {
  const id = await bring(['title,price', 'Oak chair,12']);
  const [stranger] = await sql.rows<{ id: string }>(
    `INSERT INTO "user" (email, name, password_hash, role) VALUES ('b@example.com', 'Bea', 'x', 'editor')
     ON CONFLICT (email) DO UPDATE SET name = 'Bea' RETURNING id`,
  );
  const other = bench.callerOf({
    kind: 'session',
    userId: stranger?.id ?? '',
    name: 'Bea',
    email: null,
    role: 'editor',
  });
  await expect(other.uploads.confirm({ id, accountIds, publish: { when: 'now' } })).rejects.toThrow();
  expect(await countOf('batch')).toBe(0);
});

test('a file that only changes listings was to be posted on every account: chosen are those that have it', async () => {
  const lines = ['sku,title,price', 'a,Oak chair,12', 'b,Oak table,20'];
  await confirm(await bring(lines), accountIds.slice(0, 2));
  const id = await bring([...lines.slice(0, 2), 'b,Oak table,25']);
  const plan = await caller.uploads.plan({ id });
  expect(plan).toMatchObject({ creates: 0, updates: 1, posts: 0 });
  expect(new Set(plan.accountIds)).toEqual(new Set(accountIds.slice(0, 2)));
  expect((await caller.uploads.plan({ id: await bring([...lines, 'c,Stool,5']) })).accountIds).toHaveLength(5);
});

test('without an account the listings are saved and nothing is posted', async () => {
  const id = await bring(['sku,title,price', 'a,Oak chair,12']);
  expect(await confirm(id, [])).toMatchObject({ created: 1, postCount: 0 });
  expect([await countOf('listing'), await countOf('post')]).toEqual([1, 0]);
});

test('a listing that was deleted while it was live was posted a second time without a word', async () => {
  const lines = ['sku,title,price', 'a,Oak chair,12'];
  const one = accountIds.slice(0, 1);
  await confirm(await bring(lines), one);
  await sql.rows(`UPDATE post SET status = 'published', published_at = now()`);
  const [listing] = await sql.rows<{ id: string }>('SELECT id FROM listing');
  await caller.listings.remove({ id: listing?.id ?? '' });
  const id = await bring([...lines, 'b,Stool,5']);
  await caller.uploads.choose({ id, accountIds: one });
  expect(await caller.uploads.plan({ id })).toMatchObject({ creates: 2, posts: 2, stillLive: 1 });
  await caller.uploads.choose({ id, accountIds: accountIds.slice(1, 2) });
  expect(await caller.uploads.plan({ id })).toMatchObject({ stillLive: 0 });
});
