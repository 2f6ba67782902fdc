/** A post whose account has a price rule must not keep the price of a listing that was changed. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp } from '../testing/test-app.ts';

const bench = await createTestApp();
const { app, caller } = bench;
const { sql } = app.database;
afterAll(() => bench.close());

let plain = '';
let varied = '';
const original = {
  title: '{title} now',
  description: null,
  price: { basisPoints: 1_000, amountMinor: 0, ending: null },
};
beforeAll(async () => {
  await bench.addOwner();
  [plain = '', varied = ''] = await bench.addAccounts(2);
  await caller.accounts.setVariation({ id: varied, variation: original });
});
beforeEach(async () => {
  await bench.removeListings();
  await bring(['sku,title,price', 'a,Chair,40', 'b,Lamp,10']);
});

async function bring(lines: readonly string[], accountIds = [plain, varied]) {
  const id = await bench.bring(lines);
  return caller.uploads.confirm({ id, accountIds, publish: { when: 'draft' } });
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

const dearer = (basisPoints: number) => ({
  title: null,
  description: null,
  price: { basisPoints, amountMinor: 0, ending: null },
});
describe('a price that nobody typed', () => {
  afterEach(() => caller.accounts.setVariation({ id: varied, variation: original }));

  test.each([
    ['became dearer', dearer(2_000), 6_000],
    ['was removed', null, null],
  ])('stayed for ever once its rule %s, whatever the listing came to cost', async (_, variation, priceMinor) => {
    await caller.accounts.setVariation({ id: varied, variation });
    expect(await said()).toMatchObject({ title: 'Chair now', priceMinor: 4_400 });
    await bring(['sku,title,price', 'a,Oak chair,50', 'b,Lamp,10']);
    expect(await said()).toMatchObject({ title: null, priceMinor });
  });

  test('stayed because the listing was changed while its post was deleted', async () => {
    const { id } = await said();
    const { undo } = await caller.posts.remove({ ids: [id] });
    await bring(['sku,title,price', 'a,Chair,50'], [plain]);
    const { next } = await caller.posts.restore({ undo: undo ?? '' });
    await caller.posts.goOn({ action: next ?? '' });
    expect((await said()).priceMinor).toBe(5_500);
  });
});

describe('a price that somebody typed', () => {
  test('followed, where the listing came to cost what it cost when the rule was there', async () => {
    const { id } = await said();
    await caller.posts.update({ id, overrides: { title: 'Chair now', description: null, priceMinor: 4_000 } });
    await caller.posts.update({ id, overrides: { title: 'Chair now', description: null, priceMinor: 4_400 } });
    await bring(['sku,title,price', 'a,Oak chair,50', 'b,Lamp,10']);
    expect(await said()).toMatchObject({ title: 'Oak chair now', priceMinor: 4_400 });
  });

  test('followed, where many were repriced to what the rule had made', async () => {
    const { id } = await said();
    const change = { kind: 'set', priceMinor: 4_400, currency: 'EUR' } as const;
    const { next } = await caller.posts.reprice({ ids: [id], change });
    await caller.posts.goOn({ action: next ?? '' });
    await bring(['sku,title,price', 'a,Chair,50', 'b,Lamp,10']);
    expect((await said()).priceMinor).toBe(4_400);
  });
});

describe('a listing whose currency changes', () => {
  const inYen = ['sku,title,price,currency', 'a,Chair,9000,JPY'];

  test.each([
    ['a file', () => bring(inYen, [plain])],
    [
      'the form',
      async () => {
        const [listing] = await sql.rows<{ id: string }>(`SELECT id FROM listing WHERE sku = 'a'`);
        const fields = { title: 'Chair', description: '', priceMinor: 9_000, currency: 'JPY' };
        await caller.listings.update({ id: listing?.id ?? '', listing: { ...fields, condition: 'good' as const } });
      },
    ],
  ])('by %s made yen of a price that was typed in euros', async (_, change) => {
    const { id } = await said();
    await caller.posts.update({ id, overrides: { title: 'Mine', description: null, priceMinor: 9_500 } });
    await change();
    // Not typed in yen by anybody: so it is the rule's again.
    expect(await said()).toMatchObject({ title: 'Mine', priceMinor: 9_900 });
    const { events } = await caller.posts.get({ id });
    expect(events[0]).toMatchObject({
      move: 'giveUpPrice',
      detail: 'The listing is priced in JPY now, so the price that was typed here, €95.00, no longer counts.',
    });
  });

  test('made yen of what a rule had made in euros, where the number stayed', async () => {
    await caller.accounts.setVariation({ id: varied, variation: null });
    await bring(['sku,title,price,currency', 'a,Chair,40,JPY'], [plain]);
    expect((await said()).priceMinor).toBeNull();
    await caller.accounts.setVariation({ id: varied, variation: original });
  });

  test('leaves a story without a word of prices where nobody had typed one', async () => {
    await bring(inYen, [plain]);
    const { priceMinor, id } = await said();
    expect(priceMinor).toBe(9_900);
    expect((await caller.posts.get({ id })).events.map(({ move }) => move)).toEqual(['create']);
  });
});

test('a live post said nothing of a file that brought other pictures for its listing', async () => {
  await bring(['sku,title,price,images', 'a,Chair,40,https://example.com/a.jpg']);
  const { id } = await said();
  await sql.rows(`UPDATE post SET status = 'published', published_at = clock_timestamp() WHERE id = $1`, [id]);
  await bring(['sku,title,price,images', 'a,Chair,40,https://example.com/a.jpg']);
  expect((await caller.posts.get({ id })).isOutdated).toBe(false);
  await bring(['sku,title,price,images', 'a,Chair,40,https://example.com/b.jpg']);
  expect((await caller.posts.get({ id })).isOutdated).toBe(true);
});
