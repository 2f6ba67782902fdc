/**
 * Transaction B: claim. Takes the account's next due post, or says until when there is nothing to take.
 *
 * The account's row is locked first, so of many workers one is let through; its pause, lease, pace and channel are
 * checked under that lock with the database's clock. The fence grows with every claim: whatever an older holder still
 * writes is refused. A post whose last attempt has no known outcome is claimed for a lookup and never for a publish.
 */

import {
  type AccountStatus,
  type Condition,
  idempotencyKey,
  nextAllowedAt,
  type Pace,
  type PostStatus,
  type VariationErrors,
} from '@hawker/core';
import { firstRow, holdForPhotos, isDue, movePosts, newId, type Transaction } from '@hawker/db';
import { tryHalfOpen } from './circuit.ts';
import type { EngineOptions } from './options.ts';

export interface ClaimedPost {
  postId: string;
  accountId: string;
  channel: string;
  timeZone: string;
  /** Still sealed: opened only right before the call. */
  sealedCredentials: Uint8Array;
  pace: Pace;
  fence: number;
  attemptId: string;
  generation: number;
  retries: number;
  /** Workers that died while they had it. */
  crashes: number;
  idempotencyKey: string;
  /** Let through an open circuit: its outcome closes the circuit, or opens it again. */
  probing: boolean;
}

export interface ClaimedListing {
  title: string;
  description: string;
  priceMinor: number;
  currency: string;
  quantity: number;
  condition: Condition;
  category: string | null;
  brand: string | null;
  location: string | null;
  tags: string[];
  photos: ClaimedPhoto[];
  /** Why the rule of its account makes nothing of the listing: it must not go out as it is. */
  ruleErrors: VariationErrors | null;
}

export interface ClaimedPhoto {
  hash: string | null;
  mime: string | null;
  error: string | null;
  /** Still to be fetched. */
  isPending: boolean;
}

export type Claim =
  | { kind: 'publish'; post: ClaimedPost; listing: ClaimedListing; observed: ObservedListing | null }
  | { kind: 'look_up'; post: ClaimedPost; lookups: number; pendingToken: string | null }
  /** Something is due, or will be, but not before `waitMs` from now. */
  | { kind: 'wait'; waitMs: number }
  /** A post that nothing could be done with was put before a person, or waits for its photos now. There may be more. */
  | { kind: 'set_aside' }
  | { kind: 'nothing' };

/** What the channel has said already of this generation: a reply that came when its claim was long given up. */
export interface ObservedListing {
  externalId: string;
  externalUrl: string | null;
}

export interface AccountRow extends Pace {
  status: AccountStatus;
  channel: string;
  timeZone: string;
  credentials: Uint8Array;
  nextSlotAt: Date | null;
  quotaDate: string | null;
  quotaUsed: number;
  leaseUntil: Date | null;
  channelPaused: boolean;
  /** Null where the channel's circuit is closed. */
  circuitUntil: Date | null;
  now: Date;
}

interface DuePost extends ClaimedListing {
  id: string;
  status: PostStatus;
  dueAt: Date;
  generation: number;
  retries: number;
  crashes: number;
  openAttemptId: string | null;
  lookups: number | null;
  pendingToken: string | null;
  observed: ObservedListing | null;
  listingSeenAt: string;
  /** When the next lookup of any post of the account is due. */
  lookAt: Date | null;
}

/** Where a lease has run out and the rescue, which comes with every heartbeat of any worker, has not been here yet. */
const whileRescuedMs = 500;

/** Where another worker is trying out a channel whose circuit was open. */
const whileProbedMs = 1_000;

export type Claimer = Pick<EngineOptions, 'database' | 'workerId' | 'times'>;

