/**
 * What the engine's statements read, on a desk of 20,000 posts: half of them due, half of them done just now. Postgres
 * itself explains every statement as it really runs (auto_explain), those inside triggers, foreign keys and the queue's
 * own functions too. So a statement that is added to the engine is tested without being named here.
 */

import { createFacebookSheetChannel, type LookupResult } from '@hawker/channels';
import type { Outcome } from '@hawker/core';
import { listSheets } from '@hawker/db';
import { nodesOf, type PlanNode, rowsRead } from '@hawker/db/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cancelPosts } from './cancel.ts';
import { noteSign } from './circuit.ts';
import { claim } from './claim.ts';
import { endListing, relistPosts } from './end-listing.ts';
import { handOver } from './hand-over.ts';
import { publishNext } from './publish-next.ts';
import { rescue } from './rescue.ts';
import { sweep } from './sweep.ts';
import { createTestEngine } from './testing/test-engine.ts';
import { wakeWaiting } from './wake.ts';

/** These grow with every post: of each the engine must read as little tomorrow as today. */
const growing = ['post', 'attempt', 'post_event', 'observed_listing', 'listing', 'photo'];

/** Rows of one table in one statement. The most are read by the circuit, which looks at the last twenty attempts. */
const mostRows = 50;

interface Explained {
  text: string;
  nodes: PlanNode[];
}

const bench = await createTestEngine();
const { engine, database, channel } = bench;
const { sql } = database;
const sheets = createFacebookSheetChannel();
afterAll(() => bench.drop());

const heard: Explained[] = [];
database.pool.on('connect', (client) => {
  client.on('notice', ({ message = '' }) => {
    const plan = message.split(' plan:\n')[1];
    if (plan !== undefined) {
      const { 'Query Text': text, Plan } = JSON.parse(plan) as { 'Query Text': string; Plan: PlanNode };
      heard.push({ text: text.replace(/\s+/g, ' '), nodes: nodesOf(Plan) });
    }
  });
});

/** For every connection that is made from now on; the one that says so is thrown away. */
async function explainEverything(): Promise<void> {
  const settings = {
    session_preload_libraries: 'auto_explain',
    // What a prepared statement keeps after its fifth run is a plan that knows no values: the harder case.
    plan_cache_mode: 'force_generic_plan',
    'auto_explain.log_level': 'notice',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_timing': 'off',
    'auto_explain.log_nested_statements': 'on',
    'auto_explain.log_format': 'json',
  };
  const client = await database.pool.connect();
  const { pathname } = new URL(bench.url);
  for (const [name, value] of Object.entries(settings)) {
    await client.query(`ALTER DATABASE ${pathname.slice(1)} SET ${name} = '${value}'`);
  }
  client.release(true);
}

let accountId = '';
let accounts: string[] = [];

beforeAll(async () => {
  await explainEverything();
  accountId = await bench.addAccount();
  accounts = [accountId, await bench.addAccount()];
  await sql.rows(
    `WITH made AS (
       INSERT INTO listing (sku, title, description, price_minor, currency)
       SELECT 'sku-' || n, 'Chair ' || n, '', 100, 'EUR' FROM generate_series(1, 10000) AS n RETURNING id
     ), pictured AS (
       INSERT INTO photo (listing_id, status) SELECT id, 'ready' FROM made
     )
     INSERT INTO post (account_id, listing_id, status, due_at)
     SELECT account_id, id, (ARRAY['queued', 'published'])[1 + n % 2]::post_status,
       CASE WHEN n % 2 = 0 THEN now() - n * interval '1 second' END
     FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM made) AS listed CROSS JOIN unnest($1::uuid[]) AS account_id`,
    [accounts],
  );
  await sql.rows(
    `INSERT INTO post_event (post_id, account_id, move, to_status, version, actor)
     SELECT id, account_id, 'create', status, version, 'test' FROM post`,
  );
  await sql.rows(
    `WITH done AS (
       SELECT id, account_id, clock_timestamp() - random() * interval '1 minute' AS at FROM post WHERE status = 'published'
     ), observed AS (
       INSERT INTO observed_listing (post_id, account_id, generation, external_id, source)
       SELECT id, account_id, 1, id, 'reply' FROM done
     )
     INSERT INTO attempt (post_id, account_id, generation, idempotency_key, status, fence, worker_id, started_at, finished_at)
     SELECT id, account_id, 1, id, 'succeeded', 1, $1, at, at FROM done`,
    [engine.workerId],
  );
  await sql.rows('VACUUM (ANALYZE)');
});

