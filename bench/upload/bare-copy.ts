/**
 * The rows of an upload by COPY, the fastest way into Postgres: the same tables, with their indexes, triggers and foreign
 * keys. The text is made ahead of the measuring: what is timed is pg, the network and Postgres.
 */

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { newId } from '@hawker/db';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { listingsOf } from './sheet.ts';

interface Copy {
  into: string;
  pieces: string[];
}

export interface BareUpload {
  batchId: string;
  name: string;
  listings: number;
  posts: number;
  copies: Copy[];
  photoIds: string[];
}

export function bareUpload(sheet: number, count: number, accountIds: readonly string[]): BareUpload {
  const batchId = newId();
  const listings = listingsOf(sheet, count).map((listing) => ({ id: newId(), photoId: newId(), ...listing }));
  const posts = listings.flatMap(({ id }) =>
    accountIds.map((accountId) => ({ id: newId(), accountId, listingId: id })),
  );
  return {
    batchId,
    name: `bare-${sheet}.csv`,
    listings: count,
    posts: posts.length,
    photoIds: listings.map(({ photoId }) => photoId),
    copies: [
      copy(
        'listing (id, sku, title, description, price_minor, currency, quantity, condition, category, tags)',
        listings.map(({ id, title, description, priceMinor, category }) => [
          ...[id, `bare-${title}`, title, description.trim(), priceMinor, 'EUR', 1, 'good', category, '{}'],
        ]),
      ),
      copy(
        'photo (id, listing_id, position, status, source_url)',
        listings.map(({ id, photoId, image }) => [photoId, id, 0, 'pending', image]),
      ),
      copy(
        'post (id, account_id, listing_id, batch_id, status)',
        posts.map(({ id, accountId, listingId }) => [id, accountId, listingId, batchId, 'queued']),
      ),
      copy(
        'post_event (post_id, account_id, batch_id, move, to_status, version, actor)',
        posts.map(({ id, accountId }) => [id, accountId, batchId, 'create', 'queued', 1, 'local']),
      ),
    ],
  };
}

/** Lines a piece, so that no string grows beyond what Node can hold. */
const linesPerPiece = 5_000;

/** The bench's own texts hold nothing that COPY would read as more than itself. */
function copy(into: string, rows: readonly (string | number)[][]): Copy {
  const pieces: string[] = [];
  for (let start = 0; start < rows.length; start += linesPerPiece) {
    const lines = rows.slice(start, start + linesPerPiece).map((row) => `${row.join('\t')}\n`);
    pieces.push(lines.join(''));
  }
  return { into, pieces };
}

/** One transaction, synced to the disk. */
export async function writeBareUpload(client: PoolClient, upload: BareUpload): Promise<void> {
  const { batchId, name, listings, posts, copies, photoIds } = upload;
  await client.query('BEGIN');
  await client.query('INSERT INTO batch (id, name, listing_count, post_count) VALUES ($1, $2, $3, $4)', [
    batchId,
    name,
    listings,
    posts,
  ]);
  for (const { into, pieces } of copies) {
    await pipeline(Readable.from(pieces), client.query(copyFrom(`COPY ${into} FROM STDIN`)));
  }
  // The queue's rows: one call for all of them, as its own table is not ours to write.
  await client.query(
    `SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
       SELECT json_populate_record(NULL::graphile_worker.job_spec, json_build_object('identifier', 'fetch_photo',
         'payload', json_build_object('photoId', id), 'job_key', 'photo:' || id, 'max_attempts', 4))
       FROM unnest($1::uuid[]) AS id))`,
    [photoIds],
  );
  await client.query('COMMIT');
}
