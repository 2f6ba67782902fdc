/**
 * Uploads and their staged rows, as the screens read them: a page at a time, with numbers that are kept and not counted.
 * How rows become listings is in staged-listings.ts, how they are written in upload-rows.ts.
 */

import type { Condition } from '@hawker/core';
import { firstRow, oneRow, type SqlRunner } from '../sql.ts';
import { takenForListing } from './made-skus.ts';
import { stagedListings } from './staged-listings.ts';
import { openTwin } from './upload-rows.ts';

export interface UploadRecord {
  id: string;
  fileName: string;
  currency: string;
  createdAt: Date;
  /** Set once it has become a batch. */
  batchId: string | null;
  /** The batch whose rows that could not go these are. */
  restOfBatchId: string | null;
  /** `unknown` while somebody is asked which column is which. */
  format: string;
  fingerprint: string | null;
  header: string[];
  /** Where it stands, as a spreadsheet program counts; 0 where the kept rows begin below it. */
  headerRow: number;
  /** As somebody named the columns of this file; null where nobody had to. */
  mapping: Record<string, string | null> | null;
  notes: {
    fileNotes?: string[];
    ignoredColumns?: string[];
    notes?: string[];
    warnings?: string[];
    refusedPhotos?: string[];
  };
  accountIds: string[];
  rulesKey: string | null;
  /** In which any row has a text. */
  columns: string[];
  /** Columns of ours that somebody left out of all rows. */
  leftOut: string[];
  /** What all rows say that say nothing themselves, by column. */
  filled: Record<string, string>;
  /** Another one after whatever somebody changed in the rows. */
  revision: number;
  rowCount: number;
  /** Rows to mend, and rows that somebody left out; the others can go. */
  badCount: number;
  outCount: number;
  /** Pictures that came with it, each name once. */
  fileNames: string[];
  /** Whether its rows were kept as they stand in the file, so that its columns can be named otherwise. */
  hasRawRows: boolean;
  /** The batch that the very same file became before. */
  sameAs: { batchId: string; createdAt: string } | null;
}

/** With `lock`, whoever else changes this upload waits until the transaction ends. */
export async function findUpload(
  sql: SqlRunner,
  { id, userId }: { id: string; userId: string | null },
  lock?: 'lock',
): Promise<UploadRecord | null> {
  if (lock !== undefined) {
    // By itself: a statement that waits for a lock reads its other tables as they were before it waited.
    await sql.rows('SELECT FROM upload WHERE id = $1 AND ($2::uuid IS NULL OR user_id = $2) FOR UPDATE', [id, userId]);
  }
  return firstRow<UploadRecord>(
    sql,
    `SELECT id, file_name AS "fileName", currency, created_at AS "createdAt", batch_id AS "batchId",
       rest_of_batch_id AS "restOfBatchId", format, fingerprint, header, header_row AS "headerRow", mapping, notes, account_ids AS "accountIds",
       rules_key AS "rulesKey", columns, left_out AS "leftOut", filled, revision, row_count AS "rowCount",
       bad_count AS "badCount", out_count AS "outCount",
       ARRAY(SELECT DISTINCT file_name FROM photo
         WHERE upload_id = upload.id AND listing_id IS NULL AND file_name IS NOT NULL ORDER BY file_name) AS "fileNames",
       EXISTS (SELECT 1 FROM upload_raw_row WHERE upload_id = upload.id) AS "hasRawRows",
       (SELECT json_build_object('batchId', same.batch_id, 'createdAt', same.created_at) FROM upload AS same
        WHERE same.user_id = upload.user_id AND same.content_hash = upload.content_hash AND same.batch_id IS NOT NULL
          AND same.id <> upload.id ORDER BY same.id DESC LIMIT 1) AS "sameAs"
     FROM upload WHERE id = $1 AND ($2::uuid IS NULL OR user_id = $2)`,
    [id, userId],
  );
}

/** Rows whose listing is there already: a file of new listings is not compared with anything. */
const knownListings = stagedListings({ origin: '$2', which: 'listing.id IS NOT NULL' });

export interface KnownListings {
  /** Good rows that have a listing already. */
  known: number;
  /** Those of them that change it. */
  updates: number;
  /** Those that change nothing, but bring photos that could not be fetched before. */
  photosAgain: number;
  /** Of all that would change, what is there and what comes instead; null where nothing would. */
  digest: string | null;
}

