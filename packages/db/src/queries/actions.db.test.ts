/** What actions on many posts read: what is meant, and of a chunk no more than the chunk. */

import { postStatuses } from '@hawker/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../id.ts';
import type { SqlRunner, SqlValue, Transaction } from '../sql.ts';
import { createTestDatabase } from '../testing/index.ts';
import { nodesOf, type PlanNode, rowsRead } from '../testing/plan.ts';
import { listingsRemovedBy } from './listing-selection.ts';
import { lockPrices, postsRemovedBy, removePosts, restorePosts, setPrices } from './post-edits.ts';
import { movePosts } from './post-moves.ts';
import { selectedPosts } from './post-selection.ts';

const bench = await createTestDatabase();
const { sql } = bench.database;
afterAll(() => bench.drop());

const accounts = [newId(), newId(), newId(), newId()];
const perAccount = 5_000;
const entryId = newId();
let chunk: string[] = [];
let deleted: string[] = [];

beforeAll(async () => {
  await sql.rows(
    `INSERT INTO account (id, channel, name, credentials, time_zone, min_gap_seconds, posts_per_day)
     SELECT id, 'x', id::text, '\\x00', 'UTC', 0, 10 FROM unnest($1::uuid[]) AS id`,
    [accounts],
  );
  await sql.rows(
    `WITH made AS (
       INSERT INTO listing (sku, title, description, price_minor, currency)
       SELECT 'sku-' || n, 'Chair ' || n, '', n, 'EUR' FROM generate_series(1, $2::int) AS n RETURNING id
     )
     INSERT INTO post (account_id, listing_id, status)
     SELECT account_id, made.id, 'draft' FROM made CROSS JOIN unnest($1::uuid[]) AS account_id`,
    [accounts, perAccount],
  );
  await sql.rows(`INSERT INTO audit_entry (id, actor, action, entity) VALUES ($1, 'test', 'delete', 'post')`, [
    entryId,
  ]);
  await sql.rows(
    `UPDATE post SET deleted_at = audit_entry.at FROM audit_entry
     WHERE audit_entry.id = $1 AND post.id IN (SELECT id FROM post ORDER BY id LIMIT 300)`,
    [entryId],
  );
  await sql.rows('ANALYZE');
  deleted = (await sql.rows<{ id: string }>('SELECT id FROM post WHERE deleted_at IS NOT NULL')).map((post) => post.id);
  chunk = (await sql.rows<{ id: string }>('SELECT id FROM post WHERE deleted_at IS NULL ORDER BY id LIMIT 500')).map(
    (post) => post.id,
  );
});

async function explain(text: string, values: readonly SqlValue[], runner: SqlRunner = sql): Promise<PlanNode[]> {
  const [row] = await runner.rows<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
    values,
  );
  return row ? nodesOf(row['QUERY PLAN'][0].Plan) : [];
}

/** Rows of posts that each statement of the work reads, as Postgres runs it; then all of it is taken back. */
async function readsOf(work: (tx: Transaction) => Promise<unknown>): Promise<number[]> {
  const reads: number[] = [];
  const undone = new Error('taken back');
  await bench.database
    .transaction(async (tx) => {
      await work({
        ...tx,
        rows: async (text, values = []) => {
          reads.push(rowsRead(await explain(text, values, tx), 'post'));
          return [];
        },
      });
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) {
        throw error;
      }
    });
  return reads;
}

test('what one deletion took is found by its moment', async () => {
  const { text, values } = postsRemovedBy(entryId);
  expect(rowsRead(await explain(text, values), 'post')).toBe(300);
  const listings = listingsRemovedBy(entryId);
  expect(rowsRead(await explain(listings.text, listings.values), 'listing')).toBe(0);
});

test.each(['made', 'shared'] as const)(
  'all of an account, in the order %s, are read once and no others',
  async (order) => {
    const selection = { filter: { accountId: accounts[1] }, upTo: 'now' };
    const { text, values } = selectedPosts(selection, postStatuses, order);
    expect(rowsRead(await explain(text, values), 'post')).toBeLessThanOrEqual(perAccount);
  },
);

test.each<[string, (tx: Transaction) => Promise<unknown>]>([
  ['a move', (tx) => movePosts(tx, { move: 'queue', postIds: chunk, actor: 'test', changes: { due: 'now' } })],
  [
    'a time for each',
    (tx) => movePosts(tx, { move: 'schedule', postIds: chunk, actor: 'test', times: chunk.map(() => new Date()) }),
  ],
  ['a deletion', (tx) => removePosts(tx, chunk, entryId)],
  ['its undo', (tx) => restorePosts(tx, deleted)],
  [
    'other prices',
    (tx) =>
      setPrices(
        tx,
        chunk.map((id) => ({ id, priceMinor: 7 })),
      ),
  ],
])('%s reads its chunk, once to lock it and once to change it', async (_what, work) => {
  const reads = await readsOf(work);
  expect(reads).toHaveLength(1);
  expect(Math.max(...reads)).toBeLessThanOrEqual(3 * chunk.length);
});

test('the prices are read once to hold their listings, and once to lock them', async () => {
  const reads = await readsOf((tx) => lockPrices(tx, chunk));
  expect(reads).toHaveLength(2);
  expect(Math.max(...reads)).toBeLessThanOrEqual(3 * chunk.length);
});
