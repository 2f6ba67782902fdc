/**
 * What the queue page shows. Each statement reads a bounded number of rows, however many posts and attempts there are
 * (for which a time must be `now()`: an index is not searched for what `clock_timestamp()` says, which changes meanwhile):
 * what has to be counted is counted by the counters, or up to a limit that the caller is told of.
 */

import type { AttemptStatus, PostStatus } from '@hawker/core';
import { firstRow, type SqlRunner } from '../sql.ts';
import { isDue } from './due.ts';

export interface WorkerRow {
  id: string;
  host: string;
  pid: number;
  concurrency: number;
  startedAt: Date;
  stoppedAt: Date | null;
  heartbeatAgeMs: number;
  /** How long it had been silent when it was struck off or signed off; null while it is neither. */
  silentAtEndMs: number | null;
  /** Those that it is posting through right now. */
  accounts: { id: string; name: string }[];
}

/** Workers that run, then those that ended within the last hour; in both the youngest first. */
export function listWorkers(sql: SqlRunner, limit: number): Promise<WorkerRow[]> {
  return sql.rows<WorkerRow>(
    `SELECT worker.id, host, pid, concurrency, started_at AS "startedAt", stopped_at AS "stoppedAt",
       (extract(epoch FROM clock_timestamp() - heartbeat_at) * 1000)::float8 AS "heartbeatAgeMs",
       (extract(epoch FROM stopped_at - heartbeat_at) * 1000)::float8 AS "silentAtEndMs",
       coalesce(held.accounts, '[]') AS accounts
     FROM worker LEFT JOIN (
       SELECT lease_worker_id, json_agg(json_build_object('id', id, 'name', name) ORDER BY lower(name), id) AS accounts
       FROM account WHERE lease_until > clock_timestamp() AND deleted_at IS NULL GROUP BY lease_worker_id
     ) AS held ON held.lease_worker_id = worker.id
     WHERE stopped_at IS NULL OR stopped_at > clock_timestamp() - interval '1 hour'
     ORDER BY stopped_at IS NOT NULL, coalesce(stopped_at, started_at) DESC, worker.id LIMIT $1`,
    [limit],
  );
}

export interface InFlightRow {
  postId: string;
  title: string;
  status: Extract<PostStatus, 'publishing' | 'unknown'>;
  version: number;
  accountId: string;
  accountName: string;
  channel: string;
  /** Of the attempt that is open; null in the moment between two of them. */
  attempt: Extract<AttemptStatus, 'started' | 'submitting' | 'unknown'> | null;
  /** How often the channel was asked whether it has it. */
  lookups: number;
  /** Since this step began. */
  sinceMs: number;
  /** Until the channel is to be asked whether it has it; null when that is due, or waits for a sign-in. */
  looksAgainInMs: number | null;
  /** Whether a worker holds its account. */
  isHeld: boolean;
}

/**
 * Posts that a worker has in its hands, and then those whose reply was lost. At most so many of each kind, the ones
 * that were made first: the counters say how many there are.
 */
export function listInFlight(sql: SqlRunner, limit: number): Promise<InFlightRow[]> {
  return sql.rows<InFlightRow>(
    `SELECT post.id AS "postId", coalesce(post.title, listing.title) AS title, post.status, post.version,
       account.id AS "accountId", account.name AS "accountName", account.channel, attempt.status AS attempt,
       coalesce(attempt.lookups, 0) AS lookups,
       (extract(epoch FROM clock_timestamp() - CASE attempt.status WHEN 'started' THEN attempt.started_at
         WHEN 'submitting' THEN attempt.submitting_at ELSE post.status_since END) * 1000)::float8 AS "sinceMs",
       CASE WHEN post.due_at > clock_timestamp()
         THEN (extract(epoch FROM post.due_at - clock_timestamp()) * 1000)::float8 END AS "looksAgainInMs",
       coalesce(account.lease_until > clock_timestamp(), false) AS "isHeld"
     FROM (
       (SELECT * FROM post WHERE status = 'publishing' AND deleted_at IS NULL ORDER BY id LIMIT $1)
       UNION ALL
       (SELECT * FROM post WHERE status = 'unknown' AND deleted_at IS NULL ORDER BY id LIMIT $1)
     ) AS post
     JOIN listing ON listing.id = post.listing_id
     JOIN account ON account.id = post.account_id
     LEFT JOIN attempt ON attempt.post_id = post.id AND attempt.status IN ('started', 'submitting', 'unknown')
     ORDER BY post.status, post.id`,
    [limit],
  );
}

export interface DueRow {
  accountId: string;
  /** Posts that may go out as far as their own time is concerned; at most the limit. */
  dueNow: number;
  nextDueAt: Date | null;
  lastDueAt: Date | null;
}

