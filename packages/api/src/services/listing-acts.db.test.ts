import { newId, recordStatements } from '@hawker/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp } from '../testing/test-app.ts';
import type { Acted } from './actions.ts';

const bench = await createTestApp();
const { app, caller } = bench;
const { sql } = app.database;
afterAll(() => bench.close());

let accountIds: string[] = [];
beforeAll(async () => {
  accountIds = await bench.addAccounts(2);
});

/** So many listings that a search for the word finds, each as a draft on both accounts. */
async function addListings(count: number, word = newId()): Promise<{ word: string; ids: string[] }> {
  const made = await sql.rows<{ id: string }>(
    `WITH made AS (
       INSERT INTO listing (sku, title, description, price_minor, currency)
       SELECT uuidv7()::text, $2 || ' ' || n, '', n * 100, 'EUR' FROM generate_series(1, $1) AS n RETURNING id
     ), posted AS (
       INSERT INTO post (account_id, listing_id, status)
       SELECT account_id, made.id, 'draft' FROM made CROSS JOIN unnest($3::uuid[]) AS account_id
     )
     SELECT id FROM made ORDER BY id`,
    [count, word, accountIds],
  );
  return { word, ids: made.map(({ id }) => id) };
}

async function look(search: string) {
  const { total, upTo } = await caller.listings.matching({ filter: { search } });
  return { total, all: { filter: { search }, upTo } };
}

async function toTheEnd(begun: Acted): Promise<Acted> {
  let acted = begun;
  while (acted.next !== null) {
    acted = await caller.listings.goOn({ action: acted.next });
  }
  return acted;
}

describe('delete and undo', () => {
  test('all that match go with their posts, and all come back', async () => {
    const { word, ids } = await addListings(601);
    const { total, all } = await look(word);
    await addListings(1, word);
    expect(total).toBe(601);
    await sql.rows(`UPDATE post SET status = 'published' WHERE listing_id = $1`, [ids[0] ?? '']);
    const { undo, ...removed } = await toTheEnd(await caller.listings.removeMany(all));
    expect(removed).toMatchObject({ moved: 601, left: 0, total: 601 });
    // What came later is there, and so is what is live.
    expect((await look(word)).total).toBe(1);
    expect((await caller.posts.matching({ filter: { search: word } })).byStatus).toEqual({ draft: 2, published: 2 });
    expect(await toTheEnd(await caller.listings.restoreMany({ undo: undo ?? '' }))).toMatchObject({
      moved: 601,
      left: 0,
    });
    expect((await look(word)).total).toBe(602);
    expect((await caller.posts.matching({ filter: { search: word } })).byStatus).toEqual({
      draft: 1_202,
      published: 2,
    });
  });

  test.each(['publishing', 'unknown', 'needs_review', 'awaiting_upload'])(
    'one with a post that is %s is left',
    async (status) => {
      const { ids } = await addListings(2);
      await sql.rows('UPDATE post SET status = $2 WHERE listing_id = $1 AND account_id = $3', [
        ids[0] ?? '',
        status,
        accountIds[0] ?? '',
      ]);
      expect(await toTheEnd(await caller.listings.removeMany({ ids }))).toMatchObject({ moved: 1, left: 1 });
      expect((await caller.listings.get({ id: ids[0] ?? '' })).posts).toHaveLength(2);
    },
  );

  test('one whose SKU was taken meanwhile stays deleted', async () => {
    const { ids } = await addListings(2);
    const { sku } = await caller.listings.get({ id: ids[0] ?? '' });
    const { undo } = await toTheEnd(await caller.listings.removeMany({ ids }));
    await sql.rows(
      `INSERT INTO listing (sku, title, description, price_minor, currency) VALUES ($1, 'Other', '', 1, 'EUR')`,
      [sku],
    );
    expect(await toTheEnd(await caller.listings.restoreMany({ undo: undo ?? '' }))).toMatchObject({
      moved: 1,
      left: 1,
    });
  });
});

test('prices: the preview says what will be; posts follow, but for those with a price of their own', async () => {
  const { word, ids } = await addListings(3);
  await sql.rows(`UPDATE post SET price_minor = 999, typed = '{priceMinor}' WHERE listing_id = $1`, [ids[2] ?? '']);
  const change = { kind: 'rule' as const, rule: { amountMinor: -100 }, currency: 'EUR' };
  const { all } = await look(word);
  expect(await caller.listings.previewReprice({ ...all, change })).toMatchObject({
    able: 2,
    kept: { out_of_range: 1 },
    examples: [
      { before: 100, after: null },
      { before: 200, after: 100 },
      { before: 300, after: 200 },
    ],
  });
  expect(await toTheEnd(await caller.listings.reprice({ ...all, change }))).toMatchObject({ moved: 2, left: 1 });
  const { posts } = await caller.posts.list({ filter: { search: word }, oldestFirst: true });
  expect(posts.map((post) => post.priceMinor).sort((one, other) => one - other)).toEqual([
    100, 100, 100, 100, 999, 999,
  ]);
});

test('all that match are posted as one batch', async () => {
  const { word } = await addListings(5);
  const { all } = await look(word);
  await addListings(1, word);
  const another = await bench.addAccounts(1);
  const { batchId, postCount } = await caller.listings.post({
    ...all,
    accountIds: another,
    publish: { when: 'draft' },
  });
  expect(postCount).toBe(5);
  expect(await caller.batches.get({ id: batchId ?? '' })).toMatchObject({ name: '5 listings' });
});

test('a step writes a number of statements that does not grow', async () => {
  const counts: number[][] = [];
  for (const size of [2, 300]) {
    const { word } = await addListings(size);
    const { all } = await look(word);
    const change = { kind: 'rule' as const, rule: { basisPoints: 100 } };
    const of: number[] = [];
    for (const act of [() => caller.listings.reprice({ ...all, change }), () => caller.listings.removeMany(all)]) {
      const { statements } = await recordStatements(async () => toTheEnd(await act()));
      of.push(statements.length);
    }
    counts.push(of);
  }
  expect(counts[1]).toEqual(counts[0]);
});
