/** However a page is found: paging through a list, either way, shows each post that matches once and in order. */

import { type PostStatus, postStatuses } from '@hawker/core';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../id.ts';
import { createTestDatabase } from '../testing/index.ts';
import { countPosts, listPosts } from './post-pages.ts';
import type { PostFilter } from './posts.ts';

const bench = await createTestDatabase();
const { sql } = bench.database;
afterAll(() => bench.drop());

interface Known {
  id: string;
  status: PostStatus;
  accountId: string;
  channel: string;
  batchId: string | null;
  listingId: string;
  lastClass: string | null;
  text: string;
}

let posts: Known[] = [];

beforeAll(async () => {
  const accounts = Array.from({ length: 5 }, () => newId());
  const batches = Array.from({ length: 3 }, () => newId());
  await sql.rows(
    `INSERT INTO account (id, channel, name, credentials, time_zone, min_gap_seconds, posts_per_day)
     SELECT id, CASE WHEN k <= 2 THEN 'few' ELSE 'many' END, id::text, '\\x00', 'Europe/Berlin', 0, 10
     FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, k)`,
    [accounts],
  );
  await sql.rows(
    `INSERT INTO batch (id, name, listing_count, post_count) SELECT id, 'b', 1, 1 FROM unnest($1::uuid[]) AS id`,
    [batches],
  );
  await sql.rows(
    `INSERT INTO listing (sku, title, description, price_minor, currency)
     SELECT 'sku-' || n, (ARRAY['Chair', 'Oak chair', 'Lamp'])[1 + n % 3], '', 100, 'EUR' FROM generate_series(1, 40) AS n`,
  );
  // Posts of a listing lie apart, and in no order of statuses. The first channel has a few of the listings.
  await sql.rows(
    `INSERT INTO post (account_id, listing_id, batch_id, status, last_class, deleted_at)
     SELECT account_id, listing.id, ($2::uuid[])[1 + abs(hashtext(sku || k)) % 4],
       ($3::post_status[])[1 + abs(hashtext(k || sku)) % array_length($3::post_status[], 1)],
       (ARRAY['rejected', 'retryable', NULL])[1 + abs(hashtext(k || sku || 'c')) % 3],
       CASE WHEN hashtext(sku || k || 'd') % 9 = 0 THEN now() END
     FROM listing CROSS JOIN unnest($1::uuid[]) WITH ORDINALITY AS account (account_id, k)
     WHERE k > 2 OR abs(hashtext(sku || k || 'e')) % 4 = 0 ORDER BY md5(sku || k)`,
    [accounts, batches, postStatuses],
  );
  await sql.rows('SELECT fold_post_counts()');
  posts = await sql.rows<Known>(
    `SELECT post.id, post.status, account_id AS "accountId", channel, batch_id AS "batchId", listing_id AS "listingId",
       last_class AS "lastClass", listing.title || ' ' || sku AS text
     FROM post JOIN listing ON listing.id = listing_id JOIN account ON account.id = account_id
     WHERE post.deleted_at IS NULL ORDER BY post.id DESC`,
  );
});

/** The posts that match, the newest first, in the order that pages promise. */
function expectedOf(filter: PostFilter): string[] {
  const { statuses, accountId, channel, batchId, listingId, lastClass, search } = filter;
  const is = <T>(wanted: T | undefined, value: T | null) => wanted === undefined || wanted === value;
  const matching = posts.filter(
    (post) =>
      (statuses === undefined || statuses.includes(post.status)) &&
      is(accountId, post.accountId) &&
      is(channel, post.channel) &&
      is(batchId, post.batchId) &&
      is(listingId, post.listingId) &&
      is(lastClass, post.lastClass) &&
      (search === undefined || post.text.toLowerCase().includes(search.toLowerCase())),
  );
  const isByListing = search !== undefined && statuses === undefined && batchId === undefined;
  const listingOf = new Map(posts.map((post) => [post.id, post.listingId]));
  const key = (id: string) => (isByListing ? `${listingOf.get(id)} ${id}` : id);
  return matching.map((post) => post.id).sort((left, right) => (key(left) < key(right) ? 1 : -1));
}

/** Forwards from the beginning, or backwards from the last one. */
async function pageThrough(
  inOrder: readonly string[],
  filter: PostFilter,
  oldestFirst: boolean,
  way: 'after' | 'before',
) {
  const last = inOrder.at(-1);
  let found = way === 'before' && last !== undefined ? [last] : [];
  for (;;) {
    const from = way === 'before' ? found[0] : found.at(-1);
    const page = await listPosts(sql, filter, {
      limit: 7,
      oldestFirst,
      ...(from === undefined ? {} : { [way]: from }),
    });
    if (page.length === 0) {
      return found;
    }
    const ids = page.map((post) => post.id);
    found = way === 'before' ? [...ids, ...found] : [...found, ...ids];
  }
}

const pick = <K extends 'accountId' | 'channel' | 'batchId' | 'listingId' | 'lastClass'>(name: K) =>
  fc.option(
    fc.nat(1_000).map((n) => posts[n % posts.length]?.[name] ?? undefined),
    { nil: undefined, freq: 2 },
  );

const filters = fc.record({
  statuses: fc.option(fc.uniqueArray(fc.constantFrom(...postStatuses), { minLength: 1, maxLength: 6 }), {
    nil: undefined,
  }),
  accountId: pick('accountId'),
  channel: pick('channel'),
  batchId: pick('batchId'),
  listingId: pick('listingId'),
  lastClass: pick('lastClass'),
  search: fc.option(fc.constantFrom('oak', 'chair', 'sku-1', 'sku-100', 'la', 'o', 'r s', 'nothing'), {
    nil: undefined,
  }),
});

async function expectWholeEitherWay(filter: PostFilter, oldestFirst: boolean): Promise<string[]> {
  const expected = expectedOf(filter);
  const inOrder = oldestFirst ? expected.toReversed() : expected;
  expect(await pageThrough(inOrder, filter, oldestFirst, 'after')).toEqual(inOrder);
  expect(await pageThrough(inOrder, filter, oldestFirst, 'before')).toEqual(inOrder);
  return expected;
}

test('of any filter, in any direction; and its count is how many there are', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(filters, fc.boolean(), async (filter, oldestFirst) => {
      const expected = await expectWholeEitherWay(filter, oldestFirst);
      expect(await countPosts(sql, filter)).toEqual({ count: expected.length, atLeast: false });
    }),
    { numRuns: 150 },
  );
});

test('what a search finds is counted no further than a page; what has counters, to the end', async () => {
  const all = expectedOf({ search: 'k' }).length;
  expect(all).toBeGreaterThan(100);
  expect(await countPosts(sql, { search: 'k' })).toEqual({ count: 100, atLeast: true });
  expect(await countPosts(sql, {})).toEqual({ count: all, atLeast: false });
});

test('of a search in an account or a channel that is too large to be looked through post by post', async () => {
  // Only the counters say which way is taken.
  await sql.rows('UPDATE post_count SET n = n * 1000');
  const searches = fc.record({
    ...{ statuses: fc.constant(undefined), batchId: fc.constant(undefined), listingId: fc.constant(undefined) },
    ...{ accountId: pick('accountId'), channel: pick('channel'), lastClass: pick('lastClass') },
    search: fc.constantFrom('oak', 'chair', 'sku-1', 'la', 'nothing'),
  });
  await fc.assert(
    fc.asyncProperty(searches, fc.boolean(), async (filter, oldestFirst) => {
      await expectWholeEitherWay(filter, oldestFirst);
    }),
    { numRuns: 40 },
  );
});
