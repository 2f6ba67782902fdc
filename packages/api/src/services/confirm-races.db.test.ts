/** Confirming an upload while somebody else changes what it names. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApp } from '../testing/test-app.ts';
import { untilWaiting } from '../testing/until-waiting.ts';

const bench = await createTestApp();
const { app, caller, bring } = bench;
const { sql, pool } = app.database;
afterAll(() => bench.close());

let accountIds: string[] = [];
beforeAll(async () => {
  await bench.addOwner();
  accountIds = await bench.addAccounts(2);
});
beforeEach(() => bench.removeListings());

function confirm(id: string) {
  return caller.uploads.confirm({ id, accountIds, publish: { when: 'now' } });
}

/** Stops where the accounts are woken, with the posts made and not committed, and there deletes the listing. */
async function removedMeanwhile(listingId: string, makePosts: () => Promise<unknown>): Promise<void> {
  const blocker = await pool.connect();
  await blocker.query('BEGIN; SELECT FROM graphile_worker._private_jobs FOR UPDATE');
  const making = makePosts();
  await untilWaiting(sql, 1, making);
  const removing = caller.listings.remove({ id: listingId });
  await untilWaiting(sql, 2, removing);
  await blocker.query('COMMIT');
  blocker.release();
  await Promise.all([making, removing]);
}

/** Posts that would go out although their listing is gone. */
function orphans() {
  return sql.rows(
    `SELECT post.status FROM post JOIN listing ON listing.id = listing_id
     WHERE listing.deleted_at IS NOT NULL AND post.deleted_at IS NULL`,
  );
}

test('a listing that is deleted while its posts are being made leaves no post that would go out', async () => {
  const line = ['sku,title,price', 'a,Oak chair,12'];
  await confirm(await bring(line));
  await sql.rows('DELETE FROM post_event');
  await sql.rows('DELETE FROM post');
  const [listing] = await sql.rows<{ id: string }>('SELECT id FROM listing');
  const id = await bring(line);
  await removedMeanwhile(listing?.id ?? '', () => confirm(id));
  expect(await orphans()).toEqual([]);
});

test('nor when listings are posted by hand', async () => {
  await confirm(await bring(['sku,title,price', 'a,Oak chair,12']));
  await sql.rows('DELETE FROM post_event');
  await sql.rows('DELETE FROM post');
  const [{ id } = { id: '' }] = await sql.rows<{ id: string }>('SELECT id FROM listing');
  await removedMeanwhile(id, () => caller.listings.post({ listingIds: [id], accountIds, publish: { when: 'now' } }));
  expect(await orphans()).toEqual([]);
});

test('two files that make the same listings in another order: one is made, and the other says why not', async () => {
  const rows = Array.from({ length: 3_000 }, (_, n) => `sku-${n},Chair ${n},5`);
  const [one, other] = [await bring(['sku,title,price', ...rows]), await bring(['sku,title,price', ...rows.reverse()])];
  const results = await Promise.allSettled([confirm(one), confirm(other)]);
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []));
  expect(refused).toEqual([expect.stringContaining('Listings with the same SKUs were made at this moment')]);
  expect(await sql.rows('SELECT count(*)::int AS n FROM listing')).toEqual([{ n: 3_000 }]);
});

test('a cell that was mended while the confirm waited: a listing was changed, and the posts that follow it were not', async () => {
  const [account = ''] = accountIds;
  const price = { basisPoints: 1_000, amountMinor: 0, ending: null };
  await caller.accounts.setVariation({ id: account, variation: { title: null, description: null, price } });
  await caller.uploads.confirm({
    id: await bring(['sku,title,price', 'a,Oak chair,10']),
    accountIds: [account],
    publish: { when: 'draft' },
  });
  const id = await bring(['sku,title,price', 'b,Oak chair,20']);
  await caller.uploads.choose({ id, accountIds: [account] });
  const blocker = await pool.connect();
  await blocker.query('BEGIN');
  await blocker.query('SELECT FROM upload WHERE id = $1 FOR UPDATE', [id]);
  const mending = caller.uploads.changeCell({ id, row: 2, column: 'sku', text: 'a' });
  await untilWaiting(sql, 1, mending);
  const confirming = caller.uploads.confirm({ id, accountIds: [account], publish: { when: 'draft' } });
  await untilWaiting(sql, 2, confirming);
  await blocker.query('COMMIT');
  blocker.release();
  await mending;
  expect(await confirming).toMatchObject({ created: 0, updated: 1, skipped: 1 });
  expect(await sql.rows('SELECT price_minor AS price FROM post')).toEqual([{ price: 2_200 }]);
  await caller.accounts.setVariation({ id: account, variation: null });
});