export function claim({ database, workerId, times }: Claimer, accountId: string): Promise<Claim> {
  return database.transaction(async (tx): Promise<Claim> => {
    const account = await lockAccount(tx, accountId);
    if (account?.status !== 'active' || account.channelPaused) {
      return { kind: 'nothing' };
    }
    // One that has run out is nobody's to take but the rescue's: what its attempt was about must be settled first.
    if (account.leaseUntil) {
      return { kind: 'wait', waitMs: Math.max(whileRescuedMs, account.leaseUntil.getTime() - account.now.getTime()) };
    }
    const due = await nextDuePost(tx, accountId);
    if (!due) {
      return { kind: 'nothing' };
    }
    const mayLook = due.status === 'unknown';
    // A lookup posts nothing, so it waits for no slot.
    const slotAt = mayLook ? account.now : nextAllowedAt(account.now, account, account, account.timeZone);
    const readyAt = Math.max(slotAt.getTime(), due.dueAt.getTime());
    if (readyAt > account.now.getTime()) {
      const wakeAt = Math.min(readyAt, due.lookAt?.getTime() ?? readyAt);
      return { kind: 'wait', waitMs: Math.max(0, wakeAt - account.now.getTime()) };
    }
    if (!mayLook && isIncomplete(due)) {
      await holdForPhotos(tx, [due.id]);
      return { kind: 'set_aside' };
    }
    const leaseMs = times.prepareTimeoutMs + times.leaseMarginMs;
    const { circuitUntil, channel, now } = account;
    if (circuitUntil && !(await tryHalfOpen(tx, channel, leaseMs))) {
      return { kind: 'wait', waitMs: Math.max(whileProbedMs, circuitUntil.getTime() - now.getTime()) };
    }
    return take(tx, account, due, { accountId, workerId, leaseMs, probing: circuitUntil !== null });
  });
}

/**
 * Here, so that it holds for every status in which a post is due, and whatever has brought photos to its listing since it
 * became due: nothing goes out without the pictures that are on their way.
 */
export function isIncomplete({ photos }: Pick<ClaimedListing, 'photos'>): boolean {
  return photos.some((photo) => photo.isPending);
}

/** Not against new posts of the account, which refer to it: an import of 100,000 must not hold publishing up. */
export function lockAccount(tx: Transaction, accountId: string): Promise<AccountRow | null> {
  return firstRow<AccountRow>(
    tx,
    `SELECT account.status, channel, time_zone AS "timeZone", credentials,
       min_gap_seconds AS "minGapSeconds", posts_per_day AS "postsPerDay",
       quiet_start_minute AS "quietStartMinute", quiet_end_minute AS "quietEndMinute",
       next_slot_at AS "nextSlotAt", quota_date AS "quotaDate", quota_used AS "quotaUsed", lease_until AS "leaseUntil",
       paused_at IS NOT NULL AS "channelPaused",
       CASE WHEN circuit <> 'closed' THEN circuit_until END AS "circuitUntil",
       clock_timestamp() AS now
     FROM account LEFT JOIN channel_state USING (channel) WHERE id = $1 AND deleted_at IS NULL
     FOR NO KEY UPDATE OF account`,
    [accountId],
  );
}

/** Of `listing`, in the order that the seller gave them. */
export const claimedPhotos = `coalesce((
  SELECT json_agg(json_build_object('hash', content_hash, 'mime', mime, 'error', error, 'isPending', status = 'pending')
    ORDER BY position, id)
  FROM photo WHERE photo.listing_id = listing.id), '[]')`;

/**
 * The earliest of the account's waiting posts, due or not, with all that publishing it needs. A lookup that is due comes
 * before everything else: behind a full queue, or a slot that is hours away, a lost reply would stay unknown all day.
 */
