import type { PostStatus } from '@hawker/core';
import type { SqlRunner, Transaction } from '../sql.ts';

export interface BatchRow {
  id: string;
  name: string;
  listingCount: number;
  postCount: number;
  createdAt: Date;
  createdBy: string | null;
  /** Only the statuses that occur; deleted posts are left out. */
  postCounts: Partial<Record<PostStatus, number>>;
  /** When the last of its waiting posts is due, where that is known. */
  lastDueAt: Date | null;
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
       (SELECT max(scheduled_at) FROM post WHERE post.batch_id = batch.id AND post.deleted_at IS NULL AND status = 'scheduled')
         AS "lastDueAt"
     FROM batch
     LEFT JOIN "user" ON "user".id = batch.user_id
     CROSS JOIN LATERAL (
       SELECT coalesce(json_object_agg(status, n), '{}') AS by_status,
         coalesce(bool_or(status IN ('queued', 'publishing', 'scheduled', 'retry_wait', 'rate_limited', 'unknown')), false) AS running
       FROM (SELECT status, sum(n) AS n FROM batch_count WHERE batch_id = batch.id GROUP BY status HAVING sum(n) > 0) AS folded
     ) AS counts
     WHERE ($1::uuid IS NULL OR batch.id = $1) AND ($2::uuid IS NULL OR batch.id < $2) AND (NOT $3 OR counts.running)
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
}

/** Makes the batch and its entry in the audit trail, in one statement. */
export async function insertBatch(tx: Transaction, batch: NewBatch): Promise<void> {
  await tx.rows(
    `WITH made AS (
       INSERT INTO batch (id, name, listing_count, post_count, user_id) VALUES ($1, $2, $3, $4, $5)
     )
     INSERT INTO audit_entry (actor, user_id, action, entity, entity_id, detail)
     VALUES ($6, $5, 'create', 'batch', $1, json_build_object('name', $2::text, 'posts', $4::int))`,
    [batch.id, batch.name, batch.listingCount, batch.postCount, batch.userId, batch.actor],
  );
}
