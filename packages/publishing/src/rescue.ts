/**
 * Transaction E: rescue. A worker that died left an account leased and an attempt open. When the lease has run out, an
 * attempt that had not passed the point of no return is abandoned and its post queued again; one that had passed it is
 * unknown, and only a lookup can tell. Runs from the sweeper, one process at a time.
 */

import { type Database, movePosts, wakeAccounts } from '@hawker/db';

/** Source: publishing.md: heartbeat every 5 s, dead after 30 s. */
export const workerDeadAfterMs = 30_000;

export interface Rescued {
  abandoned: number;
  unknown: number;
}

export function rescueExpiredLeases(database: Database): Promise<Rescued> {
  return database.transaction(async (tx): Promise<Rescued> => {
    const accounts = await tx.rows<{ id: string }>(
      `SELECT id FROM account WHERE lease_until < clock_timestamp() ORDER BY id FOR UPDATE SKIP LOCKED`,
    );
    const accountIds = accounts.map((account) => account.id);
    if (accountIds.length === 0) {
      return { abandoned: 0, unknown: 0 };
    }
    // The fence moves on: whatever the late worker still writes is refused.
    await tx.rows(
      `UPDATE account SET fence = fence + 1, lease_worker_id = NULL, lease_until = NULL WHERE id = ANY($1::uuid[])`,
      [accountIds],
    );
    const attempts = await tx.rows<{ id: string; postId: string; status: 'abandoned' | 'unknown' }>(
      `UPDATE attempt SET
         status = CASE WHEN status = 'started' THEN 'abandoned'::attempt_status ELSE 'unknown'::attempt_status END,
         class = CASE WHEN status = 'started' THEN class ELSE 'unknown' END,
         sentence = 'The worker went away while it was publishing this post.',
         finished_at = clock_timestamp()
       WHERE account_id = ANY($1::uuid[]) AND status IN ('started', 'submitting')
       RETURNING id, post_id AS "postId", status`,
      [accountIds],
    );
    const postsWith = (status: 'abandoned' | 'unknown') =>
      attempts.filter((attempt) => attempt.status === status).map((attempt) => attempt.postId);
    const abandoned = postsWith('abandoned');
    const unknown = postsWith('unknown');
    const detail = 'The worker went away.';
    await movePosts(tx, { move: 'abandon', postIds: abandoned, actor: 'system', detail, changes: { due: 'now' } });
    await movePosts(tx, { move: 'loseReply', postIds: unknown, actor: 'system', detail, changes: { due: 'now' } });
    await wakeAccounts(tx, accountIds);
    return { abandoned: abandoned.length, unknown: unknown.length };
  });
}

/** Gives back the jobs of workers whose heartbeat stopped: graphile-worker itself would hold them for four hours. */
export async function unlockJobsOfDeadWorkers(database: Database): Promise<number> {
  const dead = await database.sql.rows<{ poolId: string }>(
    `UPDATE worker SET stopped_at = clock_timestamp()
     WHERE stopped_at IS NULL AND heartbeat_at < clock_timestamp() - $1 * interval '1 millisecond'
     RETURNING pool_id AS "poolId"`,
    [workerDeadAfterMs],
  );
  const poolIds = dead.flatMap((worker) => (worker.poolId === null ? [] : [worker.poolId]));
  if (poolIds.length > 0) {
    await database.sql.rows('SELECT graphile_worker.force_unlock_workers($1::text[])', [poolIds]);
  }
  return dead.length;
}
