import { oneRow, type SqlRunner, type SqlValue } from '../sql.ts';
import type { Targets } from './actions.ts';

export interface AccountShare {
  accountId: string;
  /** Of the selection. */
  posts: number;
  /** Its other posts that are due by the end of the window, in order; those due at about the same time are one. */
  others: DuePosts[];
}

export interface DuePosts {
  /** When the first of them is due: not before now. */
  dueAtMs: number;
  posts: number;
}

/** How finely they are told apart: a part of the time from now to the end. The beginning of the window divides them too. */
const parts = 16;

/** How many of the selection each account has, and what else it has to post until then. */
export function countShares(
  sql: SqlRunner,
  { text, values }: Targets,
  { from, to }: { from: Date; to: Date },
): Promise<AccountShare[]> {
  const given: SqlValue[] = [...values];
  const start = `$${given.push(from)}::timestamptz`;
  const end = `$${given.push(to)}::timestamptz`;
  return sql.rows<AccountShare>(
    `WITH target AS MATERIALIZED (SELECT unnest((${text})) AS id),
     mine AS MATERIALIZED (SELECT account_id, count(*)::int AS posts FROM target JOIN post USING (id) GROUP BY 1),
     other AS (
       SELECT post.account_id, greatest(post.due_at, now()) AS due_at FROM post LEFT JOIN target USING (id)
       WHERE target.id IS NULL AND post.account_id IN (SELECT account_id FROM mine) AND post.deleted_at IS NULL
         AND post.status IN ('scheduled', 'queued', 'retry_wait', 'rate_limited') AND post.due_at <= ${end}
     ),
     part AS (
       SELECT account_id, min(due_at) AS due_at, count(*)::int AS posts FROM other
       GROUP BY account_id, date_bin(greatest((${end} - now()) / ${parts}, interval '1 minute'), due_at, ${start})
     )
     SELECT mine.account_id AS "accountId", mine.posts,
       coalesce((SELECT json_agg(json_build_object('dueAtMs', floor(extract(epoch FROM due_at) * 1000), 'posts', part.posts)
           ORDER BY due_at)
         FROM part WHERE part.account_id = mine.account_id), '[]') AS others
     FROM mine`,
    given,
  );
}

export interface PostedListings {
  listings: number;
  /** How many of them an account has already; one that has none is not there. */
  posted: { accountId: string; posts: number }[];
}

/** How many listings of the selection there are, and on which accounts they are. */
export async function countPosted(sql: SqlRunner, { text, values }: Targets): Promise<PostedListings> {
  return oneRow<PostedListings>(
    sql,
    `WITH target AS MATERIALIZED (SELECT unnest((${text})) AS id),
     there AS (
       SELECT account_id, count(*)::int AS posts FROM target JOIN post ON post.listing_id = target.id
       WHERE post.deleted_at IS NULL GROUP BY 1
     )
     SELECT (SELECT count(*)::int FROM target) AS listings,
       coalesce((SELECT json_agg(json_build_object('accountId', account_id, 'posts', posts)) FROM there), '[]') AS posted`,
    values,
  );
}
