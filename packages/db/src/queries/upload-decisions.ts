/** What a person decides about the rows of an upload: what their cells say, which stay out, which columns are left out or filled. */

import { firstRow, oneRow, type SqlRunner, type Transaction } from '../sql.ts';

export interface FoundUploadRow {
  position: number;
  row: number;
  cells: Record<string, string>;
  sku: string | null;
  /** Columns that were mended by hand. */
  mended: string[];
  /** Columns that say what was said for all rows that say nothing. */
  filled: string[];
  isOut: boolean;
}

/** By its number in the sheet; null where there is none. */
export function findUploadRow(tx: Transaction, uploadId: string, row: number): Promise<FoundUploadRow | null> {
  return firstRow<FoundUploadRow>(
    tx,
    `SELECT position, row, cells, sku, mended, filled, is_out AS "isOut" FROM upload_row
     WHERE upload_id = $1 AND row = $2 ORDER BY position LIMIT 1`,
    [uploadId, row],
  );
}

/** The row says this from now on, and it stays in the upload or is out of it; its check comes afterwards. */
export async function writeUploadRow(
  tx: Transaction,
  uploadId: string,
  { position, cells, sku, mended, filled, isOut }: FoundUploadRow,
): Promise<void> {
  await tx.rows(
    `UPDATE upload_row SET cells = $3::jsonb, sku = $4, mended = $5, filled = $6, is_out = $7,
       -- What is out is not checked: nothing in it is wrong, and nothing becomes of it.
       listing = CASE WHEN NOT $7 THEN listing END, checked_with = CASE WHEN NOT $7 THEN checked_with END,
       errors = CASE WHEN $7 THEN '{}' ELSE errors END
     WHERE upload_id = $1 AND position = $2`,
    [uploadId, position, JSON.stringify(cells), sku, mended, filled, isOut],
  );
}

/** Takes an SKU that was made from those rows that do not say it themselves: another row says it. */
export async function giveSkuWay(
  tx: Transaction,
  uploadId: string,
  { sku, position }: { sku: string | null; position: number },
): Promise<number[]> {
  const rows = await tx.rows<{ position: number }>(
    `UPDATE upload_row SET sku = NULL
     WHERE upload_id = $1 AND sku = $2 AND position <> $3 AND btrim(cells ->> 'sku') IS DISTINCT FROM $2 RETURNING position`,
    [uploadId, sku, position],
  );
  return rows.map((row) => row.position);
}

/** What a person has decided about a row, whatever its file says. */
export interface DecidedRow {
  row: number;
  cells: Record<string, string>;
  mended: string[];
  isOut: boolean;
  anotherThan: string | null;
}

export function listDecidedRows(sql: SqlRunner, uploadId: string): Promise<DecidedRow[]> {
  return sql.rows<DecidedRow>(
    `SELECT row, left_out || cells AS cells, mended, is_out AS "isOut", another_than AS "anotherThan" FROM upload_row
     WHERE upload_id = $1 AND (mended <> '{}' OR is_out OR another_than IS NOT NULL)`,
    [uploadId],
  );
}

/** Where the rows are that somebody left out. */
export async function listOutPositions(
  sql: SqlRunner,
  uploadId: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<number[]> {
  const rows = await sql.rows<{ position: number }>(
    'SELECT position FROM upload_row WHERE upload_id = $1 AND is_out ORDER BY position OFFSET $2 LIMIT $3',
    [uploadId, offset, limit],
  );
  return rows.map((row) => row.position);
}

/**
 * Rows that say nothing in the column and make a listing: where there is one already, an empty cell leaves what it has.
 * A row that is left out was compared with none, and may come back. `$2` is the column.
 */
const silent = `upload_id = $1 AND NOT cells ? $2 AND checked_with IS NULL AND (NOT is_out
  OR NOT EXISTS (SELECT FROM listing AS present WHERE present.sku = upload_row.sku AND present.deleted_at IS NULL))`;

/** How many of those that may go say nothing in the column. */
export async function countSilentRows(sql: SqlRunner, uploadId: string, column: string): Promise<number> {
  const { n } = await oneRow<{ n: number }>(
    sql,
    `SELECT count(*)::int AS n FROM upload_row WHERE ${silent} AND NOT is_out`,
    [uploadId, column],
  );
  return n;
}

/** Has them say this, and those that were filled before too: one text for all that have none of their own. */
export async function fillSilentRows(
  tx: Transaction,
  uploadId: string,
  { column, text }: { column: string; text: string },
): Promise<void> {
  await tx.rows(
    `UPDATE upload_row SET cells = cells || jsonb_build_object($2::text, $3::text),
       filled = array_append(array_remove(filled, $2::text), $2::text)
     WHERE (${silent}) OR (upload_id = $1 AND $2 = ANY(filled) AND cells ? $2)`,
    [uploadId, column, text],
  );
  await tx.rows(
    `UPDATE upload SET filled = filled || jsonb_build_object($2::text, $3::text),
       columns = CASE WHEN $2 = ANY(columns) THEN columns ELSE array_append(columns, $2::text) END WHERE id = $1`,
    [uploadId, column, text],
  );
}

/** They say nothing again. What somebody wrote into one of them meanwhile is theirs, and stays. */
export async function emptyFilledRows(tx: Transaction, uploadId: string, column: string): Promise<void> {
  await tx.rows(
    `UPDATE upload_row SET cells = cells - $2::text, left_out = left_out - $2::text,
       filled = array_remove(filled, $2::text)
     WHERE upload_id = $1 AND $2 = ANY(filled)`,
    [uploadId, column],
  );
  await tx.rows('UPDATE upload SET filled = filled - $2::text WHERE id = $1', [uploadId, column]);
}

/** Leaves these columns out of all rows, and no others: their texts wait beside the rows, and come back as they were. */
export async function moveLeftOutTexts(tx: Transaction, uploadId: string, leftOut: readonly string[]): Promise<void> {
  await tx.rows('UPDATE upload SET left_out = $2 WHERE id = $1', [uploadId, leftOut]);
  await tx.rows(
    `UPDATE upload_row SET cells = moved.cells, left_out = moved.left_out
     FROM (
       SELECT position, texts - $2::text[] AS cells,
         (SELECT coalesce(jsonb_object_agg(name, text), '{}') FROM jsonb_each(texts) AS each (name, text)
          WHERE name = ANY($2::text[])) AS left_out
       FROM (SELECT position, left_out || cells AS texts FROM upload_row WHERE upload_id = $1) AS whole
     ) AS moved
     WHERE upload_id = $1 AND upload_row.position = moved.position
       AND (upload_row.cells, upload_row.left_out) IS DISTINCT FROM (moved.cells, moved.left_out)`,
    [uploadId, leftOut],
  );
}
