/**
 * The cost of the hot statements does not grow with the number of posts: they find their rows by an index, in the order
 * that is asked for, wherever among the others they lie. Every post is in the sample of ANALYZE, so each plan is the same
 * in every run.
 */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../id.ts';
import { recordStatements, workStatements } from '../statements.ts';
import { createTestDatabase } from '../testing/index.ts';
import { nodesOf, type PlanNode, rowsRead } from '../testing/plan.ts';
import { listAccounts } from './accounts.ts';
import { listBatches } from './batches.ts';
import { listListings } from './listings.ts';
import { getStats, listDays } from './overview.ts';
import { countPosts, listPosts, type PostKeyset } from './post-pages.ts';
import type { PostFilter } from './posts.ts';
import { countFailures, listDue, listInFlight } from './queue.ts';

const bench = await createTestDatabase();
const { sql } = bench.database;
afterAll(() => bench.drop());

const accountCount = 5;
const listingCount = 12_000;
const batchCount = 20;
/** Of the account that is alone on its channel, the oldest of all. */
const fewPosts = 120;

let accountId = '';
let fewAccountId = '';
let batchId = '';
let listingId = '';
let middleId = '';

beforeAll(async () => {
  const accounts = Array.from({ length: accountCount + 1 }, () => newId());
  const batches = Array.from({ length: batchCount }, () => newId());
  await sql.rows(
    `INSERT INTO account (id, channel, name, credentials, time_zone, min_gap_seconds, posts_per_day)
     SELECT id, CASE WHEN k <= $2 THEN 'many' ELSE 'few' END, id::text, '\\x00', 'Europe/Berlin', 0, 10
     FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, k)`,
    [accounts, accountCount],
  );
  await sql.rows(
    `INSERT INTO batch (id, name, listing_count, post_count) SELECT id, 'b', 200, 1000 FROM unnest($1::uuid[]) AS id`,
    [batches],
  );
  await sql.rows(
    `INSERT INTO listing (id, sku, title, description, price_minor, currency)
     SELECT uuidv7(($1 - n) * interval '-1 minute'), 'sku-' || lpad(n::text, 6, '0'),
       CASE WHEN n % 10 = 3 THEN 'Vintage chair ' WHEN n IN (4000, 6000, 9100) THEN 'Theremin qx ' ELSE 'Chair ' END || n, 'Fine.', 100, 'EUR'
     FROM generate_series(1, $1) AS n`,
    [listingCount],
  );
  await sql.rows(
    `INSERT INTO photo (listing_id, status, content_hash) SELECT id, 'ready', id::text FROM listing ORDER BY listing.id`,
  );
  // As a shop has them: most are live, the newest wait, the oldest were canceled, few failed, hardly any needs a person.
  await sql.rows(
    `INSERT INTO post (id, account_id, listing_id, batch_id, status, last_class, due_at)
     SELECT uuidv7(($3 - n) * interval '-1 minute' + k * interval '1 millisecond'), account_id, listing_id,
       ($2::uuid[])[1 + (n - 1) * ${batchCount} / $3], status::post_status,
       CASE WHEN status IN ('failed', 'needs_review') THEN (ARRAY['rejected', 'retryable'])[1 + n % 2] END,
       CASE WHEN status = 'queued' THEN now() + n * interval '1 minute' END
     FROM (SELECT id AS listing_id, row_number() OVER (ORDER BY id)::int AS n FROM listing) AS listing
     CROSS JOIN unnest($1::uuid[]) WITH ORDINALITY AS account (account_id, k)
     CROSS JOIN LATERAL (SELECT CASE WHEN (n + k) % 20 = 0 THEN 'failed' WHEN (n * 7 + k) % 101 = 0 THEN 'needs_review'
       WHEN n * 5 < $3 THEN 'canceled' WHEN n * 5 > $3 * 4 THEN 'queued' ELSE 'published' END AS status) AS state
     WHERE k <= ${accountCount} OR n <= ${fewPosts} ORDER BY n, k`,
    [accounts, batches, listingCount],
  );
  await sql.rows(
    `INSERT INTO attempt (post_id, account_id, generation, idempotency_key, status, fence, worker_id, class, finished_at)
     SELECT id, account_id, 1, id, 'failed', 1, $1, last_class, now() - row_number() OVER (ORDER BY id DESC) * interval '1 hour'
     FROM post WHERE last_class IS NOT NULL`,
    [newId()],
  );
  await sql.rows('SELECT fold_post_counts()');
  await sql.rows('VACUUM (ANALYZE)');
  accountId = accounts[3] ?? '';
  fewAccountId = accounts.at(-1) ?? '';
  batchId = batches[7] ?? '';
  const idOf = async (table: string) =>
    (
      await sql.rows<{ id: string }>(
        `SELECT id FROM ${table} ORDER BY id OFFSET (SELECT count(*) / 2 FROM ${table}) LIMIT 1`,
      )
    )[0]?.id;
  listingId = (await idOf('listing')) ?? '';
  middleId = (await idOf('post')) ?? '';
});

