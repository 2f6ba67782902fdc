/** The rows of an upload as multi-row INSERTs, made ahead of the measuring: what is timed is pg and Postgres. */

import { newId, type SqlValue } from '@hawker/db';
import { listingsOf } from './sheet.ts';

export interface Statement {
  text: string;
  values: SqlValue[];
}

/** Rows a statement. Postgres takes 65,535 parameters at most. */
const chunkRows = 1_000;

export function bareUploadStatements(sheet: number, count: number, accountIds: readonly string[]): Statement[] {
  const listings = listingsOf(sheet, count).map((listing) => ({ id: newId(), photoId: newId(), ...listing }));
  const batchId = newId();
  const posts = listings.flatMap(({ id }) =>
    accountIds.map((accountId) => ({ id: newId(), accountId, listingId: id })),
  );
  return [
    ...insert(
      'batch',
      ['id', 'name', 'listing_count', 'post_count'],
      [[batchId, `stock-${sheet}.csv`, count, posts.length]],
    ),
    ...insert('audit_entry', ['actor', 'action', 'entity', 'entity_id'], [['local', 'create', 'batch', batchId]]),
    ...insert(
      'listing',
      ['id', 'sku', 'title', 'description', 'price_minor', 'currency', 'quantity', 'condition', 'category', 'tags'],
      listings.map(({ id, title, description, priceMinor, category }) => [
        ...[id, `bare-${title}`, title, description.trim(), priceMinor, 'EUR', 1, 'good', category],
        [],
      ]),
    ),
    ...insert(
      'photo',
      ['id', 'listing_id', 'position', 'status', 'source_url'],
      listings.map(({ id, photoId, image }) => [photoId, id, 0, 'pending', image]),
    ),
    // The queue's rows: one call for all of them, as its own table is not ours to write.
    {
      text: `SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
        SELECT json_populate_record(NULL::graphile_worker.job_spec, json_build_object('identifier', 'fetch_photo',
          'payload', json_build_object('photoId', id), 'job_key', 'photo:' || id, 'max_attempts', 4))
        FROM unnest($1::uuid[]) AS id))`,
      values: [listings.map(({ photoId }) => photoId)],
    },
    ...insert(
      'post',
      ['id', 'account_id', 'listing_id', 'batch_id', 'status'],
      posts.map(({ id, accountId, listingId }) => [id, accountId, listingId, batchId, 'queued']),
    ),
    ...insert(
      'post_event',
      ['post_id', 'account_id', 'batch_id', 'move', 'to_status', 'version', 'actor'],
      posts.map(({ id, accountId }) => [id, accountId, batchId, 'create', 'queued', 1, 'local']),
    ),
  ];
}

function insert(table: string, columns: readonly string[], rows: readonly SqlValue[][]): Statement[] {
  const statements: Statement[] = [];
  for (let start = 0; start < rows.length; start += chunkRows) {
    const chunk = rows.slice(start, start + chunkRows);
    const values = chunk.flat(1) as SqlValue[];
    const groups = chunk.map(
      (_, row) => `(${columns.map((_column, column) => `$${row * columns.length + column + 1}`).join()})`,
    );
    statements.push({ text: `INSERT INTO ${table} (${columns.join()}) VALUES ${groups.join()}`, values });
  }
  return statements;
}
