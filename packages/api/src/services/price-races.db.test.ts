/** Prices that are made from those of listings, while the listings are changed by somebody else. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApp, newListing } from '../testing/test-app.ts';
import { untilWaiting } from '../testing/until-waiting.ts';

const bench = await createTestApp();
const { app, caller } = bench;
const { sql, pool } = app.database;
afterAll(() => bench.close());

const price = { basisPoints: 1_000, amountMinor: 0, ending: null };
let plain = '';
let dearer = '';
let listing = '';
beforeAll(async () => {
  await bench.addOwner();
  [plain = '', dearer = ''] = await bench.addAccounts(2);
  await caller.accounts.setVariation({ id: dearer, variation: { title: null, description: null, price } });
});
beforeEach(async () => {
  await bench.removeListings();
  const { listingIds } = await caller.listings.create({ listing: { ...newListing(), priceMinor: 10_000 } });
  listing = listingIds[0] ?? '';
});

/** The listing comes to cost 50.00, and what follows it 55.00, in a transaction that commits once the work waits for it. */
async function halvedMeanwhile(work: () => Promise<unknown>): Promise<void> {
  const changing = await pool.connect();
  await changing.query('BEGIN');
  await changing.query('UPDATE listing SET price_minor = 5000 WHERE id = $1', [listing]);
  await changing.query('UPDATE post SET price_minor = 5500 WHERE price_minor = 11000');
  const working = work();
  await untilWaiting(sql, 1, working);
  await changing.query('COMMIT');
  changing.release();
  await working;
}

const prices = () => sql.rows('SELECT price_minor AS price FROM post ORDER BY id');

test('a post was made at the rule’s price of a listing that had been changed while it waited', async () => {
  await halvedMeanwhile(() =>
    caller.listings.post({ listingIds: [listing], accountIds: [dearer], publish: { when: 'now' } }),
  );
  expect(await prices()).toEqual([{ price: 5_500 }]);
});

test('a post was made 10 % dearer than its listing had been', async () => {
  await caller.listings.post({ listingIds: [listing], accountIds: [plain], publish: { when: 'draft' } });
  const [post] = await sql.rows<{ id: string }>('SELECT id FROM post');
  const { next } = await caller.posts.reprice({ ids: [post?.id ?? ''], change: { kind: 'rule', rule: price } });
  await halvedMeanwhile(() => caller.posts.goOn({ action: next ?? '' }));
  expect(await prices()).toEqual([{ price: 5_500 }]);
});

test('a post did not follow, because its listing was read before the change that it waited for', async () => {
  await caller.listings.post({ listingIds: [listing], accountIds: [dearer], publish: { when: 'draft' } });
  await halvedMeanwhile(async () => {
    const listed = { ...newListing(), priceMinor: 10_000 };
    await caller.listings.update({ id: listing, listing: listed });
  });
  expect(await prices()).toEqual([{ price: 11_000 }]);
});