function nextDuePost(tx: Transaction, accountId: string): Promise<DuePost | null> {
  return firstRow<DuePost>(
    tx,
    `SELECT post.id, post.status, post.due_at AS "dueAt", post.generation, post.retries, post.crashes,
       coalesce(post.title, listing.title) AS title, coalesce(post.description, listing.description) AS description,
       coalesce(post.price_minor, listing.price_minor) AS "priceMinor", listing.currency, listing.quantity,
       listing.condition, listing.category, listing.brand, listing.location, listing.tags,
       ${claimedPhotos} AS photos, post.rule_errors AS "ruleErrors", listing.updated_at::text AS "listingSeenAt",
       attempt.id AS "openAttemptId", attempt.lookups, attempt.pending_token AS "pendingToken",
       (SELECT json_build_object('externalId', external_id, 'externalUrl', external_url) FROM observed_listing
         WHERE post_id = post.id AND generation = post.generation ORDER BY id LIMIT 1) AS observed,
       (SELECT min(due_at) FROM post WHERE account_id = $1 AND status = 'unknown' AND deleted_at IS NULL) AS "lookAt"
     FROM (
       SELECT * FROM post
       WHERE id = coalesce(
           (SELECT id FROM post WHERE account_id = $1 AND status = 'unknown' AND deleted_at IS NULL
              AND due_at <= clock_timestamp() ORDER BY due_at, id LIMIT 1),
           (SELECT id FROM post WHERE account_id = $1 AND due_at IS NOT NULL
              AND ${isDue} ORDER BY due_at, id LIMIT 1))
         AND due_at IS NOT NULL AND ${isDue}
       FOR UPDATE
     ) AS post
     JOIN listing ON listing.id = post.listing_id
     LEFT JOIN attempt ON attempt.post_id = post.id AND attempt.status IN ('started', 'submitting', 'unknown')`,
    [accountId],
  );
}

async function take(
  tx: Transaction,
  account: AccountRow,
  due: DuePost,
  holder: { accountId: string; workerId: string; leaseMs: number; probing: boolean },
): Promise<Claim> {
  if (due.status === 'unknown' && due.openAttemptId === null) {
    return setAside(tx, due.id, holder.workerId);
  }
  const attemptId = due.openAttemptId ?? newId();
  const key = idempotencyKey(due.id, due.generation);
  const [lease] = await tx.rows<{ fence: number }>(
    `WITH leased AS (
       UPDATE account SET fence = fence + 1, lease_worker_id = $2,
         lease_until = clock_timestamp() + $3 * interval '1 millisecond'
       WHERE id = $1 RETURNING fence
     ), looking AS (
       -- Whose lookup it is: should it take its worker down, the rescue knows.
       UPDATE attempt SET fence = leased.fence, worker_id = $2 FROM leased WHERE attempt.id = $4 AND NOT $8
     ), opened AS (
       INSERT INTO attempt (id, post_id, account_id, generation, idempotency_key, status, fence, worker_id)
       SELECT $4, $5, $1, $6, $7, 'started', fence, $2 FROM leased WHERE $8
     )
     SELECT fence FROM leased`,
    [
      holder.accountId,
      holder.workerId,
      holder.leaseMs,
      attemptId,
      due.id,
      due.generation,
      key,
      due.openAttemptId === null,
    ],
  );
  if (!lease) {
    throw new Error('The account was locked and is gone');
  }
  const post: ClaimedPost = {
    postId: due.id,
    accountId: holder.accountId,
    channel: account.channel,
    timeZone: account.timeZone,
    sealedCredentials: account.credentials,
    pace: account,
    fence: lease.fence,
    attemptId,
    generation: due.generation,
    retries: due.retries,
    crashes: due.crashes,
    idempotencyKey: key,
    probing: holder.probing,
  };
  if (due.openAttemptId !== null) {
    return { kind: 'look_up', post, lookups: due.lookups ?? 0, pendingToken: due.pendingToken };
  }
  const moved = await movePosts(tx, {
    move: 'claim',
    postIds: [due.id],
    actor: `worker:${holder.workerId}`,
    attemptId,
    changes: { due: null, listingSeenAt: due.listingSeenAt },
  });
  if (moved.length === 0) {
    // Never publish what the state machine does not let go: the claim is rolled back.
    throw new Error(`Post ${due.id} is ${due.status} without an open attempt and cannot be claimed`);
  }
  return { kind: 'publish', post, listing: due, observed: due.observed };
}

/** Only a defect leads here. Such a post comes first, so to fail at it would hold up everything behind it for ever. */
async function setAside(tx: Transaction, postId: string, workerId: string): Promise<Claim> {
  await movePosts(tx, {
    move: 'askPerson',
    postIds: [postId],
    actor: `worker:${workerId}`,
    changes: {
      due: null,
      last: {
        class: 'unknown',
        sentence: 'Hawker has lost track of whether this was posted.',
        nextStep: 'Look at the channel, then say here whether it is live.',
      },
    },
  });
  return { kind: 'set_aside' };
}
