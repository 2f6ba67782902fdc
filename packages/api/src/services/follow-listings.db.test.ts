/** A post whose account has a price rule must not keep the price of a listing that was changed. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApp } from '../testing/test-app.ts';

const bench = await createTestApp();
const { app, caller } = bench;
const { sql } = app.database;
afterAll(() => bench.close());

let plain = '';
let varied = '';
beforeAll(async () => {
  await bench.addOwner();
  [plain = '', varied = ''] = await bench.addAccounts(2);
  const price = { basisPoints: 1_000, amountMinor: 0, ending: null };
  await caller.accounts.setVariation({ id: varied, variation: { title: '{title} now', description: null, price } });
});
beforeEach(async () => {
  await bench.removeListings();
  await bring(['sku,title,price', 'a,Chair,40', 'b,Lamp,10']);
});

async function bring(lines: readonly string[]) {
  const id = await bench.bring(lines);
  return caller.uploads.confirm({ id, accountIds: [plain, varied], publish: { when: 'draft' } });
}

/** What the varying account says of the chair. */
async function said() {
  const [post] = await sql.rows<{ id: string; title: string | null; priceMinor: number | null }>(
    `SELECT post.id, post.title, post.price_minor AS "priceMinor" FROM post JOIN listing ON listing.id = listing_id
     WHERE sku = 'a' AND account_id = $1`,
    [varied],
  );
  return post ?? { id: '', title: null, priceMinor: null };
}

test('a file that changes the price changes what the rule made of it', async () => {
  expect(await said()).toMatchObject({ title: 'Chair now', priceMinor: 4_400 });
  await bring(['sku,title,price', 'a,Oak chair,50', 'b,Lamp,10']);
  expect(await said()).toMatchObject({ title: 'Oak chair now', priceMinor: 5_500 });
  const others = await sql.rows('SELECT id FROM post WHERE account_id = $1 AND price_minor IS NOT NULL', [plain]);
  expect(others).toEqual([]);
});

test('so does the form', async () => {
  const [listing] = await sql.rows<{ id: string }>(`SELECT id FROM listing WHERE sku = 'a'`);
  const fields = { title: 'Chair', description: '', priceMinor: 6_000, currency: 'EUR', condition: 'good' as const };
  await caller.listings.update({ id: listing?.id ?? '', listing: fields });
  expect(await said()).toMatchObject({ title: 'Chair now', priceMinor: 6_600 });
});

test('and changing the prices of many listings', async () => {
  const [listing] = await sql.rows<{ id: string }>(`SELECT id FROM listing WHERE sku = 'a'`);
  const change = { kind: 'set', priceMinor: 3_000, currency: 'EUR' } as const;
  const { next } = await caller.listings.reprice({ ids: [listing?.id ?? ''], change });
  await caller.listings.goOn({ action: next ?? '' });
  expect((await said()).priceMinor).toBe(3_300);
});

test('what a person wrote into the post stays', async () => {
  const { id } = await said();
  await caller.posts.update({ id, overrides: { title: 'Chair now', description: null, priceMinor: 9_900 } });
  await bring(['sku,title,price', 'a,Oak chair,50', 'b,Lamp,10']);
  expect(await said()).toMatchObject({ title: 'Oak chair now', priceMinor: 9_900 });
});

test('what is live was listed anew with the price that the rule had made of the old listing', async () => {
  const { id } = await said();
  for (const status of ['published', 'sold', 'delisted']) {
    await sql.rows('UPDATE post SET status = $2::post_status, title = NULL, price_minor = 4400 WHERE id = $1', [
      id,
      status,
    ]);
    await bring(['sku,title,price', 'a,Chair,50', 'b,Lamp,10']);
    expect([status, (await said()).priceMinor]).toEqual([status, 5_500]);
    await bring(['sku,title,price', 'a,Chair,40', 'b,Lamp,10']);
  }
});

test('a live post says that its listing was changed since', async () => {
  const { id } = await said();
  await sql.rows(`UPDATE post SET status = 'published', published_at = clock_timestamp() WHERE id = $1`, [id]);
  expect((await caller.posts.get({ id })).isOutdated).toBe(false);
  await bring(['sku,title,price', 'a,Oak chair,50', 'b,Lamp,10']);
  expect((await caller.posts.get({ id })).isOutdated).toBe(true);
  const { posts } = await caller.posts.list({ limit: 100 });
  expect(posts.filter(({ isOutdated }) => isOutdated).map((post) => post.id)).toEqual([id]);
});