/** Of the only statement that the work sends, as it really ran. */
async function planOf(work: (explaining: typeof sql) => Promise<unknown>): Promise<PlanNode[]> {
  const plans: PlanNode[] = [];
  const explaining: typeof sql = {
    rows: async <Row>(text: string, values: Parameters<typeof sql.rows>[1] = []) => {
      const [row] = await sql.rows<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
        values,
      );
      if (row) {
        plans.push(row['QUERY PLAN'][0].Plan);
      }
      return sql.rows<Row>(text, values);
    },
  };
  await work(explaining);
  expect(plans).toHaveLength(1);
  // Of two ways that a statement has, the one that was taken.
  return plans.flatMap(nodesOf).filter((node) => node['Actual Loops'] > 0);
}

/** What is wrong about a plan: everything is read, everything is sorted, or another index is used than the one meant. */
function faultsOf(nodes: readonly PlanNode[], most: { read: number; sorted: number; index: string | null }): string[] {
  const scanned = nodes
    .filter((node) => node['Node Type'] === 'Seq Scan' && growing.has(node['Relation Name'] ?? ''))
    .map((node) => `scans all of ${node['Relation Name']}`);
  const read = [...growing].flatMap((table) => {
    const rows = rowsRead(nodes, table);
    return rows > most.read ? [`reads ${rows} rows of ${table}`] : [];
  });
  const sorted = nodes
    .filter((node) => node['Node Type'].includes('Sort'))
    .map((node) => Math.max(...(node.Plans ?? []).map((input) => input['Actual Rows'])))
    .filter((rows) => rows > most.sorted)
    .map((rows) => `sorts ${rows} rows`);
  const indexes = nodes.flatMap((node) => node['Index Name'] ?? []);
  return [
    ...scanned,
    ...read,
    ...sorted,
    ...(most.index === null || indexes.includes(most.index) ? [] : [`uses ${indexes} instead of ${most.index}`]),
  ];
}

const growing: ReadonlySet<string> = new Set(['post', 'listing', 'photo', 'attempt']);

const pageSize = 101;

interface Expected {
  /** Null where either of two is as good. */
  index: string | null;
  /** Walks that the page is merged of: statuses that have posts, times accounts. */
  walks?: number;
  /** Posts or listings that the search passes over, and those of which Postgres sorts what it found. */
  passes?: number;
}

