/**
 * Jobs are added by SQL, inside the transaction that makes them necessary: the job table is the outbox. Only wakes go
 * there; what is to be done stands in our own tables.
 */

import type { SqlRunner, Transaction } from '../sql.ts';

/**
 * Wakes the pump of each account. One job an account (its key): a wake that is already waiting is brought forward, one
 * that is running gets a successor.
 */
export async function wakeAccounts(tx: Transaction, accountIds: readonly string[]): Promise<void> {
  await addPumps(tx, accountIds, 0);
}

/** Wakes one account's pump in so many milliseconds. */
export async function wakeAccountIn(sql: SqlRunner, accountId: string, delayMs: number): Promise<void> {
  await addPumps(sql, [accountId], delayMs);
}

async function addPumps(sql: SqlRunner, accountIds: readonly string[], delayMs: number): Promise<void> {
  const unique = [...new Set(accountIds)].sort();
  if (unique.length === 0) {
    return;
  }
  // add_job is called once a row; the function is volatile, so the planner keeps the call. A wake that is already
  // waiting is never put off: a pump that says "again tomorrow" must not silence one that was asked for meanwhile.
  await sql.rows(
    `SELECT (graphile_worker.add_job('pump', json_build_object('accountId', account_id),
       job_key := 'pump:' || account_id, max_attempts := 5,
       run_at := least(clock_timestamp() + $2 * interval '1 millisecond',
         (SELECT run_at FROM graphile_worker.jobs
          WHERE key = 'pump:' || account_id AND locked_at IS NULL AND attempts < max_attempts)))).id::text
     FROM unnest($1::uuid[]) AS account_id`,
    [unique, delayMs],
  );
}

/** Asks the worker to fetch pending photos; one job a photo. */
export async function fetchPhotos(sql: SqlRunner, photoIds: readonly string[]): Promise<void> {
  if (photoIds.length === 0) {
    return;
  }
  await sql.rows(
    `SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
       SELECT json_populate_record(NULL::graphile_worker.job_spec, json_build_object(
         'identifier', 'fetch_photo', 'payload', json_build_object('photoId', id),
         'job_key', 'photo:' || id, 'max_attempts', 4))
       FROM unnest($1::uuid[]) AS id))`,
    [photoIds],
  );
}

/** Asks the worker to do at their channels what `post.ending` says; one job a post. */
export async function endListings(sql: SqlRunner, postIds: readonly string[], delayMs = 0): Promise<void> {
  const unique = [...new Set(postIds)].sort();
  if (unique.length === 0) {
    return;
  }
  await sql.rows(
    `SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
       SELECT json_populate_record(NULL::graphile_worker.job_spec, json_build_object(
         'identifier', 'end_listing', 'payload', json_build_object('postId', id),
         'job_key', 'end:' || id, 'max_attempts', 4,
         'run_at', clock_timestamp() + $2 * interval '1 millisecond'))
       FROM unnest($1::uuid[]) AS id))`,
    [unique, delayMs],
  );
}
