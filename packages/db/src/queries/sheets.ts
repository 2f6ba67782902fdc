/**
 * Sheets: files of posts that a person uploads. A row of a sheet stays when its post leaves (it is canceled, or mended and
 * handed over anew); whether it still counts is told by the post: `awaiting_upload`, in the same generation.
 */

import type { AccountStatus, ImportedListing, PostStatus } from '@hawker/core';
import { firstRow, type SqlRunner } from '../sql.ts';

/** What the file says of a post. */
export type SheetContents = Pick<
  ImportedListing,
  'title' | 'description' | 'priceMinor' | 'currency' | 'condition' | 'category'
>;

export interface SheetRow {
  id: string;
  number: number;
  currency: string;
  accountId: string;
  accountName: string;
  accountStatus: AccountStatus;
  channel: string;
  createdAt: Date;
  /** Null: it still takes posts, as long as it has room. */
  downloadedAt: Date | null;
  /** Posts that wait in it for their upload. */
  waiting: number;
  /** Posts that a person has said are live, or were. */
  live: number;
  /** Posts that a person has said were refused, and that are in no other sheet yet. */
  refused: number;
  /** Waiting posts that say something else by now than the file that was downloaded. */
  changed: number;
  /** Photos of its waiting posts. */
  photos: number;
}

/** What the file says of a post now. As jsonb, so that it can be compared with what was written. */
export const sheetContents = `jsonb_build_object('title', coalesce(post.title, listing.title),
  'description', coalesce(post.description, listing.description),
  'priceMinor', coalesce(post.price_minor, listing.price_minor), 'currency', listing.currency,
  'condition', listing.condition, 'category', listing.category)`;

/** Of `sheet_row` joined with its `post`. */
export const waitsInSheet = `post.status = 'awaiting_upload' AND post.generation = sheet_row.generation`;

/** A person has said that it is live, or it was once: its row is kept, whatever the sheet still goes through. */
export const wentLiveFromSheet = `(post.status IN ('published', 'sold', 'delisted') OR post.generation > sheet_row.generation)`;

interface SheetFilter {
  id?: string;
  accountId?: string;
  /** Only those with posts that wait for their upload. */
  waiting?: boolean;
  /** Of those that wait: only what comes behind this sheet, whatever has become of it. */
  after?: string;
}

/** Those that wait for their upload, the oldest first; then those that are done, the newest first. One that all have left only by its id. */
export function listSheets(sql: SqlRunner, filter: SheetFilter, limit: number): Promise<SheetRow[]> {
  return sql.rows<SheetRow>(
    `SELECT sheet.id, sheet.number, sheet.currency, sheet.account_id AS "accountId", account.name AS "accountName",
       account.status AS "accountStatus", account.channel, sheet.created_at AS "createdAt",
       sheet.downloaded_at AS "downloadedAt", counts.waiting, counts.live, counts.refused, counts.changed, counts.photos
     FROM sheet JOIN account ON account.id = sheet.account_id
     CROSS JOIN LATERAL (
       SELECT count(*) FILTER (WHERE ${waitsInSheet})::int AS waiting,
         count(*) FILTER (WHERE ${wentLiveFromSheet})::int AS live,
         count(*) FILTER (WHERE refused_at IS NOT NULL)::int AS refused,
         count(*) FILTER (WHERE ${waitsInSheet} AND sheet_row.written IS NOT NULL AND sheet_row.written <> ${sheetContents})::int AS changed,
         coalesce(sum(photo.n) FILTER (WHERE ${waitsInSheet}), 0)::int AS photos
       FROM sheet_row JOIN post ON post.id = sheet_row.post_id JOIN listing ON listing.id = post.listing_id
       CROSS JOIN LATERAL (
         SELECT count(*) AS n FROM photo WHERE photo.listing_id = listing.id AND content_hash IS NOT NULL
       ) AS photo
       WHERE sheet_row.sheet_id = sheet.id AND post.deleted_at IS NULL
     ) AS counts
     WHERE account.deleted_at IS NULL AND ($1::uuid IS NOT NULL OR counts.waiting + counts.live + counts.refused > 0)
       AND ($1::uuid IS NULL OR sheet.id = $1) AND ($2::uuid IS NULL OR sheet.account_id = $2)
       AND ($5::uuid IS NULL OR (sheet.created_at, sheet.number, sheet.id) > (SELECT created_at, number, id FROM sheet WHERE id = $5))
       -- Which sheets have waiting posts is asked of the posts, and of the others only the latest are counted: over the
       -- years an account has thousands that are done.
       AND sheet.id IN (
         SELECT sheet_id FROM post JOIN sheet_row ON post_id = post.id AND sheet_row.generation = post.generation
         WHERE post.status = 'awaiting_upload' AND post.deleted_at IS NULL AND ($2::uuid IS NULL OR post.account_id = $2)
         UNION ALL
         (SELECT id FROM sheet
          WHERE NOT $3 AND ($1::uuid IS NULL OR id = $1) AND ($2::uuid IS NULL OR account_id = $2)
          ORDER BY id DESC LIMIT $4))
     ORDER BY counts.waiting = 0, CASE WHEN counts.waiting > 0 THEN sheet.created_at END, CASE WHEN counts.waiting > 0 THEN sheet.number END,
       CASE WHEN counts.waiting > 0 THEN sheet.id END, sheet.created_at DESC, sheet.number DESC LIMIT $4`,
    [filter.id ?? null, filter.accountId ?? null, filter.waiting ?? false, limit, filter.after ?? null],
  );
}

