import type { PostStatus } from '@hawker/core';
import type { SqlRunner, Transaction } from '../sql.ts';
import { isDue, isWaiting } from './due.ts';

export interface BatchRow {
  id: string;
  name: string;
  listingCount: number;
  postCount: number;
  createdAt: Date;
  createdBy: string | null;
  /** Listings that its file made, and that it changed; null where it came from no file. */
  createdCount: number | null;
  updatedCount: number | null;
  /** Rows of its file that stayed behind and wait to be mended, as an upload; null where there are none. */
  restUploadId: string | null;
  /** How many they are; 0 where there are none. */
  restRowCount: number;
  /** Rows of its file that somebody left out. */
  outRowCount: number;
  /** Only the statuses that occur; deleted posts are left out. */
  postCounts: Partial<Record<PostStatus, number>>;
}

export interface BatchFilter {
  id?: string;
  /** Only those with a post that is under way or waits for its turn. */
  running?: boolean;
}

/** Newest first, with progress by counters. */
export function listBatches(
  sql: SqlRunner,
  filter: BatchFilter,
  page: { after?: string; limit: number },
): Promise<BatchRow[]> {
  return sql.rows<BatchRow>(
    `SELECT batch.id, batch.name, listing_count AS "listingCount", post_count AS "postCount",
       batch.created_at AS "createdAt", "user".name AS "createdBy", counts.by_status AS "postCounts",
       created_count AS "createdCount", updated_count AS "updatedCount",
       rest.id AS "restUploadId", coalesce(rest.rows, 0) AS "restRowCount",
       (SELECT coalesce(sum(out_count), 0)::int FROM upload WHERE upload.batch_id = batch.id) AS "outRowCount"
     FROM batch
     LEFT JOIN LATERAL (
       SELECT id, row_count - out_count AS rows FROM upload
       WHERE rest_of_batch_id = batch.id AND upload.batch_id IS NULL AND row_count > out_count LIMIT 1
     ) AS rest ON true
     LEFT JOIN "user" ON "user".id = batch.user_id
     CROSS JOIN LATERAL (
       SELECT coalesce(json_object_agg(status, n), '{}') AS by_status
       FROM (SELECT status, sum(n) AS n FROM batch_count WHERE batch_id = batch.id GROUP BY status HAVING sum(n) > 0) AS folded
     ) AS counts
     WHERE ($1::uuid IS NULL OR batch.id = $1) AND ($2::uuid IS NULL OR batch.id < $2) AND (NOT $3 OR batch.id IN (
       -- In the order of the page and no more than it shows, however many are running.
       SELECT batch_id FROM batch_count
       WHERE ${isWaiting} AND ($1::uuid IS NULL OR batch_id = $1) AND ($2::uuid IS NULL OR batch_id < $2)
       GROUP BY batch_id HAVING sum(n) > 0 ORDER BY batch_id DESC LIMIT $4))
     ORDER BY batch.id DESC LIMIT $4`,
    [filter.id ?? null, page.after ?? null, filter.running ?? false, page.limit],
  );
}

export interface NewBatch {
  id: string;
  name: string;
  listingCount: number;
  postCount: number;
  userId: string | null;
  actor: string;
  /** The upload that becomes this batch. */
  uploadId?: string;
}

/** Makes the batch and its entry in the audit trail, in one statement; an upload is a batch from then on. */
export async function insertBatch(tx: Transaction, batch: NewBatch): Promise<void> {
  await tx.rows(
    `WITH made AS (
       INSERT INTO batch (id, name, listing_count, post_count, user_id) VALUES ($1, $2, $3, $4, $5)
     ), taken AS (
       UPDATE upload SET batch_id = $1 WHERE id = $7
     ), read AS (
       DELETE FROM upload_raw_row WHERE upload_id = $7
     )
     INSERT INTO audit_entry (actor, user_id, action, entity, entity_id, detail)
     VALUES ($6, $5, 'create', 'batch', $1, json_build_object('name', $2::text, 'posts', $4::int))`,
    [batch.id, batch.name, batch.listingCount, batch.postCount, batch.userId, batch.actor, batch.uploadId ?? null],
  );
}

/** Where some of the posts were there already: how many the batch made, for itself and its entry in the audit trail. */
export async function setBatchPosts(tx: Transaction, batchId: string, posts: number): Promise<void> {
  await tx.rows(
    `WITH counted AS (UPDATE batch SET post_count = $2 WHERE id = $1)
     UPDATE audit_entry SET detail = detail || jsonb_build_object('posts', $2::integer)
     WHERE entity = 'batch' AND entity_id = $1 AND action = 'create'`,
    [batchId, posts],
  );
}

export interface BatchAccountRow {
  accountId: string;
  /** Posts of this batch that wait for their turn. */
  waiting: number;
  /** Posts of the account that are due no later than the batch's last one: its own, and those in front of them. */
  ahead: number;
  lastDueAt: Date | null;
}

/** The accounts on which a batch still has something to do. */
export function listBatchAccounts(sql: SqlRunner, batchId: string): Promise<BatchAccountRow[]> {
  return sql.rows<BatchAccountRow>(
    `WITH mine AS (
       SELECT account_id, count(*)::int AS waiting, max(due_at) AS last_due_at FROM post
       WHERE batch_id = $1 AND deleted_at IS NULL
         AND ${isWaiting}
       GROUP BY account_id
     )
     SELECT account_id AS "accountId", waiting, last_due_at AS "lastDueAt", greatest(waiting, (
       SELECT count(*)::int FROM post
       WHERE post.account_id = mine.account_id AND due_at <= mine.last_due_at AND ${isDue}
     )) AS ahead
     FROM mine`,
    [batchId],
  );
}

export interface BatchProblemRow {
  status: PostStatus;
  sentence: string;
  nextStep: string | null;
  /** What the channel refused, by field. */
  fieldErrors: Record<string, string> | null;
  posts: number;
  /** One of them, to look at. */
  postId: string;
}

/** Why posts of a batch do not go on, the most frequent reason first. */
export function listBatchProblems(sql: SqlRunner, batchId: string, limit: number): Promise<BatchProblemRow[]> {
  return sql.rows<BatchProblemRow>(
    `SELECT post.status, coalesce(last_sentence, '') AS sentence, last_next_step AS "nextStep",
       latest.field_errors AS "fieldErrors", count(*)::int AS posts, (array_agg(post.id ORDER BY post.id))[1] AS "postId"
     FROM post LEFT JOIN LATERAL (
       SELECT field_errors FROM attempt WHERE attempt.post_id = post.id ORDER BY attempt.id DESC LIMIT 1
     ) AS latest ON post.status = 'failed'
     WHERE batch_id = $1 AND deleted_at IS NULL AND post.status IN ('failed', 'needs_review', 'auth_blocked')
     GROUP BY 1, 2, 3, 4 ORDER BY posts DESC, sentence, 4 LIMIT $2`,
    [batchId, limit],
  );
}
