/**
 * Transaction D: the outcome. What the marketplace said is appended to `observed_listing` whatever else is true, so a
 * success that comes too late is never lost: a lookup, and the next claim, read it first. Everything else happens only where the fence is still this worker's: a
 * claim that was rescued meanwhile belongs to somebody else, and what it then needs is a lookup, not our opinion.
 */

import { type AttemptStatus, type Decision, decide, type Outcome, type PostMoveName } from '@hawker/core';
import { type Database, movePosts, type PostChanges, type Transaction } from '@hawker/db';
import { type ChannelSign, letAnotherTry, noteSign } from './circuit.ts';
import type { ClaimedPost } from './claim.ts';
import type { EngineTimes } from './options.ts';

export interface RecordRequest {
  post: ClaimedPost;
  outcome: Outcome;
  workerId: string;
  /** In [0, 1): jitter of the next try. */
  random: number;
  /** Whether the submit went out: then the account's gap begins now. */
  submitted: boolean;
  /** What the call says of the channel itself. */
  sign: ChannelSign;
  times: EngineTimes;
}

/** `late`: the claim was no longer ours; only the observation was kept. */
export type Recorded = 'recorded' | 'late';

export function record(database: Database, request: RecordRequest): Promise<Recorded> {
  const { post, workerId, sign, times, random } = request;
  return database.transaction(async (tx): Promise<Recorded> => {
    const account = await releaseAccount(tx, request);
    if (request.outcome.kind === 'published') {
      await observe(tx, post, request.outcome, 'reply');
    }
    if (!account) {
      return 'late';
    }
    const outcome = account.renewed && request.outcome.kind === 'auth_expired' ? renewedMeanwhile : request.outcome;
    const decision = decide(outcome, { retries: post.retries, random, settleTimeMs: times.settleTimeMs });
    await closeAttempt(tx, post.attemptId, outcome, decision);
    await movePosts(tx, {
      move: decision.move,
      postIds: [post.postId],
      actor: `worker:${workerId}`,
      attemptId: post.attemptId,
      changes: changesFor(outcome, decision, post),
      ...('sentence' in outcome ? { detail: outcome.sentence } : {}),
    });
    await noteSign(tx, { channel: post.channel, sign, probing: post.probing }, times);
    return 'recorded';
  });
}

/** The channel refused an access that a person has replaced since: the post was not posted, and goes with the new one. */
const renewedMeanwhile: Outcome = {
  kind: 'retryable',
  sentence: 'The account’s access was replaced while this was sent. Nothing was posted.',
};

/**
 * Gives the account back and moves its slot. Null when the fence is no longer ours. A refused sign-in blocks only an
 * active account (a pause is a person's, and stays), and only for the access that was used.
 */
async function releaseAccount(
  tx: Transaction,
  { post, outcome, submitted }: RecordRequest,
): Promise<{ renewed: boolean } | null> {
  const gapMs = submitted ? post.pace.minGapSeconds * 1000 : 0;
  const askedMs = outcome.kind === 'rate_limited' ? outcome.retryAfterMs : 0;
  const blockedReason = outcome.kind === 'auth_expired' ? outcome.sentence : null;
  const [row] = await tx.rows<{ renewed: boolean }>(
    `UPDATE account SET lease_worker_id = NULL, lease_until = NULL,
       next_slot_at = greatest(next_slot_at, clock_timestamp() + $3 * interval '1 millisecond'),
       status = CASE WHEN $4::text IS NULL OR status <> 'active' OR credentials <> $5 THEN status ELSE 'blocked' END,
       blocked_reason = CASE WHEN credentials <> $5 THEN blocked_reason ELSE coalesce($4, blocked_reason) END
     WHERE id = $1 AND fence = $2
     RETURNING credentials <> $5 AS renewed`,
    [post.accountId, post.fence, Math.max(gapMs, askedMs), blockedReason, post.sealedCredentials],
  );
  return row ?? null;
}

/**
 * Gives the account back after a claim that came to nothing before the point of no return. Where a cancel was quicker
 * it has closed the attempt already; where the account was paused or blocked meanwhile the post goes back into the
 * queue, since without a lease no rescue would ever find it.
 */
export async function releaseClaim(database: Database, post: ClaimedPost, workerId: string): Promise<void> {
  await database.transaction(async (tx) => {
    const held = await tx.rows(
      'UPDATE account SET lease_worker_id = NULL, lease_until = NULL WHERE id = $1 AND fence = $2 RETURNING id',
      [post.accountId, post.fence],
    );
    if (held.length === 0) {
      return;
    }
    const detail = 'The account, its channel or the worker was stopped before it was sent.';
    const left = await tx.rows(
      `UPDATE attempt SET status = 'abandoned', sentence = $2, finished_at = clock_timestamp()
       WHERE id = $1 AND status = 'started' RETURNING id`,
      [post.attemptId, detail],
    );
    if (post.probing) {
      await letAnotherTry(tx, post.channel);
    }
    await movePosts(tx, {
      move: 'abandon',
      postIds: left.length === 0 ? [] : [post.postId],
      actor: `worker:${workerId}`,
      attemptId: post.attemptId,
      detail,
      changes: { due: 'now' },
    });
  });
}

/** Appends what the channel said. Never updated, never deleted. */
export async function observe(
  tx: Transaction,
  post: ClaimedPost,
  seen: { externalId: string; externalUrl: string | null },
  source: 'reply' | 'lookup',
): Promise<void> {
  await tx.rows(
    `INSERT INTO observed_listing (post_id, account_id, attempt_id, generation, external_id, external_url, source)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [post.postId, post.accountId, post.attemptId, post.generation, seen.externalId, seen.externalUrl, source],
  );
}

const attemptStatusFor: Readonly<Record<Outcome['kind'], AttemptStatus>> = {
  published: 'succeeded',
  pending: 'unknown',
  retryable: 'failed',
  rate_limited: 'failed',
  auth_expired: 'failed',
  rejected: 'failed',
  unknown: 'unknown',
};

async function closeAttempt(tx: Transaction, attemptId: string, outcome: Outcome, decision: Decision): Promise<void> {
  const fieldErrors = outcome.kind === 'rejected' ? JSON.stringify(outcome.fieldErrors) : null;
  await tx.rows(
    `UPDATE attempt SET status = $2, class = $3, sentence = $4, next_step = $5, field_errors = $6::jsonb,
       pending_token = $7, finished_at = clock_timestamp()
     WHERE id = $1 AND status IN ('started', 'submitting')`,
    [
      attemptId,
      attemptStatusFor[outcome.kind],
      outcome.kind === 'published' ? null : outcome.kind,
      'sentence' in outcome ? outcome.sentence : null,
      decision.nextStep,
      fieldErrors,
      outcome.kind === 'pending' ? outcome.token : null,
    ],
  );
}

/** A move to one of these ends the post's day: the chart of days counts it. */
const settlingMoves: ReadonlySet<PostMoveName> = new Set(['publish', 'fail']);

function changesFor(outcome: Outcome, decision: Decision, post: ClaimedPost): PostChanges {
  return {
    due: decision.dueInMs === null ? null : { inMs: decision.dueInMs },
    ...(decision.countsAsRetry ? { retries: 'increment' as const } : {}),
    ...(settlingMoves.has(decision.move) ? { settledInZone: post.timeZone } : {}),
    ...(outcome.kind === 'published'
      ? { external: { id: outcome.externalId, url: outcome.externalUrl }, last: null }
      : {}),
    ...('sentence' in outcome
      ? { last: { class: outcome.kind, sentence: outcome.sentence, nextStep: decision.nextStep } }
      : {}),
  };
}