/** What a row changes, field by field; of the others nothing, so that they may change meanwhile. */
const changes = [
  ...['title', 'description', 'currency', 'quantity', 'condition', 'category', 'brand', 'location', 'tags'].map(
    (field) => `CASE WHEN ${field} IS DISTINCT FROM old_${field} THEN ROW(old_${field}, ${field}) END`,
  ),
  'CASE WHEN "priceMinor" <> old_price_minor THEN ROW(old_price_minor, "priceMinor") END',
  'CASE WHEN photos_differ THEN ROW(old_images, images) END',
];

export function countKnownListings(sql: SqlRunner, uploadId: string, origin: string): Promise<KnownListings> {
  return oneRow(
    sql,
    `SELECT count(*)::int AS known, count(*) FILTER (WHERE differs OR photos_differ)::int AS updates,
       count(*) FILTER (WHERE photos_again AND NOT differs)::int AS "photosAgain",
       md5(string_agg(md5(ROW(id, ${changes.join(', ')})::text), '' ORDER BY position)
         FILTER (WHERE differs OR photos_differ)) AS digest
     FROM ${knownListings} AS staged`,
    [uploadId, origin],
  );
}

export interface UploadRowRecord {
  position: number;
  row: number;
  cells: Record<string, string>;
  errors: Record<string, string>;
  warnings: Record<string, string>;
  /** The listing as it would be, and as it is; null for a row that cannot go. */
  wanted: ListingTexts | null;
  /** Null where no listing has its SKU. */
  existing: ListingTexts | null;
  /** Whether the row would change it. */
  differs: boolean | null;
  /** Whether photos that could not be fetched before are tried again. */
  photosAgain: boolean;
  /** The row with the same SKU that went, while nobody has said what is to become of this one. */
  twinRow: number | null;
  /** Somebody left it out: it does not go, and is not to be mended. */
  isOut: boolean;
  /** Title of the listing that has the SKU of its title, where the row says none; null where there is none. */
  takenFor: string | null;
  /** Of prices without a currency of their own. */
  usualCurrency: string;
}

/** A listing's fields as a row of a sheet can say them. */
export interface ListingTexts {
  title: string;
  description: string;
  priceMinor: number;
  currency: string;
  quantity: number;
  condition: Condition;
  category: string | null;
  brand: string | null;
  location: string | null;
  tags: string[];
  /** Addresses and file names; of an existing listing, each as the row names it where it is the same picture. */
  images: string[];
}

const texts = (prefix: string, price: string) => `json_build_object('title', ${prefix}title,
  'description', ${prefix}description, 'priceMinor', ${price}, 'currency', ${prefix}currency,
  'quantity', ${prefix}quantity, 'condition', ${prefix}condition, 'category', ${prefix}category, 'brand', ${prefix}brand,
  'location', ${prefix}location, 'tags', ${prefix}tags, 'images', ${prefix}images)`;

/** The rows at these positions, with what they would change. */
export function listUploadRows(
  sql: SqlRunner,
  uploadId: string,
  { origin, positions }: { origin: string; positions: readonly number[] },
): Promise<UploadRowRecord[]> {
  return sql.rows<UploadRowRecord>(
    `SELECT shown.position, shown.row, shown.cells, shown.errors, shown.warnings,
       ${openTwin('shown')} AS "twinRow", shown.is_out AS "isOut",
       CASE WHEN ${takenForListing('shown')} THEN (
         SELECT title FROM listing WHERE sku = shown.sku AND deleted_at IS NULL) END AS "takenFor",
       (SELECT currency FROM upload WHERE id = $1) AS "usualCurrency",
       staged.differs OR staged.photos_differ AS differs, coalesce(staged.photos_again, false) AS "photosAgain",
       CASE WHEN staged.id IS NOT NULL THEN ${texts('staged.', 'staged."priceMinor"')} END AS wanted,
       CASE WHEN staged.is_there THEN ${texts('staged.old_', 'staged.old_price_minor')} END AS existing
     FROM upload_row AS shown
     LEFT JOIN ${stagedListings({ origin: '$2', which: 'staged.position = ANY($3::int[])' })} AS staged
       ON staged.position = shown.position
     WHERE shown.upload_id = $1 AND shown.position = ANY($3::int[]) ORDER BY shown.position`,
    [uploadId, origin, positions],
  );
}

interface Page {
  offset: number;
  limit: number;
}

