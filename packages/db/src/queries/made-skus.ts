/** Rows that say no SKU, and are known by the one of their title: which listings they were taken for, and which they are not. */

import { oneRow, type SqlRunner, type Transaction } from '../sql.ts';
import { madeSku } from './upload-rows.ts';

/** Whether a listing has the SKU that was made for the row. */
export function takenForListing(row: string): string {
  return `${madeSku(row)} AND ${row}.checked_with IS NOT NULL`;
}

export interface MadeSkus {
  /** Rows that were taken for listings that are here. */
  taken: number;
  /** Rows of which somebody said that they are other ones. */
  others: number;
}

export function countMadeSkus(sql: SqlRunner, uploadId: string): Promise<MadeSkus> {
  return oneRow(
    sql,
    `SELECT count(*) FILTER (WHERE checked_with IS NOT NULL)::int AS taken,
       count(*) FILTER (WHERE checked_with IS NULL AND another_than IS NOT NULL)::int AS others
     FROM upload_row AS staged WHERE upload_id = $1 AND NOT is_out AND ${madeSku('staged')}`,
    [uploadId],
  );
}

/** Where the rows are that were taken for listings, and how many there are in all. */
export function listTakenPositions(
  sql: SqlRunner,
  uploadId: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ total: number; positions: number[] }> {
  return oneRow(
    sql,
    `WITH taken AS MATERIALIZED (
       SELECT position FROM upload_row AS staged WHERE upload_id = $1 AND NOT is_out AND ${takenForListing('staged')}
     )
     SELECT count(*)::int AS total,
       ARRAY(SELECT position FROM taken ORDER BY position OFFSET $2 LIMIT $3) AS positions FROM taken`,
    [uploadId, offset, limit],
  );
}

interface ChangedSku {
  position: number;
  /** Before. */
  sku: string;
}

/** This row, or all that were taken for listings, are other ones: the check makes them another SKU. */
export function tellOthers(tx: Transaction, uploadId: string, row: number | null): Promise<ChangedSku[]> {
  return tx.rows<ChangedSku>(
    `UPDATE upload_row AS staged SET another_than = sku, sku = NULL
     WHERE upload_id = $1 AND ($2::int IS NULL OR row = $2) AND NOT is_out AND ${takenForListing('staged')}
     RETURNING position, another_than AS sku`,
    [uploadId, row],
  );
}

/** They are those listings after all. Where another row has the SKU by now, the check makes one. */
export function takeOthersBack(tx: Transaction, uploadId: string, row: number | null): Promise<ChangedSku[]> {
  return tx.rows<ChangedSku>(
    `WITH back AS (
       SELECT position, sku AS before, CASE
         WHEN row_number() OVER (PARTITION BY another_than ORDER BY position) = 1 AND NOT EXISTS (
           SELECT 1 FROM upload_row AS other WHERE other.upload_id = $1 AND other.sku = staged.another_than)
         THEN another_than END AS sku
       FROM upload_row AS staged
       WHERE upload_id = $1 AND ($2::int IS NULL OR row = $2) AND NOT is_out AND another_than IS NOT NULL AND ${madeSku('staged')}
     )
     UPDATE upload_row AS staged SET another_than = NULL, sku = back.sku FROM back
     WHERE staged.upload_id = $1 AND staged.position = back.position
     RETURNING staged.position, back.before AS sku`,
    [uploadId, row],
  );
}
