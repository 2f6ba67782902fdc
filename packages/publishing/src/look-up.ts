/**
 * Settles a post whose outcome is unknown: its channel is asked whether it has the listing, and nothing is sent again
 * before the answer is certain. What the channel already told us (a reply that came after its claim was rescued) is
 * looked at first. An "absent" must be said several times, further and further apart, because a marketplace's own
 * search may lag behind what it has accepted.
 */

import type { ApiChannel, ChannelCall, LookupResult } from '@hawker/channels';
import { type Database, firstRow, movePosts, type Transaction } from '@hawker/db';
import { noteSign } from './circuit.ts';
import type { ClaimedPost } from './claim.ts';
import type { EngineTimes } from './options.ts';
import { observe } from './record.ts';
import { crashesUntilReview, quarantine } from './rescue.ts';

/** How often a channel must say "absent" before a post may be sent again: after 5 s, 10 s and 20 s. */
const absencesNeeded = 3;

/** After so many looks that settled nothing (about half an hour) a person is asked. */
const maxLookups = 10;

const longestWaitMs = 600_000;

export async function lookUp(
  database: Database,
  post: ClaimedPost,
  channel: ApiChannel,
  call: ChannelCall,
  pendingToken: string | null,
): Promise<LookedUp> {
  const seen = await firstRow<{ externalId: string; externalUrl: string | null }>(
    database.sql,
    `SELECT external_id AS "externalId", external_url AS "externalUrl" FROM observed_listing
     WHERE post_id = $1 AND generation = $2 ORDER BY id LIMIT 1`,
    [post.postId, post.generation],
  );
  if (seen) {
    return { asked: false, result: { kind: 'found', ...seen } };
  }
  if (channel.idempotency === 'upsert-by-key' && pendingToken === null) {
    // Sent again under the same key it makes no second listing, so there is nothing to find out first.
    return { asked: false, result: { kind: 'absent' } };
  }
  return { asked: true, result: await channel.lookup(post.idempotencyKey, call, pendingToken) };
}

/** `asked`: whether the channel was called, so that the result says something of the channel too. */
export interface LookedUp {
  result: LookupResult;
  asked: boolean;
}

export interface LookupRecord {
  post: ClaimedPost;
  idempotency: ApiChannel['idempotency'];
  result: LookupResult;
  asked: boolean;
  /** Looks that settled nothing before this one. */
  lookups: number;
  workerId: string;
  times: EngineTimes;
}

/** The transaction that follows a lookup, under the same fence as any outcome. */
export function recordLookup(database: Database, request: LookupRecord): Promise<void> {
  const { post, result } = request;
  return database.transaction(async (tx) => {
    const blockedReason = result.kind === 'auth_expired' ? result.sentence : null;
    const [held] = await tx.rows<{ renewed: boolean }>(
      `UPDATE account SET lease_worker_id = NULL, lease_until = NULL,
         status = CASE WHEN $3::text IS NULL OR status <> 'active' OR credentials <> $4 THEN status ELSE 'blocked' END,
         blocked_reason = CASE WHEN credentials <> $4 THEN blocked_reason ELSE coalesce($3, blocked_reason) END
       WHERE id = $1 AND fence = $2 RETURNING credentials <> $4 AS renewed`,
      [post.accountId, post.fence, blockedReason, post.sealedCredentials],
    );
    if (!held) {
      return;
    }
    await apply(tx, request, held.renewed);
    const answer = result.kind === 'unclear' ? 'no_answer' : 'answered';
    const sign = request.asked ? answer : 'not_asked';
    await noteSign(tx, { channel: post.channel, sign, probing: post.probing }, request.times);
  });
}

/** `renewed`: the account has another access by now, so a refusal of the old one says nothing. */
async function apply(tx: Transaction, request: LookupRecord, renewed: boolean): Promise<void> {
  const { post, result, lookups } = request;
  switch (result.kind) {
    case 'found':
      await observe(tx, post, result, 'lookup');
      return settle(tx, request, 'succeeded');
    case 'absent':
      if (lookups + 1 < absencesNeededOf[request.idempotency]) {
        return lookAgain(tx, request, 'The channel does not show it yet.', 0);
      }
      return settle(tx, request, 'not_published');
    case 'auth_expired':
      if (renewed) {
        return lookAgain(tx, request, result.sentence, 0);
      }
      // The next good sign-in makes it due again.
      await tx.rows('UPDATE post SET due_at = NULL WHERE id = $1', [post.postId]);
      return;
    case 'unclear':
      return lookAgain(tx, request, result.sentence, result.retryAfterMs ?? 0);
  }
}

const absencesNeededOf: Readonly<Record<ApiChannel['idempotency'], number>> = {
  'upsert-by-key': 1,
  lookup: absencesNeeded,
  // Whatever such a channel says of a key is no proof.
  none: Number.POSITIVE_INFINITY,
};

async function settle(tx: Transaction, request: LookupRecord, status: 'succeeded' | 'not_published'): Promise<void> {
  const { post, result, workerId } = request;
  await tx.rows(
    `UPDATE attempt SET status = $2, finished_at = clock_timestamp() WHERE id = $1 AND status = 'unknown'`,
    [post.attemptId, status],
  );
  const common = { postIds: [post.postId], actor: `worker:${workerId}`, attemptId: post.attemptId };
  if (result.kind === 'found') {
    await movePosts(tx, {
      ...common,
      move: 'publish',
      detail: 'The channel has it: the reply had been lost on the way.',
      changes: {
        due: null,
        last: null,
        external: { id: result.externalId, url: result.externalUrl },
        settledInZone: post.timeZone,
      },
    });
  } else if (post.crashes >= crashesUntilReview) {
    await movePosts(tx, { ...common, move: 'askPerson', changes: { due: null, last: quarantine } });
  } else {
    await movePosts(tx, {
      ...common,
      move: 'notFoundAtChannel',
      detail: 'The channel does not have it, so it may be sent again.',
      changes: { due: 'now', last: null },
    });
  }
}

async function lookAgain(tx: Transaction, request: LookupRecord, sentence: string, askedMs: number): Promise<void> {
  const { post, idempotency, lookups, workerId, times } = request;
  await tx.rows('UPDATE attempt SET lookups = lookups + 1 WHERE id = $1', [post.attemptId]);
  // A channel without keys could only be asked for something that looks like it: that is a person's work.
  if (idempotency === 'none' || lookups + 1 >= maxLookups) {
    await tx.rows(`UPDATE attempt SET status = 'needs_review' WHERE id = $1 AND status = 'unknown'`, [post.attemptId]);
    await movePosts(tx, {
      move: 'askPerson',
      postIds: [post.postId],
      actor: `worker:${workerId}`,
      attemptId: post.attemptId,
      detail: sentence,
      changes: {
        due: null,
        last: {
          class: 'unknown',
          sentence: 'Hawker could not find out whether this was posted.',
          nextStep: 'Look at the channel, then say here whether it is live.',
        },
      },
    });
    return;
  }
  const waitMs = Math.max(askedMs, Math.min(longestWaitMs, times.settleTimeMs * 2 ** (lookups + 1)));
  await tx.rows(`UPDATE post SET due_at = clock_timestamp() + $2 * interval '1 millisecond' WHERE id = $1`, [
    post.postId,
    waitMs,
  ]);
}