/** Where the rows are that cannot go, and are not left out. */
export async function listBadPositions(sql: SqlRunner, uploadId: string, { offset, limit }: Page): Promise<number[]> {
  const rows = await sql.rows<{ position: number }>(
    `SELECT position FROM upload_row WHERE upload_id = $1 AND listing IS NULL AND NOT is_out
     ORDER BY position OFFSET $2 LIMIT $3`,
    [uploadId, offset, limit],
  );
  return rows.map((row) => row.position);
}

/** Where the rows are that change a listing, and how many there are in all. */
export async function listUpdatePositions(
  sql: SqlRunner,
  uploadId: string,
  { origin, offset, limit }: Page & { origin: string },
): Promise<{ total: number; positions: number[] }> {
  return oneRow(
    sql,
    `WITH changing AS MATERIALIZED (
       SELECT position FROM ${knownListings} AS staged WHERE differs OR photos_differ
     )
     SELECT count(*)::int AS total,
       ARRAY(SELECT position FROM changing ORDER BY position OFFSET $3 LIMIT $4) AS positions FROM changing`,
    [uploadId, origin, offset, limit],
  );
}

/** The cells of the first rows that name a picture which is not there. */
export async function listImageCells(sql: SqlRunner, uploadId: string, limit: number): Promise<string[]> {
  const rows = await sql.rows<{ images: string }>(
    `SELECT cells ->> 'images' AS images FROM upload_row
     WHERE upload_id = $1 AND listing IS NULL AND errors ? 'images' AND cells ? 'images' ORDER BY position LIMIT $2`,
    [uploadId, limit],
  );
  return rows.map((row) => row.images);
}

/** How many of the good rows' listings each account has already. */
export async function countPostedRows(
  sql: SqlRunner,
  uploadId: string,
  accountIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await sql.rows<{ accountId: string; n: number }>(
    `SELECT post.account_id AS "accountId", count(*)::int AS n
     FROM upload_row AS staged
     JOIN listing ON listing.sku = staged.sku AND listing.deleted_at IS NULL
     JOIN post ON post.listing_id = listing.id AND post.account_id = ANY($2::uuid[]) AND post.deleted_at IS NULL
     WHERE staged.upload_id = $1 AND staged.listing IS NOT NULL GROUP BY 1`,
    [uploadId, accountIds],
  );
  return new Map(rows.map(({ accountId, n }) => [accountId, n]));
}

/** Posts on these accounts that are live although the listing with the row's SKU was deleted: a new one would be a second. */
export async function countStillLive(sql: SqlRunner, uploadId: string, accountIds: readonly string[]): Promise<number> {
  const { n } = await oneRow<{ n: number }>(
    sql,
    `SELECT count(*)::int AS n
     FROM upload_row AS staged
     JOIN listing ON listing.sku = staged.sku AND listing.deleted_at IS NOT NULL
     JOIN post ON post.listing_id = listing.id AND post.account_id = ANY($2::uuid[]) AND post.deleted_at IS NULL
     WHERE staged.upload_id = $1 AND staged.listing IS NOT NULL AND post.status = 'published'
       AND NOT EXISTS (SELECT FROM listing AS present WHERE present.sku = staged.sku AND present.deleted_at IS NULL)`,
    [uploadId, accountIds],
  );
  return n;
}

/** Rows that can go, and those of them whose SKU a listing has. */
export function countStagedRows(sql: SqlRunner, uploadId: string): Promise<{ good: number; known: number }> {
  return oneRow(
    sql,
    `SELECT count(*)::int AS good, count(listing.id)::int AS known
     FROM upload_row AS staged LEFT JOIN listing ON listing.sku = staged.sku AND listing.deleted_at IS NULL
     WHERE staged.upload_id = $1 AND staged.listing IS NOT NULL`,
    [uploadId],
  );
}

/** The same bytes, brought before by the same person and no batch yet. */
export function findOpenUpload(
  sql: SqlRunner,
  file: { userId: string; contentHash: string; currency: string },
): Promise<{ id: string } | null> {
  return firstRow<{ id: string }>(
    sql,
    `SELECT id FROM upload WHERE user_id = $1 AND content_hash = $2 AND currency = $3 AND batch_id IS NULL
       AND rest_of_batch_id IS NULL ORDER BY id DESC LIMIT 1`,
    [file.userId, file.contentHash, file.currency],
  );
}
