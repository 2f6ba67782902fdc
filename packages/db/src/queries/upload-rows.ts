/** Staged rows as they are written: by COPY while a file is read, and anew where they are checked again. */

import { copyLine } from '../copy.ts';
import { firstRow, type SqlRunner, type Transaction } from '../sql.ts';
import { storableJson, storableText } from '../storable-text.ts';

/** A checked row; `listing` is null while there is something to mend. */
export interface CheckedUploadRow {
  position: number;
  errors: object;
  listing: object | null;
  sku: string | null;
  /** Digest of what the check took from the listing that is there; null where there is none. */
  checkedWith: string | null;
}

export interface NewUploadRow extends CheckedUploadRow {
  row: number;
  cells: object;
  warnings: object;
  /** Columns that were mended by hand. */
  mended: readonly string[];
  /** Left out by hand. */
  isOut: boolean;
  /** The SKU of the listing that it is not, as somebody said; null where nobody did. */
  anotherThan: string | null;
}

/** Some hundreds at a time, so that memory does not grow with the rows. */
export async function copyUploadRows(tx: Transaction, uploadId: string, rows: readonly NewUploadRow[]): Promise<void> {
  const lines = rows.map(({ position, row, cells, warnings, errors, listing, sku, checkedWith, ...decided }) =>
    copyLine([
      uploadId,
      position,
      row,
      storableJson(cells),
      storableJson(warnings),
      storableJson(errors),
      listing === null ? null : storableJson(listing),
      sku === null ? null : storableText(sku),
      checkedWith,
      `{${decided.mended.join(',')}}`,
      decided.isOut ? 't' : 'f',
      decided.anotherThan,
    ]),
  );
  await tx.copyIn(
    `COPY upload_row (upload_id, position, row, cells, warnings, errors, listing, sku, checked_with, mended, is_out, another_than)
     FROM STDIN`,
    lines.join(''),
  );
}

/** A row as it stands in the file: a text or a number for each name of the header. */
export interface RawUploadRow {
  position: number;
  row: number;
  cells: readonly (string | number)[];
}

export async function copyRawRows(tx: Transaction, uploadId: string, rows: readonly RawUploadRow[]): Promise<void> {
  const lines = rows.map(({ position, row, cells }) => copyLine([uploadId, position, row, storableJson(cells)]));
  await tx.copyIn('COPY upload_raw_row (upload_id, position, row, cells) FROM STDIN', lines.join(''));
}

/** From the one after `after`, in the order of the file. */
export function listRawRows(
  sql: SqlRunner,
  uploadId: string,
  { after, limit }: { after: number; limit: number },
): Promise<RawUploadRow[]> {
  return sql.rows<RawUploadRow>(
    `SELECT position, row, cells FROM upload_raw_row WHERE upload_id = $1 AND position > $2 ORDER BY position LIMIT $3`,
    [uploadId, after, limit],
  );
}

export interface RowToCheck {
  position: number;
  row: number;
  cells: Record<string, string>;
  sku: string | null;
  /** The row above it that has the same SKU; null where there is none. */
  firstRow: number | null;
  /** The row with the same SKU that went, while nobody has said what is to become of this one. */
  twinRow: number | null;
  /** Somebody said that it is another one than the listing with this SKU. */
  anotherThan: string | null;
}

/** Which rows are checked again: all of them, or some with those that share an SKU. */
export interface CheckScope {
  positions: readonly number[];
  skus: readonly string[];
}

/** From the one after `after`, in the order of the file. What is left out is not checked, and keeps no SKU from another row. */
export function listRowsToCheck(
  sql: SqlRunner,
  uploadId: string,
  { scope, after, limit }: { scope: CheckScope | 'all'; after: number; limit: number },
): Promise<RowToCheck[]> {
  const which = scope === 'all' ? '' : 'AND (staged.position = ANY($4::int[]) OR staged.sku = ANY($5::text[]))';
  return sql.rows<RowToCheck>(
    `SELECT position, row, cells, sku, another_than AS "anotherThan", (
       SELECT row FROM upload_row AS above
       WHERE above.upload_id = $1 AND above.sku = staged.sku AND above.position < staged.position AND NOT above.is_out
       ORDER BY above.position LIMIT 1) AS "firstRow", ${openTwin('staged')} AS "twinRow"
     FROM upload_row AS staged
     WHERE upload_id = $1 AND position > $2 AND NOT is_out ${which} ORDER BY position LIMIT $3`,
    scope === 'all' ? [uploadId, after, limit] : [uploadId, after, limit, scope.positions, scope.skus],
  );
}

/** Writes what the check found where it is not what is there already. */
export async function writeCheckedRows(
  tx: Transaction,
  uploadId: string,
  rows: readonly CheckedUploadRow[],
): Promise<void> {
  await tx.rows(
    `UPDATE upload_row AS staged SET errors = new.errors, listing = new.listing, sku = new.sku, checked_with = new."checkedWith"
     FROM jsonb_to_recordset($2::jsonb) AS new (position int, errors jsonb, listing jsonb, sku text, "checkedWith" text)
     WHERE upload_id = $1 AND staged.position = new.position
       AND (staged.errors, staged.listing, staged.sku, staged.checked_with)
         IS DISTINCT FROM (new.errors, new.listing, new.sku, new."checkedWith")`,
    [
      uploadId,
      storableJson(
        rows.map(({ position, errors, listing, sku, checkedWith }) => ({
          position,
          errors,
          listing,
          sku,
          checkedWith,
        })),
      ),
    ],
  );
}

