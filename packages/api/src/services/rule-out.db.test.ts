/** Where the rule of an account makes nothing of a listing, no post of it goes out at a price that the rule was to change. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, newListing } from '../testing/test-app.ts';

const bench = await createTestApp();
const { app, caller } = bench;
const { sql } = app.database;
afterAll(() => bench.close());

let plain = '';
let cheap = '';
beforeAll(async () => {
  await bench.addOwner();
  [plain = '', cheap = ''] = await bench.addAccounts(2);
});

const cheaperBy = (amountMinor: number) => ({
  title: null,
  description: null,
  price: { basisPoints: 0, amountMinor: -amountMinor, ending: null },
});
beforeEach(async () => {
  await bench.removeListings();
  await sql.rows('DELETE FROM graphile_worker._private_jobs');
  await caller.accounts.setVariation({ id: cheap, variation: cheaperBy(500) });
});

const why = /^The price rule of .+ makes no price of €1\.00\.$/;
const now = { when: 'now' } as const;

async function addListing(priceMinor: number): Promise<string> {
  const { listingIds } = await caller.listings.create({ listing: { ...newListing(), priceMinor } });
  return listingIds[0] ?? '';
}

interface Made {
  id: string;
  accountId: string;
  status: string;
  priceMinor: number | null;
  dueAt: Date | null;
  sentence: string | null;
}

function posts(accountId = cheap): Promise<Made[]> {
  return sql.rows<Made>(
    `SELECT id, account_id AS "accountId", status, price_minor AS "priceMinor", due_at AS "dueAt", last_sentence AS sentence
     FROM post WHERE account_id = $1 ORDER BY id`,
    [accountId],
  );
}

async function reprice(id: string, priceMinor: number): Promise<void> {
  const { next } = await caller.listings.reprice({ ids: [id], change: { kind: 'set', priceMinor, currency: 'EUR' } });
  await caller.listings.goOn({ action: next ?? '' });
}

describe('listings that are posted', () => {
  test('one of which the rule makes nothing was queued at the price that the rule was to change', async () => {
    const listingIds = [await addListing(10_000), await addListing(100)];
    const made = await caller.listings.post({ listingIds, accountIds: [plain, cheap], publish: now });
    expect(made).toMatchObject({
      postCount: 3,
      skipped: 0,
      ruledOut: { posts: 1, sentences: [expect.stringMatching(why)] },
    });
    expect((await posts()).map((post) => post.priceMinor)).toEqual([9_500]);
    expect(await posts(plain)).toHaveLength(2);
    const [batch] = await sql.rows('SELECT post_count AS posts FROM batch');
    expect(batch).toEqual({ posts: 3 });
  });

  test('one that is there already was told as not made', async () => {
    const listing = await addListing(10_000);
    const posting = { listingIds: [listing], accountIds: [cheap], publish: now };
    await caller.listings.post(posting);
    await reprice(listing, 100);
    expect(await caller.listings.post(posting)).toMatchObject({ postCount: 0, skipped: 1, ruledOut: { posts: 0 } });
  });

  test('where nothing could be made of any, an empty batch was made', async () => {
    const listingIds = [await addListing(100)];
    await expect(caller.listings.post({ listingIds, accountIds: [cheap], publish: now })).rejects.toThrow(why);
    expect(await sql.rows('SELECT id FROM batch')).toEqual([]);
  });

  test('a listing that is written now is told so at its field, also as a draft', async () => {
    const listing = { ...newListing(), priceMinor: 100 };
    const making = caller.listings.create({ listing, accountIds: [plain, cheap], publish: { when: 'draft' } });
    await expect(making).rejects.toThrow(why);
    expect(await sql.rows('SELECT id FROM listing')).toEqual([]);
  });
});

describe('a post that waits', () => {
  let listing = '';
  beforeEach(async () => {
    listing = await addListing(10_000);
    await caller.listings.post({ listingIds: [listing], accountIds: [cheap], publish: now });
  });

  test.each(['queued', 'scheduled', 'retry_wait', 'rate_limited'])(
    'as %s kept the price of before, or went out unvaried, when its listing became too cheap for the rule',
    async (status) => {
      await sql.rows('UPDATE post SET status = $1::post_status', [status]);
      await reprice(listing, 100);
      expect(await posts()).toMatchObject([
        { status: 'failed', priceMinor: null, dueAt: null, sentence: expect.stringMatching(why) },
      ]);
    },
  );

  test('was told nothing in its story, and stayed behind when the listing was mended', async () => {
    await reprice(listing, 100);
    const [post] = await posts();
    const { events } = await caller.posts.get({ id: post?.id ?? '' });
    expect(events[0]).toMatchObject({ move: 'ruleOut', fromStatus: 'queued', toStatus: 'failed' });
    await reprice(listing, 2_000);
    await caller.posts.retry({ ids: [post?.id ?? ''] });
    expect(await posts()).toMatchObject([{ status: 'queued', priceMinor: 1_500, sentence: null }]);
    expect(await sql.rows('SELECT id FROM post WHERE rule_errors IS NOT NULL')).toEqual([]);
  });

  test('stayed behind when the rule was mended', async () => {
    await reprice(listing, 100);
    await caller.accounts.setVariation({ id: cheap, variation: cheaperBy(50) });
    expect(await posts()).toMatchObject([{ status: 'failed', priceMinor: 50 }]);
    expect(await sql.rows('SELECT id FROM post WHERE rule_errors IS NOT NULL')).toEqual([]);
  });

  test.each(['in the post', 'for many, and it is what the listing costs'])(
    'stayed behind when a person gave it a price, %s',
    async (where) => {
      await reprice(listing, 100);
      const [{ id } = { id: '' }] = await posts();
      if (where === 'in the post') {
        await caller.posts.update({ id, overrides: { title: null, description: null, priceMinor: 300 } });
      } else {
        const change = { kind: 'set', priceMinor: 100, currency: 'EUR' } as const;
        const { next } = await caller.posts.reprice({ ids: [id], change });
        await caller.posts.goOn({ action: next ?? '' });
      }
      expect(await posts()).toMatchObject([{ priceMinor: where === 'in the post' ? 300 : null }]);
      expect(await sql.rows('SELECT id FROM post WHERE rule_errors IS NOT NULL')).toEqual([]);
    },
  );

  test('went out at its listing’s price, because somebody had mended the title', async () => {
    await reprice(listing, 100);
    const [{ id } = { id: '' }] = await posts();
    await caller.posts.update({ id, overrides: { title: 'Mine', description: null, priceMinor: null } });
    expect(await sql.rows('SELECT typed FROM post WHERE rule_errors IS NOT NULL')).toEqual([{ typed: ['title'] }]);
  });

  test('stays as it is when only the rule changes', async () => {
    const before = await posts();
    await caller.accounts.setVariation({ id: cheap, variation: cheaperBy(1_000_000) });
    expect(await posts()).toEqual(before);
  });
});

test('the file that made a listing too cheap for the rule of an account that it was not for', async () => {
  const id = await bench.bring(['sku,title,price', 'a,Chair,100']);
  await caller.uploads.confirm({ id, accountIds: [cheap], publish: now });
  const cheaper = await bench.bring(['sku,title,price', 'a,Chair,1']);
  await caller.uploads.confirm({ id: cheaper, accountIds: [plain], publish: now });
  expect(await posts()).toMatchObject([{ status: 'failed', priceMinor: null, sentence: expect.stringMatching(why) }]);
  expect(await posts(plain)).toMatchObject([{ status: 'queued' }]);
});