beforeEach(async () => {
  await sql.rows(`UPDATE post SET status = 'canceled', due_at = NULL WHERE status IN ('publishing', 'unknown')`);
  await sql.rows(`UPDATE attempt SET status = 'abandoned' WHERE status IN ('started', 'submitting', 'unknown')`);
  await sql.rows(
    `UPDATE account SET status = 'active', lease_until = NULL, lease_worker_id = NULL, next_slot_at = NULL`,
  );
  await sql.rows('DELETE FROM channel_state');
  channel.answer({ kind: 'published', externalId: 'x', externalUrl: null });
});

/** The statements of the work, each with what is wrong about it. */
async function costlyStatements(work: () => Promise<unknown>): Promise<string[]> {
  heard.length = 0;
  await work();
  const texts = heard.map(({ text }) => text);
  expect(texts.length).toBeGreaterThan(0);
  return heard.flatMap(({ text, nodes }) =>
    growing.flatMap((table) => problems(nodes, table).map((problem) => `${problem}: ${text}`)),
  );
}

function problems(nodes: readonly PlanNode[], table: string): string[] {
  const scanned = nodes.some((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] === table);
  const rows = rowsRead(nodes, table);
  return [...(scanned ? [`scans ${table}`] : []), ...(rows > mostRows ? [`reads ${rows} rows of ${table}`] : [])];
}

const outcomes: readonly Outcome[] = [
  { kind: 'published', externalId: 'y', externalUrl: 'http://market.test/y' },
  { kind: 'rejected', sentence: 'Too dear.', fieldErrors: { price: 'Too dear.' } },
  { kind: 'retryable', sentence: 'Busy.' },
  { kind: 'rate_limited', sentence: 'Slower.', retryAfterMs: 1_000 },
  { kind: 'auth_expired', sentence: 'Signed out.' },
  { kind: 'unknown', sentence: 'No reply.' },
];

test.each(outcomes)('claim, point of no return and record of an outcome: $kind', async (outcome) => {
  channel.answer(outcome);
  const costly = await costlyStatements(() => publishNext(engine, accountId));
  expect(channel.submitted).toHaveLength(1);
  expect(costly).toEqual([]);
});

const lookups: readonly LookupResult[] = [
  { kind: 'found', externalId: 'z', externalUrl: null },
  { kind: 'absent' },
  { kind: 'unclear', sentence: 'Busy.' },
  { kind: 'auth_expired', sentence: 'Signed out.' },
];

test.each(lookups)('claim of an unknown post, look-up and its record: $kind', async (result) => {
  channel.answer({ kind: 'unknown', sentence: 'No reply.' });
  await publishNext(engine, accountId);
  await sql.rows(`UPDATE post SET due_at = clock_timestamp() WHERE status = 'unknown'`);
  channel.answerLookup(result);
  const costly = await costlyStatements(() => publishNext(engine, accountId));
  expect(channel.looked).toHaveLength(1);
  expect(costly).toEqual([]);
});

test('the rescue of what a dead worker had claimed, and of what it had sent', async () => {
  for (const id of accounts) {
    await claim(engine, id);
  }
  await sql.rows(`UPDATE attempt SET status = 'submitting' WHERE status = 'started' AND account_id = $1`, [accountId]);
  await sql.rows(`UPDATE account SET lease_until = clock_timestamp() - interval '1 hour'`);
  let rescued: unknown = null;
  const costly = await costlyStatements(async () => {
    rescued = await rescue(engine);
  });
  expect(rescued).toMatchObject({ abandoned: 1, unknown: 1 });
  expect(costly).toEqual([]);
});