/** The batches that the other rows of its file have become, when this upload is of rows that stayed behind. */
export async function listBatchesOfFile(sql: SqlRunner, uploadId: string): Promise<string[]> {
  const rows = await sql.rows<{ id: string }>(
    `WITH RECURSIVE went AS (
       SELECT rest_of_batch_id AS id FROM upload WHERE id = $1
       UNION
       SELECT earlier.rest_of_batch_id FROM went JOIN upload AS earlier ON earlier.batch_id = went.id
     )
     SELECT id FROM went WHERE id IS NOT NULL`,
    [uploadId],
  );
  return rows.map(({ id }) => id);
}

/** Whether a row says its SKU not itself: it was made from the title. */
export function madeSku(row: string): string {
  return `${row}.sku IS NOT NULL AND btrim(${row}.cells ->> 'sku') IS DISTINCT FROM ${row}.sku`;
}

/**
 * Those of the SKUs that are taken: by rows of this file or what they have become in these batches, which must not be changed by
 * a row that says no SKU; or else by any listing, also one that was deleted and may be live still.
 */
export function listTakenSkus(
  tx: Transaction,
  uploadId: string,
  { skus, batchIds }: { skus: readonly string[]; batchIds: readonly string[] },
): Promise<{ sku: string; isOfFile: boolean }[]> {
  return tx.rows(
    `SELECT * FROM (
       SELECT candidate.sku,
         EXISTS (SELECT 1 FROM upload_row WHERE upload_id = $1 AND upload_row.sku = candidate.sku)
           OR EXISTS (SELECT 1 FROM listing JOIN post ON post.listing_id = listing.id
             WHERE listing.sku = candidate.sku AND post.batch_id = ANY($3::uuid[])) AS "isOfFile",
         EXISTS (SELECT 1 FROM listing WHERE listing.sku = candidate.sku AND deleted_at IS NULL)
           OR EXISTS (SELECT 1 FROM listing WHERE listing.sku = candidate.sku AND deleted_at IS NOT NULL) AS is_listed
       FROM unnest($2::text[]) AS candidate (sku)
     ) AS found WHERE "isOfFile" OR is_listed`,
    [uploadId, skus, batchIds],
  );
}

/** Of a listing that a row changes, what the check may need where the row does not say it. */
export interface ExistingListingRow {
  sku: string;
  description: string;
  condition: 'new' | 'like_new' | 'good' | 'fair';
  category: string | null;
  brand: string | null;
  location: string | null;
  photoCount: number;
  /** Of all these: with another one the row must be checked again. */
  digest: string;
}

const photoCount = '(SELECT count(*)::int FROM photo WHERE photo.listing_id = listing.id)';
const listingDigest = `md5(jsonb_build_array(description, condition, category, brand, location, ${photoCount})::text)`;

export function listExistingListings(sql: SqlRunner, skus: readonly string[]): Promise<ExistingListingRow[]> {
  return sql.rows<ExistingListingRow>(
    `SELECT sku, description, condition, category, brand, location, ${photoCount} AS "photoCount",
       ${listingDigest} AS digest
     FROM listing WHERE sku = ANY($1::text[]) AND deleted_at IS NULL`,
    [skus],
  );
}

/**
 * Rows whose listing is no longer what they were checked with: changed, made or deleted meanwhile. To be planned anew each
 * time: a plan from when there were few listings goes through all of them with each row.
 */
export async function listOutdatedPositions(sql: SqlRunner, uploadId: string): Promise<number[]> {
  const rows = await sql.rows<{ position: number }>(
    `SELECT staged.position FROM upload_row AS staged
     LEFT JOIN listing ON listing.sku = staged.sku AND listing.deleted_at IS NULL
     WHERE staged.upload_id = $1 AND NOT staged.is_out
       AND staged.checked_with IS DISTINCT FROM CASE WHEN listing.id IS NOT NULL THEN ${listingDigest} END`,
    [uploadId],
  );
  return rows.map(({ position }) => position);
}

/** The row with the same SKU that went, while nobody has said that this one shall change what it became. */
export function openTwin(row: string): string {
  return `CASE WHEN ${row}.sku = ${row}.twin_sku AND NOT ${row}.twin_accepted THEN ${row}.twin_row END`;
}

/** A person says that this row shall change the listing that the other row with its SKU has become, or not; null where there is no such row. */
export function acceptTwin(
  tx: Transaction,
  uploadId: string,
  { row, isAccepted }: { row: number; isAccepted: boolean },
): Promise<{ position: number } | null> {
  return firstRow<{ position: number }>(
    tx,
    `UPDATE upload_row SET twin_accepted = $3
     WHERE upload_id = $1 AND row = $2 AND twin_row IS NOT NULL AND sku = twin_sku AND twin_accepted <> $3 AND NOT is_out
     RETURNING position`,
    [uploadId, row, isAccepted],
  );
}

/** Those of the photos, by content, that are kept here. */
export async function findKeptPhotos(sql: SqlRunner, hashes: readonly string[]): Promise<string[]> {
  const rows = await sql.rows<{ hash: string }>(
    `SELECT DISTINCT content_hash AS hash FROM photo WHERE content_hash = ANY($1::text[]) AND status = 'ready'`,
    [hashes],
  );
  return rows.map((row) => row.hash);
}
