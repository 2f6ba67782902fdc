import { oneRow, type SqlRunner, type SqlValue } from '../sql.ts';
import type { Targets } from './actions.ts';

export interface AccountShare {
  accountId: string;
  /** Of the selection. */
  posts: number;
  /** Others of the account that are due before. */
  ahead: number;
}

/** How many of the selection each account has, and how many others it has to post until then. */
export function countShares(sql: SqlRunner, { text, values }: Targets, dueBefore: Date): Promise<AccountShare[]> {
  const given: SqlValue[] = [...values];
  const until = `$${given.push(dueBefore)}::timestamptz`;
  return sql.rows<AccountShare>(
    `WITH target AS MATERIALIZED (SELECT unnest((${text})) AS id),
     mine AS MATERIALIZED (SELECT account_id, count(*)::int AS posts FROM target JOIN post USING (id) GROUP BY 1),
     other AS (
       SELECT post.account_id, count(*)::int AS posts FROM post LEFT JOIN target USING (id)
       WHERE target.id IS NULL AND post.account_id IN (SELECT account_id FROM mine) AND post.deleted_at IS NULL
         AND post.status IN ('scheduled', 'queued', 'retry_wait', 'rate_limited') AND post.due_at < ${until}
       GROUP BY 1
     )
     SELECT mine.account_id AS "accountId", mine.posts, coalesce(other.posts, 0) AS ahead
     FROM mine LEFT JOIN other USING (account_id)`,
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
