/** What the queue page reads does not grow with the posts and attempts there are. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../id.ts';
import type { SqlRunner, SqlValue } from '../sql.ts';
import { createTestDatabase } from '../testing/index.ts';
import { nodesOf, type PlanNode, rowsRead } from '../testing/plan.ts';
import { countFailures, listChannelStands, listDue, listInFlight, listObserved, listWorkers } from './queue.ts';

const bench = await createTestDatabase();
const { sql } = bench.database;
afterAll(() => bench.drop());

const accounts = Array.from({ length: 4 }, () => newId());
const [accountId = ''] = accounts;
const worker = newId();

beforeAll(async () => {
  await sql.rows(
    `INSERT INTO account (id, channel, name, credentials, time_zone, min_gap_seconds, posts_per_day)
     SELECT id, 'x', id::text, '\\x00', 'UTC', 0, 10 FROM unnest($1::uuid[]) AS id`,
    [accounts],
  );
  await sql.rows(`INSERT INTO worker (id, host, pid, concurrency) VALUES ($1, 'h', 1, 10)`, [worker]);
  await sql.rows(
    `INSERT INTO listing (id, sku, title, description, price_minor, currency)
     SELECT uuidv7(), 'sku-' || n, 'Chair ' || n, '', 100, 'EUR' FROM generate_series(1, 5000) AS n`,
  );
  // Of 20,000 posts most are live, a quarter waits for tomorrow, few are under way or unknown.
  await sql.rows(
    `INSERT INTO post (account_id, listing_id, status, due_at, last_class)
     SELECT account_id, id, status::post_status,
       CASE status WHEN 'scheduled' THEN now() + interval '1 day' WHEN 'queued' THEN now() - interval '1 hour' END,
       CASE status WHEN 'failed' THEN 'rejected' END
     FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM listing) AS listed CROSS JOIN unnest($1::uuid[]) AS account_id
     CROSS JOIN LATERAL (SELECT CASE WHEN n % 500 = 0 THEN 'unknown' WHEN n % 100 = 0 THEN 'failed'
       WHEN n % 4 = 0 THEN 'scheduled' WHEN n % 4 = 1 THEN 'queued' ELSE 'published' END AS status) AS state`,
    [accounts],
  );
  // Ten attempts in a hundred did not go well; some of those are of last week.
  await sql.rows(
    `INSERT INTO attempt (post_id, account_id, generation, idempotency_key, status, fence, worker_id, class, finished_at)
     SELECT id, account_id, 1, id::text, (CASE WHEN status = 'unknown' THEN 'unknown' WHEN n % 10 = 0 THEN 'failed' ELSE 'succeeded' END)::attempt_status,
       1, $1, CASE WHEN n % 10 = 0 THEN 'rejected' END, now() - n * interval '1 minute'
     FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM post) AS numbered`,
    [worker],
  );
  await sql.rows('ANALYZE');
});

/** Explains what the query would have run. */
async function explain(query: (recorder: SqlRunner) => Promise<unknown>): Promise<PlanNode[]> {
  const asked: [string, readonly SqlValue[]][] = [];
  await query({
    rows: (text, values = []) => {
      asked.push([text, values]);
      return Promise.resolve([]);
    },
  });
  expect(asked).toHaveLength(1);
  const [[text, values] = ['', []]] = asked;
  const [row] = await sql.rows<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
    values,
  );
  return row ? nodesOf(row['QUERY PLAN'][0].Plan) : [];
}

test('what is under way is read by status, as many as are shown', async () => {
  const nodes = await explain((recorder) => listInFlight(recorder, 10));
  expect(rowsRead(nodes, 'post')).toBeLessThanOrEqual(20);
  expect(rowsRead(nodes, 'attempt')).toBeLessThanOrEqual(40);
  const rows = await listInFlight(sql, 10);
  expect(rows).toHaveLength(10);
  expect(rows[0]).toMatchObject({ status: 'unknown', attempt: 'unknown', looksAgainInMs: null, isHeld: false });
});

test('what is due is counted by its index and no further than asked', async () => {
  const nodes = await explain((recorder) => listDue(recorder, [accountId], 100));
  expect(rowsRead(nodes, 'post')).toBeLessThanOrEqual(100 + 2);
  const [some] = await listDue(sql, [accountId], 100);
  const [all] = await listDue(sql, [accountId], 10_000);
  expect(some).toMatchObject({ dueNow: 100 });
  expect(all).toMatchObject({ dueNow: 1250 });
  expect(all?.lastDueAt?.getTime()).toBeGreaterThan(Date.now());
  expect(all?.nextDueAt?.getTime()).toBeLessThan(Date.now());
});

test('failures are read by an index of their own, the latest of the last day', async () => {
  const nodes = await explain((recorder) => countFailures(recorder, 100));
  expect(rowsRead(nodes, 'attempt')).toBeLessThanOrEqual(100);
  expect(rowsRead(nodes, 'post')).toBeLessThanOrEqual(100);
  // Every tenth minute of a day.
  expect(await countFailures(sql, 10_000)).toMatchObject([{ class: 'rejected', attempts: 143, posts: 143 }]);
});

test('an observation is found by its post', async () => {
  const [post] = await sql.rows<{ id: string }>('SELECT id FROM post LIMIT 1');
  await sql.rows(
    `INSERT INTO observed_listing (post_id, account_id, generation, external_id, external_url, source)
     SELECT id, account_id, generation + given, 'x', 'http://market.test/' || given, 'reply'
     FROM post, generate_series(-1, 0) AS given WHERE id = $1`,
    [post?.id ?? ''],
  );
  expect(await listObserved(sql, post?.id ?? '', 10)).toMatchObject([{ externalUrl: 'http://market.test/0' }]);
});

test.each([
  ['workers', (recorder: SqlRunner) => listWorkers(recorder, 50)],
  ['channels', (recorder: SqlRunner) => listChannelStands(recorder)],
])('%s do not touch the posts', async (_name, ask) => {
  const nodes = await explain(ask);
  expect(nodes.map((node) => node['Relation Name'])).not.toContain('post');
});

test('a worker comes with the accounts that it holds, living ones first, the long gone not at all', async () => {
  const [gone, old] = [newId(), newId()];
  await sql.rows(
    `INSERT INTO worker (id, host, pid, concurrency, heartbeat_at, stopped_at)
     VALUES ($1, 'gone', 2, 10, now() - interval '10 minutes', now() - interval '9 minutes'),
       ($2, 'old', 3, 10, now() - interval '3 hours', now() - interval '2 hours')`,
    [gone, old],
  );
  await sql.rows(`UPDATE account SET lease_worker_id = $2, lease_until = now() + interval '1 minute' WHERE id = $1`, [
    accountId,
    worker,
  ]);
  const rows = await listWorkers(sql, 50);
  expect(rows.map(({ host, accounts, silentAtEndMs }) => [host, accounts.length, silentAtEndMs])).toEqual([
    ['h', 1, null],
    ['gone', 0, 60_000],
  ]);
});