/** When the posts of these accounts are due, by the index that the claim uses; it counts no further than the limit. */
export function listDue(sql: SqlRunner, accountIds: readonly string[], limit: number): Promise<DueRow[]> {
  return sql.rows<DueRow>(
    `SELECT wanted.account_id AS "accountId", due.n AS "dueNow", next.due_at AS "nextDueAt", last.due_at AS "lastDueAt"
     FROM unnest($1::uuid[]) AS wanted (account_id)
     CROSS JOIN LATERAL (SELECT count(*)::int AS n FROM (
       SELECT 1 FROM post WHERE account_id = wanted.account_id AND due_at <= now() AND ${isDue} LIMIT $2
     ) AS few) AS due
     LEFT JOIN LATERAL (
       SELECT due_at FROM post WHERE account_id = wanted.account_id AND due_at IS NOT NULL AND ${isDue}
       ORDER BY due_at LIMIT 1
     ) AS next ON true
     LEFT JOIN LATERAL (
       SELECT due_at FROM post WHERE account_id = wanted.account_id AND due_at IS NOT NULL AND ${isDue}
       ORDER BY due_at DESC LIMIT 1
     ) AS last ON true`,
    [accountIds, limit],
  );
}

export interface FailureRow {
  class: string;
  attempts: number;
  posts: number;
  /** Statuses in which some of these posts still stand for this very reason. */
  standing: PostStatus[];
}

/** Attempts of the last 24 hours that did not go well, by class; of the latest so many. */
export function countFailures(sql: SqlRunner, limit: number): Promise<FailureRow[]> {
  return sql.rows<FailureRow>(
    `SELECT latest.class, count(*)::int AS attempts, count(DISTINCT latest.post_id)::int AS posts,
       coalesce(json_agg(DISTINCT post.status) FILTER (WHERE post.last_class = latest.class AND post.deleted_at IS NULL
         AND post.status IN ('failed', 'auth_blocked', 'unknown', 'needs_review', 'retry_wait', 'rate_limited')), '[]') AS standing
     FROM (
       SELECT class, post_id FROM attempt
       WHERE class IS NOT NULL AND finished_at > now() - interval '24 hours'
       ORDER BY finished_at DESC LIMIT $1
     ) AS latest
     -- The limit keeps the planner from reading all posts to join them with a few.
     CROSS JOIN LATERAL (SELECT status, last_class, deleted_at FROM post WHERE id = latest.post_id LIMIT 1) AS post
     GROUP BY latest.class ORDER BY attempts DESC, latest.class`,
    [limit],
  );
}

export interface ChannelStandRow {
  channel: string;
  pausedAt: Date | null;
  /** When an open circuit lets the next post through to try; null where the circuit is closed. */
  circuitUntil: Date | null;
}

/** Only channels that were ever paused or in trouble have a row. */
export function listChannelStands(sql: SqlRunner): Promise<ChannelStandRow[]> {
  return sql.rows<ChannelStandRow>(
    `SELECT channel, paused_at AS "pausedAt", CASE WHEN circuit <> 'closed' THEN circuit_until END AS "circuitUntil"
     FROM channel_state ORDER BY channel`,
  );
}

/** Stops every account of the channel, until it is resumed. The moment of the first pause stays. */
export async function pauseChannel(sql: SqlRunner, channel: string): Promise<void> {
  await sql.rows(
    `INSERT INTO channel_state (channel, paused_at) VALUES ($1, clock_timestamp())
     ON CONFLICT (channel) DO UPDATE SET paused_at = coalesce(channel_state.paused_at, excluded.paused_at), updated_at = now()`,
    [channel],
  );
}

/** False where it was not paused. */
export async function resumeChannel(sql: SqlRunner, channel: string): Promise<boolean> {
  const row = await firstRow(
    sql,
    'UPDATE channel_state SET paused_at = NULL, updated_at = now() WHERE channel = $1 AND paused_at IS NOT NULL RETURNING channel',
    [channel],
  );
  return row !== null;
}

export interface ObservedRow {
  externalUrl: string | null;
  source: 'reply' | 'lookup' | 'person';
  observedAt: Date;
}

/** What the channel said it has of this generation of a post, first things first. */
export function listObserved(sql: SqlRunner, postId: string, limit: number): Promise<ObservedRow[]> {
  return sql.rows<ObservedRow>(
    `SELECT external_url AS "externalUrl", source, observed_at AS "observedAt"
     FROM observed_listing WHERE post_id = $1
       AND generation = (SELECT generation FROM post WHERE id = $1) ORDER BY id LIMIT $2`,
    [postId, limit],
  );
}
