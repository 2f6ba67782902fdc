/**
 * What happens to a post without a change of its status, as part of its story: an event like any move's, with the same
 * status on both sides, so that screens hear of it and the story stays whole.
 */

import type { PostStatus } from '@hawker/core';
import type { SqlRunner } from '../sql.ts';

export type PostNote =
  /** A person asked for a live listing to be marked as sold, taken down, or listed anew. */
  | 'askToEnd'
  /** The channel did not do it. */
  | 'endRefused';

export interface PostNoteRequest {
  note: PostNote;
  postIds: readonly string[];
  onlyFrom: readonly PostStatus[];
  /** Who: `user:<id>`, `worker:<id>`, `system`. */
  actor: string;
  detail: string;
  /** What is to be done at the channel from now on; null: nothing any more. Left alone where it is so already. */
  ending: 'sold' | 'delisted' | 'relisted' | null;
  /** What to tell the person. */
  last: { class: string; sentence: string; nextStep: string | null } | null;
}

export async function notePosts(
  sql: SqlRunner,
  request: PostNoteRequest,
): Promise<{ id: string; accountId: string }[]> {
  const { note, postIds, onlyFrom, actor, detail, ending, last } = request;
  return sql.rows<{ id: string; accountId: string }>(
    `WITH target AS MATERIALIZED (
       SELECT id FROM post
       WHERE id = ANY($1::uuid[]) AND status = ANY($2::post_status[]) AND deleted_at IS NULL AND ending IS DISTINCT FROM $6
       ORDER BY id FOR UPDATE
     ), noted AS (
       UPDATE post SET version = version + 1, updated_at = clock_timestamp(), ending = $6,
         last_class = $7, last_sentence = $8, last_next_step = $9
       FROM target WHERE post.id = target.id
       RETURNING post.id, post.account_id, post.batch_id, post.status, post.version
     ), event AS (
       INSERT INTO post_event (post_id, account_id, batch_id, move, from_status, to_status, version, actor, detail)
       SELECT id, account_id, batch_id, $3, status, status, version, $4, $5 FROM noted
     )
     SELECT id, account_id AS "accountId" FROM noted`,
    [
      ...[postIds, onlyFrom, note, actor, detail, ending],
      ...[last?.class ?? null, last?.sentence ?? null, last?.nextStep ?? null],
    ],
  );
}