const pages: [string, () => PostFilter, Expected][] = [
  ['of all', () => ({}), { index: 'post_live_idx' }],
  ['of what is live', () => ({ statuses: ['published'] }), { index: 'post_status_idx' }],
  ['of what failed', () => ({ statuses: ['failed'] }), { index: 'post_status_idx' }],
  ['of what was canceled long ago', () => ({ statuses: ['canceled'] }), { index: 'post_status_idx' }],
  [
    'of what needs a person',
    () => ({ statuses: ['auth_blocked', 'needs_review'] }),
    { index: 'post_status_idx', walks: 2 },
  ],
  [
    'of what waits, in any way',
    () => ({ statuses: ['scheduled', 'queued', 'publishing', 'retry_wait', 'rate_limited', 'unknown'] }),
    { index: 'post_status_idx', walks: 6 },
  ],
  ['of one account', () => ({ accountId }), { index: 'post_account_status_idx', walks: 5 }],
  ['of one account, failed', () => ({ accountId, statuses: ['failed'] }), { index: 'post_account_status_idx' }],
  ['of one batch', () => ({ batchId }), { index: 'post_batch_status_idx', walks: 5 }],
  ['of one batch, failed', () => ({ batchId, statuses: ['failed'] }), { index: 'post_batch_status_idx' }],
  [
    'of one batch on one account',
    () => ({ batchId, accountId }),
    { index: 'post_batch_status_idx', walks: 5 * accountCount },
  ],
  ['of a channel', () => ({ channel: 'many' }), { index: 'post_account_status_idx', walks: 5 * accountCount }],
  ['of a channel that has few', () => ({ channel: 'few' }), { index: 'post_account_status_idx', walks: 5 }],
  ['of one listing', () => ({ listingId }), { index: 'post_listing_id_idx' }],
  ['of what failed for one reason', () => ({ lastClass: 'rejected' }), { index: 'post_last_class_idx' }],
  [
    'of what failed for one reason, and still is',
    () => ({ lastClass: 'rejected', statuses: ['failed'] }),
    { index: 'post_last_class_idx', passes: 50 },
  ],
  ['that a rare word finds', () => ({ search: 'theremin' }), { index: 'listing_search_idx' }],
  ['that a rare and a frequent word find', () => ({ search: 'chair theremin 0' }), { index: 'listing_search_idx' }],
  ['that no word finds', () => ({ search: 'zeppelin' }), { index: 'listing_search_idx' }],
  ['that the beginning of an SKU finds', () => ({ search: 'sku-00012' }), { index: 'listing_pieces_idx' }],
  ['that a frequent word finds', () => ({ search: 'vintage' }), { index: 'listing_pkey', passes: 250 }],
  ['that two rare letters find', () => ({ search: 'qx' }), { index: 'listing_pieces_idx' }],
  ['that two letters find that nothing has', () => ({ search: 'zz' }), { index: 'listing_pieces_idx' }],
  // There are 1,200 such listings here: not enough for a walk to meet some soon.
  ['that two frequent letters find', () => ({ search: 'vi' }), { index: 'listing_pieces_idx', passes: 6_000 }],
  [
    'that a rare word finds, live',
    () => ({ search: 'theremin', statuses: ['published'] }),
    { index: 'listing_search_idx' },
  ],
  [
    'that a frequent word finds, canceled long ago',
    () => ({ search: 'vintage', statuses: ['canceled'] }),
    { index: 'post_status_idx', passes: 1_500 },
  ],
  [
    'that a rare word finds, of one account',
    () => ({ search: 'theremin', accountId }),
    { index: 'listing_search_idx' },
  ],
  [
    'that a frequent word finds, of one account',
    () => ({ search: 'vintage', accountId }),
    { index: 'listing_pkey', passes: 1_250 },
  ],
  [
    'that a frequent word finds, of a channel',
    () => ({ search: 'vintage', channel: 'many' }),
    { index: 'listing_pkey', passes: 250 },
  ],
  [
    'that a frequent word finds, of a channel that has few',
    () => ({ search: 'vintage', channel: 'few' }),
    { index: 'post_account_listing_key', passes: fewPosts },
  ],
  [
    'that a frequent word finds, of an account that has few',
    () => ({ search: 'vintage', accountId: fewAccountId }),
    { index: 'post_account_listing_key' },
  ],
];

describe('a page of posts', () => {
  test.each(pages)(
    '%s, at the beginning and in the middle, reads little more than it shows',
    async (_name, filter, expected) => {
      const { index, walks = 1, passes = 0 } = expected;
      const read = pageSize * (walks + 2) + passes;
      const keysets: Omit<PostKeyset, 'limit'>[] = [
        {},
        { oldestFirst: true },
        { after: middleId },
        { before: middleId },
      ];
      for (const keyset of keysets) {
        const nodes = await planOf((explaining) => listPosts(explaining, filter(), { ...keyset, limit: pageSize }));
        expect(faultsOf(nodes, { read, sorted: read, index })).toEqual([]);
      }
    },
  );

  test('of all is in order as the index gives it: nothing is sorted but the page itself and each row’s photos', async () => {
    const nodes = await planOf((explaining) => listPosts(explaining, {}, { limit: pageSize }));
    expect(faultsOf(nodes, { read: 3 * pageSize, sorted: pageSize, index: 'post_live_idx' })).toEqual([]);
  });
});

