/**
 * How posts get into a sheet, and what a download keeps of them; how they leave it: uploaded-posts.ts. Each caller holds the
 * lock of their account, so that one transaction at a time fills, closes or empties its sheets.
 */

import type { VariationErrors } from '@hawker/core';
import { oneRow, type Transaction } from '../sql.ts';
import { type SheetContents, sheetContents, waitsInSheet, wentLiveFromSheet } from './sheets.ts';

/** An open sheet with the rows that it still has room for. */
export interface OpenSheet {
  id: string;
  number: number;
  free: number[];
}

/**
 * The account's sheets that still take posts in this currency, the oldest first; rows whose posts have left are free again.
 * The caller has locked the account, so nobody else fills them.
 */
export async function findOpenSheets(
  tx: Transaction,
  { accountId, currency, maxRows }: { accountId: string; currency: string; maxRows: number },
): Promise<OpenSheet[]> {
  await tx.rows(
    `DELETE FROM sheet_row USING sheet, post
     WHERE sheet.account_id = $1 AND sheet.currency = $2 AND sheet.downloaded_at IS NULL
       AND sheet_row.sheet_id = sheet.id AND post.id = sheet_row.post_id AND NOT (${waitsInSheet} OR ${wentLiveFromSheet})`,
    [accountId, currency],
  );
  return tx.rows<OpenSheet>(
    `SELECT id, number, free FROM sheet CROSS JOIN LATERAL (
       SELECT array_agg(position ORDER BY position) AS free FROM generate_series(1, $3::int) AS position
       WHERE position NOT IN (SELECT position FROM sheet_row WHERE sheet_id = sheet.id)
     ) AS room
     WHERE account_id = $1 AND currency = $2 AND downloaded_at IS NULL AND free IS NOT NULL ORDER BY number`,
    [accountId, currency, maxRows],
  );
}

/** The account's next sheet. Under the account's lock, so that no number is given twice. */
export async function insertSheet(tx: Transaction, accountId: string, currency: string) {
  const [sheet] = await tx.rows<{ id: string; number: number }>(
    `INSERT INTO sheet (account_id, currency, number)
     SELECT $1, $2, coalesce(max(number), 0) + 1 FROM sheet WHERE account_id = $1 RETURNING id, number`,
    [accountId, currency],
  );
  if (!sheet) {
    throw new Error('An INSERT of one row returned none');
  }
  return sheet;
}

export interface PlacedPost {
  id: string;
  generation: number;
  position: number;
}

/** Gives posts their rows. One that was in a sheet before, and was taken back, leaves it. */
export async function insertSheetRows(tx: Transaction, sheetId: string, posts: readonly PlacedPost[]): Promise<void> {
  await tx.rows(
    `INSERT INTO sheet_row (sheet_id, position, post_id, generation)
     SELECT $1, position, post_id, generation FROM unnest($2::int[], $3::uuid[], $4::int[]) AS placed (position, post_id, generation)
     ON CONFLICT (post_id, generation) DO UPDATE
       SET sheet_id = excluded.sheet_id, position = excluded.position, written = NULL, refused_at = NULL`,
    [sheetId, posts.map((post) => post.position), posts.map((post) => post.id), posts.map((post) => post.generation)],
  );
}

export interface SheetPost {
  postId: string;
  position: number;
  photoCount: number;
  contents: SheetContents;
  /** As of which change of its listing; to the microsecond, so it stays a text. */
  listingSeenAt: string;
  /** Why the rule of its account makes nothing of the listing. */
  ruleErrors: VariationErrors | null;
}

/** The posts that wait in a sheet, in the order of its rows. The caller has locked their account. */
export function lockSheetPosts(tx: Transaction, sheetId: string): Promise<SheetPost[]> {
  return tx
    .rows<SheetPost>(
      `SELECT post.id AS "postId", sheet_row.position, ${sheetContents} AS contents,
       (SELECT count(*)::int FROM photo WHERE photo.listing_id = listing.id) AS "photoCount", post.rule_errors AS "ruleErrors",
       listing.updated_at::text AS "listingSeenAt"
     FROM sheet_row JOIN post ON post.id = sheet_row.post_id JOIN listing ON listing.id = post.listing_id
     WHERE sheet_row.sheet_id = $1 AND ${waitsInSheet} AND post.deleted_at IS NULL
     ORDER BY post.id FOR UPDATE OF post`,
      [sheetId],
    )
    .then((posts) => posts.sort((one, other) => one.position - other.position));
}

/**
 * Closes a sheet, and keeps what its file says. The first time its rows are numbered as the file has them, and so they stay.
 * What it said of posts that have left is what an older file said.
 */
export async function noteDownload(tx: Transaction, sheetId: string, posts: readonly SheetPost[]): Promise<void> {
  const { isFirst } = await oneRow<{ isFirst: boolean }>(
    tx,
    `UPDATE sheet SET downloaded_at = clock_timestamp() WHERE id = $1 RETURNING old.downloaded_at IS NULL AS "isFirst"`,
    [sheetId],
  );
  if (isFirst) {
    await closeGaps(tx, sheetId);
  }
  await tx.rows(
    `WITH said AS (SELECT * FROM unnest($2::uuid[], $3::jsonb[], $4::timestamptz[]) AS said (post_id, contents, seen_at)),
       seen AS (UPDATE post SET listing_seen_at = said.seen_at FROM said WHERE post.id = said.post_id)
     UPDATE sheet_row SET written = said.contents FROM said
     WHERE sheet_row.sheet_id = $1 AND sheet_row.post_id = said.post_id`,
    [
      sheetId,
      posts.map((post) => post.postId),
      posts.map((post) => JSON.stringify(post.contents)),
      posts.map((post) => post.listingSeenAt),
    ],
  );
}

/**
 * Rows of posts that left before any file was made are nobody's; those behind them move up. One that was live before then
 * is in no file, so it goes behind all that are.
 */
async function closeGaps(tx: Transaction, sheetId: string): Promise<void> {
  const rows = await tx.rows<PlacedPost & { waits: boolean; wentLive: boolean }>(
    `DELETE FROM sheet_row USING post WHERE sheet_row.sheet_id = $1 AND post.id = sheet_row.post_id
     RETURNING post.id, sheet_row.generation, sheet_row.position, ${waitsInSheet} AND post.deleted_at IS NULL AS waits,
       ${wentLiveFromSheet} AND post.deleted_at IS NULL AS "wentLive"`,
    [sheetId],
  );
  rows.sort((one, other) => one.position - other.position);
  const kept = [...rows.filter(({ waits }) => waits), ...rows.filter(({ wentLive }) => wentLive)];
  await insertSheetRows(
    tx,
    sheetId,
    kept.map((row, index) => ({ ...row, position: index + 1 })),
  );
}
