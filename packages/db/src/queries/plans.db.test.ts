/** The cost of the hot statements does not grow with the number of posts: they find their rows by an index. */

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../id.ts';
import type { SqlValue } from '../sql.ts';
import { recordStatements, workStatements } from '../statements.ts';
import { createTestDatabase } from '../testing/index.ts';
import { nodesOf, type PlanNode, rowsRead } from '../testing/plan.ts';
import { listAccounts } from './accounts.ts';
import { getStats, listDays } from './overview.ts';
import { countPosts, likePattern, type PostFilter, postPageStatement } from './posts.ts';

const bench = await createTestDatabase();
const { sql } = bench.database;
afterAll(() => bench.drop());

const accountCount = 10;
const listingCount = 2_000;
let accountId = '';
let batchId = '';
let listingId = '';

beforeAll(async () => {
  const accounts = Array.from({ length: accountCount }, () => newId());
  const batches = Array.from({ length: 20 }, () => newId());
  await sql.rows(
    `INSERT INTO account (id, channel, name, credentials, time_zone, min_gap_seconds, posts_per_day)
     SELECT id, 'x', id::text, '\\x00', 'Europe/Berlin', 0, 10 FROM unnest($1::uuid[]) AS id`,
    [accounts],
  );
  await sql.rows(
    `INSERT INTO batch (id, name, listing_count, post_count) SELECT id, 'b', 100, 1000 FROM unnest($1::uuid[]) AS id`,
    [batches],
  );
  await sql.rows(
    `INSERT INTO listing (id, sku, title, description, price_minor, currency)
     SELECT uuidv7(), 'sku-' || n, 'Chair number ' || n, 'Fine.', 100, 'EUR' FROM generate_series(1, $1) AS n`,
    [listingCount],
  );
  await sql.rows(`INSERT INTO photo (listing_id, status, content_hash) SELECT id, 'ready', id::text FROM listing`);
  // As a shop has them: most are live, some wait, few failed.
  await sql.rows(
    `INSERT INTO post (id, account_id, listing_id, batch_id, status, last_class, due_at)
     SELECT uuidv7(), account_id, listing.id, ($2::uuid[])[1 + (row_number() OVER (ORDER BY listing.id)) / 1001],
       status::post_status, CASE WHEN status = 'failed' THEN (ARRAY['rejected', 'retryable'])[1 + n % 2] END,
       CASE WHEN status = 'queued' THEN now() END
     FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM listing) AS listing
     CROSS JOIN unnest($1::uuid[]) WITH ORDINALITY AS account (account_id, k)
     CROSS JOIN LATERAL (SELECT CASE WHEN (n + k) % 20 = 0 THEN 'failed' WHEN (n + k) % 20 < 4 THEN 'queued' ELSE 'published' END AS status) AS state`,
    [accounts, batches],
  );
  await sql.rows('SELECT fold_post_counts()');
  await sql.rows('ANALYZE');
  accountId = accounts[3] ?? '';
  batchId = batches[7] ?? '';
  listingId = (await sql.rows<{ id: string }>('SELECT id FROM listing LIMIT 1'))[0]?.id ?? '';
});

async function explain(text: string, values: readonly SqlValue[]): Promise<PlanNode[]> {
  const [row] = await sql.rows<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
    values,
  );
  if (!row) {
    throw new Error('no plan');
  }
  return nodesOf(row['QUERY PLAN'][0].Plan);
}

const pageSize = 101;
/**
 * What a page may read of the posts: its rows, and those between them that the filter leaves out. One post in twenty is
 * the rarest here, and Postgres may well go along the order and pass the nineteen others.
 */
const fewRows = 25 * pageSize;

describe('a page of posts', () => {
  const filters: [string, () => PostFilter][] = [
    ['of all', () => ({})],
    ['of what is live', () => ({ statuses: ['published'] })],
    ['of what failed', () => ({ statuses: ['failed'] })],
    [
      'of what waits, in any way',
      () => ({ statuses: ['scheduled', 'queued', 'publishing', 'retry_wait', 'rate_limited', 'unknown'] }),
    ],
    ['of one account', () => ({ accountId })],
    ['of one batch', () => ({ batchId })],
    ['of one account, failed', () => ({ accountId, statuses: ['failed'] })],
    ['of what failed for one reason', () => ({ statuses: ['failed'], lastClass: 'rejected' })],
    ['of one listing', () => ({ listingId })],
  ];

  test.each(filters)('%s, at the beginning and in the middle, reads no more than it shows', async (_name, filter) => {
    const [middle] = await sql.rows<{ id: string }>('SELECT id FROM post ORDER BY id OFFSET 10000 LIMIT 1');
    const keysets = [{}, { after: middle?.id ?? '' }, { before: middle?.id ?? '' }, { oldestFirst: true }];
    for (const keyset of keysets) {
      const nodes = await explain(...postPageStatement(filter(), { ...keyset, limit: pageSize }));
      expect(
        nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name']),
      ).not.toContain('post');
      expect(rowsRead(nodes, 'post')).toBeLessThanOrEqual(fewRows);
      expect(rowsRead(nodes, 'listing')).toBeLessThanOrEqual(listingCount);
    }
  });

  test('of all is in order as the index gives it: nothing is sorted but each row’s photos', async () => {
    const nodes = await explain(...postPageStatement({}, { limit: pageSize }));
    const sorted = nodes.filter((node) => node['Node Type'].includes('Sort')).map((node) => node['Actual Rows']);
    expect(Math.max(0, ...sorted)).toBeLessThanOrEqual(1);
  });
});

test.each([
  ['all', {}],
  ['those that failed', { statuses: ['failed' as const] }],
  ['those of an account', { accountId: newId() }],
  ['those of a batch', { batchId: newId() }],
])('counting %s does not touch the posts', async (_name, filter) => {
  const { statements } = await recordStatements(() => countPosts(sql, filter));
  expect(workStatements(statements)).toHaveLength(1);
  expect(statements.join()).not.toMatch(/\bFROM post\b/);
});

test.each([
  ['the accounts', () => listAccounts(sql)],
  ['the stats', () => getStats(sql)],
  ['the days', () => listDays(sql, 14)],
])('%s do not touch the posts', async (_name, ask) => {
  const { statements } = await recordStatements<unknown>(ask);
  expect(statements.join()).not.toMatch(/\bFROM post\b/);
});

test('a search finds text as it is written: % _ and \\ are ordinary', async () => {
  const piece = fc
    .array(fc.constantFrom('a', 'B', '%', '_', '\\', ' ', "'"), { maxLength: 6 })
    .map((parts) => parts.join(''));
  const pairs = fc.sample(fc.tuple(piece, piece), 2_000);
  const rows = await sql.rows<{ found: boolean }>(
    'SELECT haystack ILIKE pattern AS found FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS pair (haystack, pattern, n) ORDER BY n',
    [pairs.map(([haystack]) => haystack), pairs.map(([, needle]) => likePattern(needle))],
  );
  const expected = pairs.map(([haystack, needle]) => haystack.toLowerCase().includes(needle.toLowerCase()));
  expect(rows.map((row) => row.found)).toEqual(expected);
  expect(new Set(expected).size).toBe(2);
});
