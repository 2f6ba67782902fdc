/** A claim costs the same whatever number of posts the account has: it reads one entry of an index. */

import { recordStatements } from '@hawker/db';
import { nodesOf, type PlanNode, rowsRead } from '@hawker/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claim } from './claim.ts';
import { createTestEngine } from './testing/test-engine.ts';

const bench = await createTestEngine();
const { engine, database } = bench;
const { sql } = database;
afterAll(() => bench.drop());

let accountId = '';
beforeAll(async () => {
  accountId = await bench.addAccount();
  const other = await bench.addAccount();
  await sql.rows(
    `WITH made AS (
       INSERT INTO listing (sku, title, description, price_minor, currency)
       SELECT 'sku-' || n, 'Chair ' || n, '', 100, 'EUR' FROM generate_series(1, 10000) AS n RETURNING id
     )
     INSERT INTO post (account_id, listing_id, status, due_at)
     SELECT account_id, made.id, 'queued', now() - random() * interval '1 hour'
     FROM made CROSS JOIN unnest($1::uuid[]) AS account_id`,
    [[accountId, other]],
  );
  await sql.rows('ANALYZE');
});

test.each([
  ['nothing unknown', 'SELECT 1'],
  [
    'a lookup that is due',
    `UPDATE post SET status = 'unknown' WHERE id = (SELECT id FROM post WHERE account_id = $1 LIMIT 1)`,
  ],
])('the next due post of 10,000, with %s', async (_what, change) => {
  await sql.rows(change, change.includes('$1') ? [accountId] : []);
  const { statements } = await recordStatements(() => claim(engine, accountId).catch((error: unknown) => error));
  const statement = statements.find((text) => text.includes('"openAttemptId"'));
  const [row] = await sql.rows<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${statement}`,
    [accountId],
  );
  const nodes = row ? nodesOf(row['QUERY PLAN'][0].Plan) : [];
  expect(nodes.length).toBeGreaterThan(3);
  // The first due one, the first lookup, when the next lookup is due, and the post itself.
  expect(rowsRead(nodes, 'post')).toBeLessThanOrEqual(4);
  await sql.rows('UPDATE account SET lease_until = NULL');
});
