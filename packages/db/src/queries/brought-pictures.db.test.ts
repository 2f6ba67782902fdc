/** A file with thousands of rows and of pictures: each is found by its name, and not by going through all that came along. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../id.ts';
import type { SqlRunner } from '../sql.ts';
import { createTestDatabase } from '../testing/index.ts';
import { nodesOf, type PlanNode, rowsRead } from '../testing/plan.ts';
import { takeStagedListings } from './staged-listings.ts';

const bench = await createTestDatabase();
const { database } = bench;
const { sql } = database;
afterAll(() => bench.drop());

const rows = 1_000;
const pictures = 2_000;
const uploadId = newId();

beforeAll(async () => {
  await sql.rows(
    `WITH ann AS (
       INSERT INTO "user" (email, name, password_hash, role) VALUES ('a@example.com', 'Ann', 'x', 'owner') RETURNING id
     )
     INSERT INTO upload (id, user_id, file_name, currency, row_count) SELECT $1, id, 'stock.csv', 'EUR', $2 FROM ann`,
    [uploadId, rows],
  );
  await sql.rows(
    `INSERT INTO upload_row (upload_id, position, row, cells, sku, listing)
     SELECT $1, n - 1, n + 1, '{"images": "said"}', 'sku-' || n, jsonb_build_object('title', 'Chair', 'description', '',
       'priceMinor', 100, 'currency', 'EUR', 'quantity', 1, 'condition', 'good', 'tags', '[]'::jsonb,
       'images', jsonb_build_array('Picture-' || n || '.jpg'))
     FROM generate_series(1, $2) AS n`,
    [uploadId, rows],
  );
  await sql.rows(
    `INSERT INTO photo (upload_id, status, file_name, content_hash)
     SELECT $1, 'ready', 'picture-' || n || '.jpg', n::text FROM generate_series(1, $2) AS n`,
    [uploadId, pictures],
  );
});

/** Of the statement that makes listings of the rows, as it really ran. */
async function planOf(): Promise<PlanNode[]> {
  let plan: PlanNode | undefined;
  await database
    .transaction(async (tx) => {
      const unprepared: SqlRunner = {
        rows: async (text, values) => {
          const [row] = await tx.rows<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
            `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
            values,
          );
          plan = row?.['QUERY PLAN'][0].Plan;
          return [];
        },
      };
      const part = { uploadId, from: 0, to: rows };
      await takeStagedListings({ ...tx, unprepared }, part, { origin: 'http://hawker.test', withListings: false });
      throw new Error('only looked at');
    })
    .catch(() => undefined);
  return plan ? nodesOf(plan) : [];
}

test.each(['nothing is known of the tables', 'they were analyzed'])(
  'each image of each row went through all pictures of the upload, when %s',
  async (known) => {
    await sql.rows(known === 'they were analyzed' ? 'ANALYZE' : 'SELECT 1');
    const nodes = await planOf();
    expect(nodes.map((node) => node['Index Name'])).toContain('photo_brought_idx');
    expect(rowsRead(nodes, 'photo')).toBeLessThan(3 * rows);
  },
);