test('a sweep that wakes accounts with thousands of due posts', async () => {
  await sql.rows('DELETE FROM graphile_worker._private_jobs');
  let swept: unknown = null;
  const costly = await costlyStatements(async () => {
    swept = await sweep(engine);
  });
  expect(swept).toMatchObject({ accountsWoken: 2 });
  expect(costly).toEqual([]);
});

test('a cancel of one waiting post and of one that is being prepared', async () => {
  const claimed = await bench.claimPost(accountId);
  const [waiting] = await sql.rows<{ id: string }>(`SELECT id FROM post WHERE status = 'queued' LIMIT 1`);
  const ids = [claimed.postId, waiting?.id ?? ''];
  const costly = await costlyStatements(() => database.transaction((tx) => cancelPosts(tx, ids, 'test')));
  expect(costly).toEqual([]);
});

test.each(['sold', 'delisted', 'relisted'] as const)('a live listing is ended at its channel: %s', async (ending) => {
  const [live] = await sql.rows<{ id: string }>(
    `UPDATE post SET ending = $1, external_id = id
     WHERE id = (SELECT id FROM post WHERE status = 'published' LIMIT 1) RETURNING id`,
    [ending],
  );
  channel.answerEnd({ kind: 'ended' });
  const costly = await costlyStatements(() => endListing(engine, live?.id ?? ''));
  const [post] = await sql.rows<{ status: string }>('SELECT status FROM post WHERE id = $1', [live?.id ?? '']);
  expect(post?.status).toBe(ending === 'relisted' ? 'queued' : ending);
  expect(costly).toEqual([]);
});

test('what has ended is listed anew', async () => {
  const [sold] = await sql.rows<{ id: string }>(
    `UPDATE post SET status = 'sold' WHERE id = (SELECT id FROM post WHERE status = 'published' LIMIT 1) RETURNING id`,
  );
  let relisted: unknown[] = [];
  const costly = await costlyStatements(async () => {
    relisted = await database.transaction((tx) => relistPosts(tx, [sold?.id ?? ''], 'test'));
  });
  expect(relisted).toHaveLength(1);
  expect(costly).toEqual([]);
});

test.each([
  ['a failure', { sign: 'no_answer', probing: false }],
  ['a failed probe', { sign: 'no_answer', probing: true }],
  ['a probe that was answered, and the accounts that it wakes', { sign: 'answered', probing: true }],
] as const)('the circuit hears of %s', async (_what, heardOf) => {
  await sql.rows(
    `INSERT INTO channel_state (channel, circuit, circuit_since) VALUES ('scripted', $1, now() - interval '1 hour')`,
    [heardOf.probing ? 'half_open' : 'closed'],
  );
  const note = { channel: 'scripted', ...heardOf };
  const costly = await costlyStatements(() => database.transaction((tx) => noteSign(tx, note, engine.times)));
  expect(costly).toEqual([]);
});

test('a channel is resumed', async () => {
  expect(await costlyStatements(() => database.transaction((tx) => wakeWaiting(tx, 'scripted')))).toEqual([]);
});

test('due posts go into a sheet, and the sheets that wait are shown', async () => {
  const [, uploaded = ''] = accounts;
  await sql.rows(`UPDATE account SET channel = $2, posts_per_day = 10, quota_date = NULL WHERE id = $1`, [
    uploaded,
    sheets.name,
  ]);
  expect(await costlyStatements(() => handOver(engine, sheets, uploaded))).toEqual([]);
  let shown: { waiting: number }[] = [];
  const costly = await costlyStatements(async () => {
    shown = await listSheets(sql, { waiting: true }, 50);
  });
  expect(shown).toMatchObject([{ waiting: 10 }]);
  expect(costly).toEqual([]);
  expect(await costlyStatements(() => listSheets(sql, { accountId: uploaded }, 50))).toEqual([]);
  await sql.rows(`UPDATE account SET channel = 'scripted' WHERE id = $1`, [uploaded]);
});
