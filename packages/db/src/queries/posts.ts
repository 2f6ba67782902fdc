/** Posts as lists show them, and as they are made. Where a promise on the number of statements is kept. */

import type { AttemptStatus, Condition, PostOverrides, PostStatus } from '@hawker/core';
import { firstRow, type SqlRunner, type SqlValue, type Transaction } from '../sql.ts';
import { searchCondition } from './search.ts';

export interface PostFilter {
  statuses?: readonly PostStatus[] | undefined;
  accountId?: string | undefined;
  channel?: string | undefined;
  batchId?: string | undefined;
  listingId?: string | undefined;
  /** Of the last attempt that did not go well; with the statuses in which that still matters. */
  lastClass?: string | undefined;
  /** Part of a title or of an SKU. */
  search?: string | undefined;
}

export interface PostRow {
  id: string;
  status: PostStatus;
  statusSince: Date;
  version: number;
  title: string;
  priceMinor: number;
  currency: string;
  photoHash: string | null;
  listingId: string;
  sku: string;
  accountId: string;
  accountName: string;
  channel: string;
  timeZone: string;
  batchId: string | null;
  scheduledAt: Date | null;
  dueAt: Date | null;
  publishedAt: Date | null;
  externalUrl: string | null;
  lastClass: string | null;
  lastSentence: string | null;
  lastNextStep: string | null;
  /** It is live, and its listing was changed since: the channel shows what it said then. */
  isOutdated: boolean;
  /** What a person asked to be done with it at its channel, until it is done. */
  ending: 'sold' | 'delisted' | 'relisted' | null;
}

/** Over the joins below. */
export const postColumns = `post.id, post.status, post.status_since AS "statusSince", post.version,
  coalesce(post.title, listing.title) AS title, coalesce(post.price_minor, listing.price_minor) AS "priceMinor",
  listing.currency, photo.content_hash AS "photoHash", post.listing_id AS "listingId", listing.sku,
  post.account_id AS "accountId", account.name AS "accountName", account.channel, account.time_zone AS "timeZone",
  post.batch_id AS "batchId", post.scheduled_at AS "scheduledAt", post.due_at AS "dueAt",
  post.published_at AS "publishedAt", post.external_url AS "externalUrl", post.last_class AS "lastClass",
  post.last_sentence AS "lastSentence", post.last_next_step AS "lastNextStep", post.ending,
  post.status = 'published' AND coalesce(listing.updated_at > coalesce(post.listing_seen_at, post.published_at), false) AS "isOutdated"`;

export const postJoins = `JOIN listing ON listing.id = post.listing_id
  JOIN account ON account.id = post.account_id
  LEFT JOIN LATERAL (
    SELECT content_hash FROM photo WHERE photo.listing_id = listing.id ORDER BY position, id LIMIT 1
  ) AS photo ON true`;

/** What a filter asks for, over the tables `post`, `listing` and `account`. */
export function conditionsFor(filter: PostFilter, values: SqlValue[]): string[] {
  const conditions = ['post.deleted_at IS NULL'];
  if (filter.statuses !== undefined) {
    conditions.push(`post.status = ANY($${values.push(filter.statuses)}::post_status[])`);
  }
  if (filter.accountId !== undefined) {
    const accountId = `$${values.push(filter.accountId)}`;
    conditions.push(`post.account_id BETWEEN ${accountId} AND ${accountId}`);
  }
  if (filter.batchId !== undefined) {
    const batchId = `$${values.push(filter.batchId)}`;
    conditions.push(`post.batch_id BETWEEN ${batchId} AND ${batchId}`);
  }
  if (filter.listingId !== undefined) {
    conditions.push(`post.listing_id = $${values.push(filter.listingId)}`);
  }
  if (filter.lastClass !== undefined) {
    conditions.push(`post.last_class = $${values.push(filter.lastClass)}`);
  }
  if (filter.channel !== undefined) {
    conditions.push(`account.channel = $${values.push(filter.channel)}`);
  }
  if (filter.search !== undefined) {
    conditions.push(searchCondition(filter.search, values));
  }
  return conditions;
}

export interface PostDetail extends PostRow {
  description: string;
  quantity: number;
  condition: Condition;
  category: string | null;
  location: string | null;
  brand: string | null;
  photoHashes: string[];
  /** Photos of its listing that could not be fetched or read: it cannot go out with them. */
  failedPhotos: number;
  overrides: { title: string | null; description: string | null; priceMinor: number | null };
  /** What the listing itself says, where this post may say something else. */
  fromListing: { title: string; description: string; priceMinor: number };
  generation: number;
  retries: number;
  externalId: string | null;
  createdAt: Date;
  batchName: string | null;
  accountStatus: 'active' | 'paused' | 'blocked';
}

export function findPost(sql: SqlRunner, id: string): Promise<PostDetail | null> {
  return firstRow<PostDetail>(
    sql,
    `SELECT ${postColumns}, coalesce(post.description, listing.description) AS description, listing.quantity,
       listing.condition, listing.category, listing.location, listing.brand, post.generation, post.retries,
       post.external_id AS "externalId", post.created_at AS "createdAt", batch.name AS "batchName",
       account.status AS "accountStatus",
       json_build_object('title', post.title, 'description', post.description, 'priceMinor', post.price_minor) AS overrides,
       json_build_object('title', listing.title, 'description', listing.description, 'priceMinor', listing.price_minor)
         AS "fromListing",
       ARRAY(SELECT content_hash FROM photo WHERE photo.listing_id = listing.id AND content_hash IS NOT NULL
         ORDER BY position, id) AS "photoHashes",
       (SELECT count(*)::int FROM photo WHERE photo.listing_id = listing.id AND photo.status = 'failed') AS "failedPhotos"
     FROM post ${postJoins} LEFT JOIN batch ON batch.id = post.batch_id
     WHERE post.id = $1 AND post.deleted_at IS NULL`,
    [id],
  );
}

