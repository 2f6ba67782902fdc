/**
 * Transaction E: rescue. A worker that died left jobs locked, accounts leased and attempts open. One living worker at a
 * time (the leader, by an advisory lock) gives them back, with every heartbeat of its own.
 *
 * What had not passed the point of no return is abandoned and its post queued again as soon as its worker counts as
 * dead: that worker has fenced itself before, and the fence moves on here. What had passed it keeps its lease to the
 * end, because the request may still be under way; then its outcome is unknown, and only a lookup can tell.
 */

import { movePosts, type Transaction, wakeAccounts } from '@hawker/db';
import type { EngineOptions, EngineTimes } from './options.ts';

/** Any fixed number, different from the sweeper's and the migration's. */
export const rescueLockKey = 429_540;

/** A post that its worker did not survive so often is shown to a person instead of being tried again. */
export const crashesUntilReview = 3;

export interface Rescued {
  deadWorkers: number;
  /** Posts queued again: nothing had been sent. */
  abandoned: number;
  /** Posts to be looked up. */
  unknown: number;
  /** Posts that took their worker down too often. */
  quarantined: number;
}

/** Null where another worker leads. */
export async function rescue(engine: EngineOptions): Promise<Rescued | null> {
  const { database, times } = engine;
  const rescued = await database.transaction(async (tx): Promise<Rescued | null> => {
    const [leader] = await tx.rows<{ won: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS won', [rescueLockKey]);
    if (!leader?.won) {
      return null;
    }
    const deadWorkers = await buryDeadWorkers(tx, times);
    await unlockJobsOfTheDead(tx, times);
    return { deadWorkers, ...(await rescueAccounts(tx, times)) };
  });
  if (rescued && rescued.abandoned + rescued.unknown + rescued.quarantined > 0) {
    engine.log.warn({ ...rescued }, 'took over what another worker had left');
    await engine.onChange(['post', 'account']);
  }
  return rescued;
}

async function buryDeadWorkers(tx: Transaction, { workerDeadAfterMs }: EngineTimes): Promise<number> {
  const dead = await tx.rows(
    `UPDATE worker SET stopped_at = clock_timestamp()
     WHERE stopped_at IS NULL AND heartbeat_at < clock_timestamp() - $1 * interval '1 millisecond' RETURNING id`,
    [workerDeadAfterMs],
  );
  return dead.length;
}

/**
 * graphile-worker itself would hold them for four hours. Also those of a worker that signed off without finishing them.
 * Only locks of some age: a worker may lock its first job a moment before its first heartbeat.
 */
async function unlockJobsOfTheDead(tx: Transaction, { workerDeadAfterMs }: EngineTimes): Promise<void> {
  await tx.rows(
    `SELECT graphile_worker.force_unlock_workers(pools) FROM (
       SELECT array_agg(DISTINCT locked_by) AS pools FROM graphile_worker.jobs
       WHERE locked_at < clock_timestamp() - $1 * interval '1 millisecond'
         AND NOT EXISTS (SELECT 1 FROM worker WHERE pool_id = locked_by AND stopped_at IS NULL)
     ) AS dead WHERE pools IS NOT NULL`,
    [workerDeadAfterMs],
  );
}

type RescuedPosts = Omit<Rescued, 'deadWorkers'>;

async function rescueAccounts(tx: Transaction, times: EngineTimes): Promise<RescuedPosts> {
  const accounts = await tx.rows<{ id: string }>(
    `SELECT id FROM account
     WHERE lease_until < clock_timestamp() OR (
       -- Only a defect leaves an attempt open without a lease. Its post must not be stuck all the same.
       lease_until IS NULL AND EXISTS (SELECT 1 FROM attempt
         WHERE attempt.account_id = account.id AND attempt.status IN ('started', 'submitting'))
     ) OR (
       lease_until IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM worker WHERE worker.id = lease_worker_id AND stopped_at IS NULL)
       AND NOT EXISTS (SELECT 1 FROM attempt WHERE attempt.account_id = account.id AND attempt.status = 'submitting'))
     ORDER BY id FOR NO KEY UPDATE SKIP LOCKED`,
  );
  const accountIds = await withoutRequestsUnderWay(
    tx,
    accounts.map((account) => account.id),
  );
  if (accountIds.length === 0) {
    return { abandoned: 0, unknown: 0, quarantined: 0 };
  }
  const setAside = await countLookupCrashes(tx, accountIds, times);
  const attempts = await closeAttempts(tx, accountIds, times);
  // The fence moves on: whatever the late worker still writes is refused. A request that was out may have arrived as
  // late as its lease ended, so the gap is counted from there.
  await tx.rows(
    `UPDATE account SET fence = fence + 1, lease_worker_id = NULL, lease_until = NULL,
       next_slot_at = CASE WHEN id = ANY($2::uuid[])
         THEN greatest(next_slot_at, lease_until + min_gap_seconds * interval '1 second') ELSE next_slot_at END
     WHERE id = ANY($1::uuid[])`,
    [accountIds, attempts.flatMap(({ status, accountId }) => (status === 'unknown' ? [accountId] : []))],
  );
  const counts = await movePostsOn(tx, attempts, times);
  await wakeAccounts(tx, accountIds);
  return { ...counts, quarantined: counts.quarantined + setAside };
}

/** Asked again under the locks: a point of no return may have been passed since the accounts were chosen. */
async function withoutRequestsUnderWay(tx: Transaction, accountIds: readonly string[]): Promise<string[]> {
  if (accountIds.length === 0) {
    return [];
  }
  const accounts = await tx.rows<{ id: string }>(
    `SELECT id FROM account WHERE id = ANY($1::uuid[]) AND NOT (lease_until > clock_timestamp() AND EXISTS (
       SELECT 1 FROM attempt WHERE attempt.account_id = account.id AND attempt.status = 'submitting'))`,
    [accountIds],
  );
  return accounts.map((account) => account.id);
}

/** A post whose lookups take workers down holds up its account, too: lookups come first. Returns how many were set aside. */
async function countLookupCrashes(tx: Transaction, accountIds: readonly string[], times: EngineTimes): Promise<number> {
  const posts = await tx.rows<{ id: string; attemptId: string; crashes: number }>(
    `UPDATE post SET crashes = crashes + 1
     FROM attempt JOIN account ON account.id = attempt.account_id
     WHERE attempt.account_id = ANY($1::uuid[]) AND attempt.status = 'unknown' AND attempt.fence = account.fence
       AND post.id = attempt.post_id AND post.status = 'unknown'
       AND NOT EXISTS (SELECT 1 FROM worker WHERE worker.id = attempt.worker_id AND ${isHeard('$2')})
     RETURNING post.id, attempt.id AS "attemptId", post.crashes`,
    [accountIds, missedBeatsMs(times)],
  );
  const tooOften = posts.filter((post) => post.crashes >= crashesUntilReview);
  await tx.rows(`UPDATE attempt SET status = 'needs_review' WHERE id = ANY($1::uuid[]) AND status = 'unknown'`, [
    tooOften.map((post) => post.attemptId),
  ]);
  const moved = await movePosts(tx, {
    move: 'askPerson',
    postIds: tooOften.map((post) => post.id),
    actor: 'system',
    detail: `The worker went away ${crashesUntilReview} times while it had this post.`,
    changes: { due: null, last: lookupQuarantine },
  });
  return moved.length;
}

/**
 * Whether a worker lives, for the count of crashes. A lease may end before its worker counts as dead; one that missed
 * three beats by then did not just come too late.
 */
function isHeard(missedMs: string): string {
  return `stopped_at IS NULL AND heartbeat_at > clock_timestamp() - ${missedMs} * interval '1 millisecond'`;
}

function missedBeatsMs({ heartbeatEveryMs }: EngineTimes): number {
  return 3 * heartbeatEveryMs;
}

interface LeftAttempt {
  postId: string;
  accountId: string;
  status: 'abandoned' | 'unknown';
  /** How many workers this post has outlived by now. */
  crashes: number;
}

/** A worker that is alive and only too late did not crash: that says nothing against the post. */
function closeAttempts(tx: Transaction, accountIds: readonly string[], times: EngineTimes): Promise<LeftAttempt[]> {
  return tx.rows<LeftAttempt>(
    `WITH left_open AS (
       UPDATE attempt SET
         status = CASE WHEN status = 'started' THEN 'abandoned'::attempt_status ELSE 'unknown'::attempt_status END,
         class = CASE WHEN status = 'started' THEN class ELSE 'unknown' END,
         sentence = 'The worker went away while it was publishing this post.',
         finished_at = clock_timestamp()
       WHERE account_id = ANY($1::uuid[]) AND status IN ('started', 'submitting')
       RETURNING post_id, worker_id, status
     )
     UPDATE post SET crashes = crashes +
       (NOT EXISTS (SELECT 1 FROM worker WHERE worker.id = left_open.worker_id AND ${isHeard('$2')}))::int
     FROM left_open WHERE post.id = left_open.post_id
     RETURNING post.id AS "postId", post.account_id AS "accountId", left_open.status, post.crashes`,
    [accountIds, missedBeatsMs(times)],
  );
}

async function movePostsOn(
  tx: Transaction,
  attempts: readonly LeftAttempt[],
  times: EngineTimes,
): Promise<RescuedPosts> {
  const idsOf = (which: (attempt: LeftAttempt) => boolean) => attempts.filter(which).map((attempt) => attempt.postId);
  const unknown = idsOf(({ status }) => status === 'unknown');
  const quarantined = idsOf(({ status, crashes }) => status === 'abandoned' && crashes >= crashesUntilReview);
  const abandoned = idsOf(({ status, crashes }) => status === 'abandoned' && crashes < crashesUntilReview);
  const common = { actor: 'system', detail: 'The worker went away.' };
  await movePosts(tx, { ...common, move: 'abandon', postIds: abandoned, changes: { due: 'now' } });
  await movePosts(tx, {
    ...common,
    move: 'loseReply',
    postIds: unknown,
    changes: { due: { inMs: times.settleTimeMs } },
  });
  await movePosts(tx, {
    move: 'askPerson',
    postIds: quarantined,
    actor: 'system',
    detail: `The worker went away ${crashesUntilReview} times while it had this post.`,
    changes: { due: null, last: quarantine },
  });
  return { abandoned: abandoned.length, unknown: unknown.length, quarantined: quarantined.length };
}

const lookupQuarantine = {
  class: 'crashed',
  sentence: `The worker stopped ${crashesUntilReview} times while it looked whether this was posted.`,
  nextStep: 'Look at the channel, then say here whether it is live.',
} as const;

/** What a person is told of a post that is held back. */
export const quarantine = {
  class: 'crashed',
  sentence: `The worker stopped ${crashesUntilReview} times while it was publishing this post, so Hawker holds it back.`,
  nextStep: 'Nothing of it is at the channel. Look at its photos and text, then press “It is not, post again”.',
} as const;