/** The sheet that a post is in, or was in last. */
export interface PostSheetRow {
  id: string;
  number: number;
  downloadedAt: Date | null;
  /** Posts that wait in it. */
  waiting: number;
  /** Whether the file that was downloaded has this post. */
  isWritten: boolean;
  /** Whether a person has said that the marketplace refused it: then that file cannot have made it live. */
  isRefused: boolean;
  /** Whether it says something else there than the post does now. */
  isChanged: boolean;
}

export function findSheetOfPost(sql: SqlRunner, postId: string): Promise<PostSheetRow | null> {
  return firstRow<PostSheetRow>(
    sql,
    `SELECT sheet.id, sheet.number, sheet.downloaded_at AS "downloadedAt",
       sheet_row.written IS NOT NULL AS "isWritten", sheet_row.refused_at IS NOT NULL AS "isRefused",
       coalesce(sheet_row.written <> ${sheetContents}, false) AS "isChanged",
       (SELECT count(*)::int FROM sheet_row AS other JOIN post AS its ON its.id = other.post_id
        WHERE other.sheet_id = sheet.id AND its.status = 'awaiting_upload' AND its.generation = other.generation
          AND its.deleted_at IS NULL) AS waiting
     FROM post JOIN listing ON listing.id = post.listing_id
     JOIN sheet_row ON sheet_row.post_id = post.id AND sheet_row.generation = post.generation
     JOIN sheet ON sheet.id = sheet_row.sheet_id
     WHERE post.id = $1`,
    [postId],
  );
}

export interface PostOfSheet {
  id: string;
  /** Its place among the listings of the file, as it was first downloaded: 1 to 50. */
  row: number;
  /** As the file says, once there is one: that is what is to be seen where it was uploaded. */
  title: string;
  priceMinor: number;
  status: PostStatus;
  photoHash: string | null;
  /** It waits for its upload, and the downloaded file has it. */
  isAsked: boolean;
  isRefused: boolean;
  /** Why it was refused, or could not be in the file. */
  reason: string | null;
  /** It was listed anew since: what became of it there is the story of another sheet. */
  isOver: boolean;
}

/** All that a sheet has, whatever became of them, as they stand in its file. */
export function listPostsOfSheet(sql: SqlRunner, sheetId: string): Promise<PostOfSheet[]> {
  return sql.rows<PostOfSheet>(
    `SELECT post.id, sheet_row.position AS row, coalesce(written ->> 'title', post.title, listing.title) AS title,
       coalesce((written ->> 'priceMinor')::int, post.price_minor, listing.price_minor) AS "priceMinor", post.status,
       (SELECT content_hash FROM photo WHERE photo.listing_id = listing.id AND content_hash IS NOT NULL
        ORDER BY position, id LIMIT 1) AS "photoHash",
       ${waitsInSheet} AND written IS NOT NULL AS "isAsked", refused_at IS NOT NULL AS "isRefused",
       CASE WHEN post.status = 'failed' THEN post.last_sentence END AS reason,
       post.generation > sheet_row.generation AS "isOver"
     FROM sheet_row JOIN post ON post.id = sheet_row.post_id JOIN listing ON listing.id = post.listing_id
     WHERE sheet_row.sheet_id = $1 AND post.deleted_at IS NULL ORDER BY sheet_row.position`,
    [sheetId],
  );
}

export interface SheetPhoto {
  /** Which of the listings in the file, as it was first downloaded, it belongs to: 1 to 50. */
  row: number;
  title: string;
  contentHash: string;
  mime: string;
}

/**
 * Photos of the posts that wait in a sheet: row by row, each in the seller's order. A row keeps the number of the file that
 * was first downloaded, also when others have left; before that it has the one that it would get.
 */
export function listSheetPhotos(sql: SqlRunner, sheetId: string): Promise<SheetPhoto[]> {
  return sql.rows<SheetPhoto>(
    `SELECT waiting.row, waiting.title, photo.content_hash AS "contentHash", photo.mime
     FROM (
       SELECT CASE WHEN sheet.downloaded_at IS NULL THEN row_number() OVER (ORDER BY sheet_row.position)
         ELSE sheet_row.position END AS row, coalesce(post.title, listing.title) AS title, listing.id
       FROM sheet_row JOIN sheet ON sheet.id = sheet_row.sheet_id
       JOIN post ON post.id = sheet_row.post_id JOIN listing ON listing.id = post.listing_id
       WHERE sheet_row.sheet_id = $1 AND ${waitsInSheet} AND post.deleted_at IS NULL
     ) AS waiting JOIN photo ON photo.listing_id = waiting.id
     WHERE photo.content_hash IS NOT NULL AND photo.mime IS NOT NULL
     ORDER BY waiting.row, photo.position, photo.id`,
    [sheetId],
  );
}