export interface AttemptRow {
  id: string;
  status: AttemptStatus;
  generation: number;
  class: string | null;
  sentence: string | null;
  nextStep: string | null;
  fieldErrors: Record<string, string> | null;
  lookups: number;
  startedAt: Date;
  submittingAt: Date | null;
  finishedAt: Date | null;
}

/** Newest first. */
export function listAttempts(sql: SqlRunner, postId: string, limit: number): Promise<AttemptRow[]> {
  return sql.rows<AttemptRow>(
    `SELECT id, status, generation, class, sentence, next_step AS "nextStep", field_errors AS "fieldErrors", lookups,
       started_at AS "startedAt", submitting_at AS "submittingAt", finished_at AS "finishedAt"
     FROM attempt WHERE post_id = $1 ORDER BY id DESC LIMIT $2`,
    [postId, limit],
  );
}

export interface PostEventRow {
  id: number;
  move: string;
  fromStatus: PostStatus | null;
  toStatus: PostStatus;
  actor: string;
  /** Of the person, also where a program did it with a token of theirs. */
  actorName: string | null;
  /** Of that token. */
  tokenName: string | null;
  detail: string | null;
  /** The attempt that it belongs to, for what the engine did. */
  attemptId: string | null;
  at: Date;
}

/** Newest first. */
export function listPostEvents(sql: SqlRunner, postId: string, limit: number): Promise<PostEventRow[]> {
  return sql.rows<PostEventRow>(
    `SELECT post_event.id, move, from_status AS "fromStatus", to_status AS "toStatus", actor, "user".name AS "actorName",
       api_token.name AS "tokenName", detail, attempt_id AS "attemptId", at
     -- The labels are made, and read, in packages/api/src/context.ts.
     FROM post_event LEFT JOIN api_token ON actor = 'token:' || api_token.id
     LEFT JOIN "user" ON actor = 'user:' || "user".id OR "user".id = api_token.user_id
     WHERE post_id = $1 ORDER BY post_event.id DESC LIMIT $2`,
    [postId, limit],
  );
}

export interface NewPost extends Partial<PostOverrides> {
  id: string;
  accountId: string;
  listingId: string;
}

export interface NewPosts {
  posts: readonly NewPost[];
  batchId: string | null;
  status: 'draft' | 'queued' | 'scheduled';
  /** For `scheduled`. */
  scheduledAt: Date | null;
  actor: string;
}

/**
 * Makes posts with their first events, in one statement. A listing that is on the account already is left out; the
 * result has the accounts of those that were made. A post whose photos are still to be fetched gets no due time yet.
 */
export function insertPosts(tx: Transaction, request: NewPosts): Promise<{ id: string; accountId: string }[]> {
  const { posts, batchId, status, scheduledAt, actor } = request;
  return tx.rows<{ id: string; accountId: string }>(
    `WITH made AS (
       INSERT INTO post (id, account_id, listing_id, batch_id, status, scheduled_at, due_at, title, description, price_minor)
       SELECT id, account_id, listing_id, $4::uuid, $5::post_status, $6::timestamptz,
         CASE WHEN $5 = 'draft'
           OR EXISTS (SELECT 1 FROM photo WHERE photo.listing_id = new.listing_id AND photo.status = 'pending') THEN NULL
         ELSE coalesce($6::timestamptz, clock_timestamp()) END, title, description, price_minor
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $8::text[], $9::text[], $10::integer[])
         AS new (id, account_id, listing_id, title, description, price_minor)
       ON CONFLICT (account_id, listing_id) WHERE deleted_at IS NULL DO NOTHING
       RETURNING id, account_id
     ), event AS (
       INSERT INTO post_event (post_id, account_id, batch_id, move, to_status, version, actor)
       SELECT id, account_id, $4::uuid, 'create', $5::post_status, 1, $7 FROM made
     )
     SELECT id, account_id AS "accountId" FROM made`,
    [
      posts.map((post) => post.id),
      posts.map((post) => post.accountId),
      posts.map((post) => post.listingId),
      batchId,
      status,
      scheduledAt,
      actor,
      posts.map((post) => post.title ?? null),
      posts.map((post) => post.description ?? null),
      posts.map((post) => post.priceMinor ?? null),
    ],
  );
}

/** Which of the listings each account has already. */
export function listPostsOfListings(
  sql: SqlRunner,
  accountIds: readonly string[],
  listingIds: readonly string[],
): Promise<{ accountId: string; listingId: string }[]> {
  return sql.rows(
    `SELECT account_id AS "accountId", listing_id AS "listingId" FROM post
     WHERE account_id = ANY($1::uuid[]) AND listing_id = ANY($2::uuid[]) AND deleted_at IS NULL`,
    [accountIds, listingIds],
  );
}
