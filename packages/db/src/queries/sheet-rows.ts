/**
 * How posts get into a sheet, what a download keeps of them, and how they leave it as live. Each caller holds the lock of
 * their account, so that one transaction at a time fills, closes or empties its sheets.
 */

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
       SET sheet_id = excluded.sheet_id, position = excluded.position, written = NULL`,
    [sheetId, posts.map((post) => post.position), posts.map((post) => post.id), posts.map((post) => post.generation)],
  );
}

export interface SheetPost {
  postId: string;
  position: number;
  photoCount: number;
  contents: SheetContents;
}

/** The posts that wait in a sheet, in the order of its rows. The caller has locked their account. */
export function lockSheetPosts(tx: Transaction, sheetId: string): Promise<SheetPost[]> {
  return tx
    .rows<SheetPost>(
      `SELECT post.id AS "postId", sheet_row.position, ${sheetContents} AS contents,
       (SELECT count(*)::int FROM photo WHERE photo.listing_id = listing.id) AS "photoCount"
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
    `UPDATE sheet_row SET written = said.contents
     FROM unnest($2::uuid[], $3::jsonb[]) AS said (post_id, contents)
     WHERE sheet_row.sheet_id = $1 AND sheet_row.post_id = said.post_id`,
    [sheetId, posts.map((post) => post.postId), posts.map((post) => JSON.stringify(post.contents))],
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

export interface UploadedPost {
  id: string;
  accountId: string;
  generation: number;
  fence: number;
  timeZone: string;
}

/**
 * Locks posts that wait for their upload, with their accounts first: the given ones, or those that the downloaded file of a
 * sheet has.
 */
export async function lockUploadedPosts(
  tx: Transaction,
  which: { sheetId: string } | { postIds: readonly string[] },
): Promise<UploadedPost[]> {
  const [condition, value] =
    'sheetId' in which
      ? [`sheet_row.sheet_id = $1 AND sheet_row.written IS NOT NULL`, which.sheetId]
      : [`post.id = ANY($1::uuid[])`, which.postIds];
  const from = `FROM post JOIN sheet_row ON sheet_row.post_id = post.id AND sheet_row.generation = post.generation
    JOIN account ON account.id = post.account_id
    WHERE ${condition} AND post.status = 'awaiting_upload' AND post.deleted_at IS NULL`;
  await tx.rows(`SELECT id FROM account WHERE id IN (SELECT account.id ${from}) ORDER BY id FOR NO KEY UPDATE`, [
    value,
  ]);
  return tx.rows<UploadedPost>(
    `SELECT post.id, post.account_id AS "accountId", post.generation, fence, time_zone AS "timeZone"
     ${from} ORDER BY post.id FOR UPDATE OF post`,
    [value],
  );
}

/** The ledger of posts that a person uploaded: one success for each generation, as an index of the database holds. */
export async function recordUploaded(
  tx: Transaction,
  posts: readonly (UploadedPost & { idempotencyKey: string })[],
  externalUrl: string | null,
): Promise<void> {
  await tx.rows(
    `WITH made AS (
       INSERT INTO attempt (post_id, account_id, generation, idempotency_key, status, fence, submitting_at, finished_at)
       SELECT post_id, account_id, generation, key, 'succeeded', fence, clock_timestamp(), clock_timestamp()
       FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::bigint[]) AS uploaded (post_id, account_id, generation, key, fence)
       RETURNING id, post_id, account_id, generation
     )
     INSERT INTO observed_listing (post_id, account_id, attempt_id, generation, external_id, external_url, source)
     SELECT post_id, account_id, id, generation, $6::text, $6::text, 'person' FROM made WHERE $6::text IS NOT NULL`,
    [
      posts.map((post) => post.id),
      posts.map((post) => post.accountId),
      posts.map((post) => post.generation),
      posts.map((post) => post.idempotencyKey),
      posts.map((post) => post.fence),
      externalUrl,
    ],
  );
}
