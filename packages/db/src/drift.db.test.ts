/** prisma/schema.prisma and the migrations say the same, and what only the migrations can say is all there. */

import { readFile } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';
import { createTestDatabase } from './testing/index.ts';
import { schemaDifference, tablesWithoutModel } from './testing/schema-diff.ts';

const { url, database, drop } = await createTestDatabase();
afterAll(drop);

/** By table. A partial or an expression index cannot be said in schema.prisma. */
const indexesBeyondPrisma: Readonly<Record<string, readonly string[]>> = {
  account: ['account_channel_name_key'],
  attempt: ['attempt_failed_idx', 'attempt_open_key', 'attempt_success_key'],
  batch_count: ['batch_count_running_idx'],
  bulk_action: ['bulk_action_unfinished_idx'],
  listing: [
    'listing_deleted_idx',
    'listing_deleted_sku_idx',
    'listing_id_live_idx',
    'listing_pieces_idx',
    'listing_sku_key',
  ],
  photo: ['photo_brought_idx', 'photo_loose_idx', 'photo_pending_idx', 'photo_upload_id_idx'],
  photo_content: ['photo_content_unused_idx'],
  post: [
    'post_account_listing_key',
    'post_account_status_idx',
    'post_batch_status_idx',
    'post_deleted_idx',
    'post_due_idx',
    'post_ending_idx',
    'post_held_idx',
    'post_last_class_idx',
    'post_live_idx',
    'post_rule_errors_idx',
    'post_status_idx',
    'post_unknown_idx',
  ],
  upload_row: ['upload_row_bad_idx', 'upload_row_out_idx'],
  worker: ['worker_heartbeat_at_idx'],
};

/** By table: the counters, and the announcements that caches and screens live by. */
const triggers: Readonly<Record<string, readonly string[]>> = {
  account: ['account_announce'],
  api_token: ['api_token_announce'],
  batch: ['batch_announce'],
  channel_state: ['channel_state_announce'],
  listing: ['listing_announce'],
  photo: ['photo_announce'],
  post: ['post_announce', 'post_count_delete', 'post_count_insert', 'post_count_update'],
  post_event: ['post_event_announce'],
  session: ['session_announce'],
  sheet: ['sheet_announce'],
  user: ['user_announce'],
  worker: ['worker_announce_start', 'worker_announce_stop'],
};

test('the migrated database is what schema.prisma says', async () => {
  expect(await schemaDifference(url)).toEqual([]);
});

test('a column that only the schema has is a difference', async () => {
  const schema = await readFile(new URL('../prisma/schema.prisma', import.meta.url), 'utf8');
  const changed = schema.replace('model Batch {', 'model Batch {\n  note String? @map("note_to_self")');
  expect(await schemaDifference(url, changed)).toEqual(['ALTER TABLE "batch" ADD COLUMN     "note_to_self" TEXT']);
});

test('every table has a model, but for the counters and the book of migrations', async () => {
  const schema = await readFile(new URL('../prisma/schema.prisma', import.meta.url), 'utf8');
  const modelled = [...schema.matchAll(/@@map\("(\w+)"\)/g)].map(([, name]) => name);
  const tables = await database.sql.rows<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
  );
  expect(tables.map(({ name }) => name).filter((name) => !modelled.includes(name))).toEqual(tablesWithoutModel);
});

test('the indexes that Prisma cannot express are there', async () => {
  expect(
    await namesByTable(
      `SELECT table_class.relname AS "table", index_class.relname AS name FROM pg_index
       JOIN pg_class AS index_class ON index_class.oid = indexrelid
       JOIN pg_class AS table_class ON table_class.oid = indrelid
       WHERE table_class.relnamespace = 'public'::regnamespace AND (indpred IS NOT NULL OR indexprs IS NOT NULL)`,
    ),
  ).toEqual(indexesBeyondPrisma);
});

test('the triggers are there', async () => {
  expect(
    await namesByTable(
      `SELECT relname AS "table", tgname AS name FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
       WHERE relnamespace = 'public'::regnamespace AND NOT tgisinternal`,
    ),
  ).toEqual(triggers);
});

async function namesByTable(statement: string): Promise<Record<string, string[]>> {
  const rows = await database.sql.rows<{ table: string; names: string[] }>(
    `SELECT "table", array_agg(name::text ORDER BY name) AS names FROM (${statement}) AS found GROUP BY 1`,
  );
  return Object.fromEntries(rows.map((row) => [row.table, row.names]));
}
