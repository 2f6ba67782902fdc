/**
 * The only code that changes a post's status. One statement applies a move of the state machine to those of the given
 * posts that may make it, and writes an event for each; a post that has meanwhile moved on is left alone and is
 * missing from the result.
 */

import { type PostMoveName, type PostStatus, postMoves } from '@hawker/core';
import type { SqlRunner, SqlValue } from '../sql.ts';

/** What changes along with the status. Times are the database's. */
export interface PostChanges {
  /** When the engine may take it: at once, in so many milliseconds, at a time, or not before somebody acts. */
  due?: 'now' | { inMs: number } | Date | null;
  scheduledAt?: Date | null;
  /** `reset` is a person's word, and forgets the crashes as well. */
  retries?: 'reset' | 'increment';
  generation?: 'next';
  /** What to tell the person; null clears it. `sentence` null: why the rule of its account makes nothing of its listing. */
  last?: { class: string; sentence: string | null; nextStep: string | null } | null;
  /** Null: what it was known by belongs to an earlier generation. */
  external?: { id: string | null; url: string | null } | null;
  /** What was asked to be done with it at its channel is done, or given up. */
  ending?: null;
  /** Marks the account's local date, for the chart of days. */
  settledInZone?: string;
  /** As of which change of its listing it was taken: as text, because a Date has no microseconds. */
  listingSeenAt?: string;
}

export interface PostMoveRequest {
  move: PostMoveName;
  postIds: readonly string[];
  /** Who: `user:<id>`, `token:<id>`, `worker:<id>`, `system`. */
  actor: string;
  /** Narrower than the state machine, where the caller must be stricter. */
  onlyFrom?: readonly PostStatus[];
  changes?: PostChanges;
  /** A time for each of `postIds`: it is scheduled and due then. */
  times?: readonly Date[];
  attemptId?: string;
  /** For the post's story. */
  detail?: string;
}

export interface MovedPost {
  id: string;
  accountId: string;
  batchId: string | null;
  fromStatus: PostStatus;
  version: number;
}

export async function movePosts(sql: SqlRunner, request: PostMoveRequest): Promise<MovedPost[]> {
  const { move, postIds, actor, changes = {}, onlyFrom } = request;
  const { from, to } = postMoves[move];
  const allowed: readonly PostStatus[] = onlyFrom ? from.filter((status) => onlyFrom.includes(status)) : from;
  const values: SqlValue[] = [postIds, allowed, to, move, actor, request.attemptId ?? null, request.detail ?? null];
  const assignments = assignmentsFor(to, changes, (value) => `$${values.push(value)}`);
  const times = request.times === undefined ? null : `$${values.push(request.times)}`;
  if (times !== null) {
    assignments.push(
      `scheduled_at = target.at`,
      `due_at = ${heldForPhotos.has(to) ? unlessHeld('target.at') : 'target.at'}`,
    );
  }
  // Locked in the order of their ids, so that two moves of overlapping selections cannot deadlock.
  return sql.rows<MovedPost>(
    `WITH target AS MATERIALIZED (
       SELECT ${times === null ? 'post.id FROM post' : `post.id, at FROM post JOIN unnest($1::uuid[], ${times}::timestamptz[]) AS timed (id, at) USING (id)`}
       WHERE post.id = ANY($1::uuid[]) AND status = ANY($2::post_status[]) AND deleted_at IS NULL
       ORDER BY post.id FOR UPDATE OF post
     ), moved AS (
       UPDATE post SET status = $3, version = version + 1, status_since = clock_timestamp(),
         updated_at = clock_timestamp()${assignments.map((assignment) => `, ${assignment}`).join('')}
       FROM target WHERE post.id = target.id
       RETURNING post.id, post.account_id, post.batch_id, old.status AS from_status, post.version
     ), event AS (
       INSERT INTO post_event (post_id, account_id, batch_id, move, from_status, to_status, version, actor, attempt_id, detail)
       SELECT id, account_id, batch_id, $4, from_status, $3, version, $5, $6::uuid, $7 FROM moved
     )
     SELECT id, account_id AS "accountId", batch_id AS "batchId", from_status AS "fromStatus", version FROM moved`,
    values,
  );
}

function assignmentsFor(to: PostStatus, changes: PostChanges, parameter: (value: SqlValue) => string): string[] {
  const assignments: string[] = [];
  if (changes.due !== undefined) {
    const due = dueExpression(changes.due, parameter);
    assignments.push(`due_at = ${heldForPhotos.has(to) ? unlessHeld(due) : due}`);
  }
  if (changes.scheduledAt !== undefined) {
    assignments.push(`scheduled_at = ${parameter(changes.scheduledAt)}::timestamptz`);
  }
  if (changes.retries !== undefined) {
    assignments.push(changes.retries === 'reset' ? 'retries = 0, crashes = 0' : 'retries = retries + 1');
  }
  if (changes.generation === 'next') {
    assignments.push('generation = generation + 1');
  }
  if (changes.last !== undefined) {
    assignments.push(`last_class = ${parameter(changes.last?.class ?? null)}`);
    assignments.push(
      changes.last?.sentence === null
        ? `last_sentence = (SELECT string_agg(value, ' ') FROM jsonb_each_text(rule_errors))`
        : `last_sentence = ${parameter(changes.last?.sentence ?? null)}`,
    );
    assignments.push(`last_next_step = ${parameter(changes.last?.nextStep ?? null)}`);
  }
  if (changes.ending === null) {
    assignments.push('ending = NULL');
  }
  if (changes.external === null) {
    assignments.push('external_id = NULL', 'external_url = NULL', 'published_at = NULL', 'settled_on = NULL');
  } else if (changes.external) {
    assignments.push(`external_id = ${parameter(changes.external.id)}`);
    assignments.push(`external_url = ${parameter(changes.external.url)}`);
    assignments.push('published_at = clock_timestamp()');
  }
  if (changes.listingSeenAt !== undefined) {
    assignments.push(`listing_seen_at = ${parameter(changes.listingSeenAt)}::timestamptz`);
  }
  if (changes.settledInZone !== undefined) {
    assignments.push(`settled_on = (clock_timestamp() AT TIME ZONE ${parameter(changes.settledInZone)}::text)::date`);
  }
  return assignments;
}

/** A post in one of these that still waits for photos gets its due time from `releaseHeldPosts`. */
const heldForPhotos: ReadonlySet<PostStatus> = new Set<PostStatus>(['queued', 'scheduled']);

/** Without this a post would go out without the photos that are on their way. */
function unlessHeld(due: string): string {
  return `CASE WHEN EXISTS (SELECT 1 FROM photo WHERE photo.listing_id = post.listing_id AND photo.status = 'pending')
    THEN NULL ELSE ${due} END`;
}

function dueExpression(due: NonNullable<PostChanges['due']> | null, parameter: (value: SqlValue) => string): string {
  if (due === null) {
    return 'NULL';
  }
  if (due === 'now') {
    return 'clock_timestamp()';
  }
  if (due instanceof Date) {
    return `${parameter(due)}::timestamptz`;
  }
  return `clock_timestamp() + ${parameter(due.inMs)} * interval '1 millisecond'`;
}
