/**
 * What the store of photos holds. A content has its row before its bytes are written, and loses it in the transaction that
 * removes them: the row's lock is what keeps the two apart.
 */

import { firstRow, type SqlRunner, type Transaction } from '../sql.ts';

/** Longer than any upload or transaction takes, and than a backup of the database and then of the photos. */
const unusedFor = '1 day';

/** Says that somebody is about to store this content and to name it. Waits where it is being removed. */
export async function claimPhotoContent(sql: SqlRunner, hash: string): Promise<void> {
  await sql.rows(
    `INSERT INTO photo_content (content_hash) VALUES ($1)
     ON CONFLICT (content_hash) DO UPDATE SET unused_since = NULL`,
    [hash],
  );
}

/** First digits of a hash, and what comes after the last: a sixteenth at a time, so that no statement takes long. */
const digits = [...'0123456789abcdefg'];

/** Notes which contents no photo names as of now, and which are named again. */
export async function noteUnusedPhotoContents(sql: SqlRunner): Promise<void> {
  for (const [index, from] of digits.slice(0, -1).entries()) {
    const slice = [from, digits[index + 1] ?? ''];
    await sql.rows(
      `UPDATE photo_content SET unused_since = NULL
       WHERE unused_since IS NOT NULL AND content_hash >= $1 AND content_hash < $2 AND ${isNamed}`,
      slice,
    );
    await sql.rows(
      `UPDATE photo_content SET unused_since = now()
       WHERE unused_since IS NULL AND content_hash >= $1 AND content_hash < $2 AND NOT ${isNamed}`,
      slice,
    );
  }
}

/** The slice once more: the planner does not see that equal hashes lie in the same one. */
const isNamed = `EXISTS (SELECT 1 FROM photo
  WHERE photo.content_hash = photo_content.content_hash AND photo.content_hash >= $1 AND photo.content_hash < $2)`;

/** Those that nobody has named for a day, the longest unused first. */
export async function findUnusedPhotoContents(sql: SqlRunner, limit: number): Promise<string[]> {
  const rows = await sql.rows<{ hash: string }>(
    `SELECT content_hash AS hash FROM photo_content WHERE unused_since < now() - $1::interval
     ORDER BY unused_since LIMIT $2`,
    [unusedFor, limit],
  );
  return rows.map(({ hash }) => hash);
}

/** False when it was claimed or named meanwhile. Until the transaction ends, whoever claims it waits. */
export async function dropUnusedPhotoContent(tx: Transaction, hash: string): Promise<boolean> {
  const row = await firstRow(
    tx,
    `DELETE FROM photo_content WHERE content_hash = $1 AND unused_since < now() - $2::interval
       AND NOT EXISTS (SELECT 1 FROM photo WHERE photo.content_hash = $1)
     RETURNING content_hash`,
    [hash, unusedFor],
  );
  return row !== null;
}