test('of a batch, the posts of other accounts are passed over within the index', async () => {
  const nodes = await planOf((explaining) => listPosts(explaining, { batchId, accountId }, { limit: pageSize }));
  const walks = nodes.filter((node) => node['Index Name'] === 'post_batch_status_idx');
  expect(walks.map((node) => node['Node Type'])).toEqual(['Index Only Scan']);
});

const rareSearches: [string, string, string][] = [
  ['a rare word', 'theremin', 'listing_search_idx'],
  ['the beginning of an SKU', 'sku-00012', 'listing_pieces_idx'],
  ['two rare letters', 'qx', 'listing_pieces_idx'],
];

describe('a page of listings', () => {
  test.each(rareSearches)('that %s finds comes from the index', async (_name, search, index) => {
    const nodes = await planOf((explaining) => listListings(explaining, { search }, { limit: pageSize }));
    expect(faultsOf(nodes, { read: 6 * pageSize, sorted: pageSize, index })).toEqual([]);
  });

  test.each([
    ['of all', {}, 0],
    ['that a frequent word finds', { search: 'vintage' }, 1_000],
  ])(
    '%s is walked to in its order, and what else is shown is looked up for the page alone',
    async (_name, filter, passes) => {
      const nodes = await planOf((explaining) => listListings(explaining, filter, { limit: pageSize }));
      expect(faultsOf(nodes, { read: 6 * pageSize + passes, sorted: pageSize, index: 'listing_id_live_idx' })).toEqual(
        [],
      );
    },
  );
});

describe('counting', () => {
  test.each([
    ['all', {}],
    ['those that failed', { statuses: ['failed' as const] }],
    ['those of an account', { accountId: newId() }],
    ['those of a channel', { channel: 'many' }],
    ['those of a batch', { batchId: newId() }],
  ])('%s does not touch the posts', async (_name, filter) => {
    const { statements } = await recordStatements(() => countPosts(sql, filter));
    expect(workStatements(statements)).toHaveLength(1);
    expect(statements.join()).not.toMatch(/\bFROM post\b/);
  });

  test.each<[string, () => PostFilter, string, number]>([
    ['what failed for one reason', () => ({ lastClass: 'rejected' }), 'post_last_class_idx', 1_001],
    // Four of five posts of the batch are on other accounts.
    ['those of a batch on one account', () => ({ batchId, accountId }), 'post_batch_status_idx', 3_100],
    ['those of a listing', () => ({ listingId }), 'post_listing_id_idx', 10],
    ['what a rare word finds', () => ({ search: 'theremin' }), 'listing_search_idx', 20],
    ['what a frequent word finds', () => ({ search: 'vintage' }), 'listing_pkey', 450],
    [
      'what a frequent word finds, live',
      () => ({ search: 'vintage', statuses: ['published'] }),
      'post_status_idx',
      2_100,
    ],
    [
      'what a frequent word finds, of an account that has few',
      () => ({ search: 'vintage', accountId: fewAccountId }),
      'post_account_listing_key',
      2 * fewPosts,
    ],
  ])('%s goes by an index, and stops at the limit', async (_name, filter, index, read) => {
    const nodes = await planOf((explaining) => countPosts(explaining, filter()));
    expect(faultsOf(nodes, { read, sorted: read, index })).toEqual([]);
  });
});

test.each([
  ['the accounts', () => listAccounts(sql)],
  ['the stats', () => getStats(sql)],
  ['the days', () => listDays(sql, 14)],
  ['the batches', () => listBatches(sql, {}, { limit: 26 })],
  ['the batches that run', () => listBatches(sql, { running: true }, { limit: 5 })],
])('%s do not touch the posts', async (_name, ask) => {
  const { statements } = await recordStatements<unknown>(ask);
  expect(statements.join()).not.toMatch(/\bFROM post\b/);
});

test.each<[string, (explaining: typeof sql) => Promise<unknown>, string]>([
  ['what is due on an account', (explaining) => listDue(explaining, [accountId], 1_000), 'post_due_idx'],
  ['what is under way', (explaining) => listInFlight(explaining, 50), 'post_status_idx'],
  ['the failures of a day', (explaining) => countFailures(explaining, 2_000), 'attempt_failed_idx'],
])('%s is found by an index, which is read no further', async (_name, ask, index) => {
  expect(faultsOf(await planOf(ask), { read: 50, sorted: 50, index })).toEqual([]);
});
