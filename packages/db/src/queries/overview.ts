/** The dashboard's numbers: two statements, over counters only, so that their cost does not grow with the posts. */

import type { AccountStatus, PostStatus } from '@hawker/core';
import { oneRow, type SqlRunner } from '../sql.ts';

export interface StatsRow {
  postCounts: Partial<Record<PostStatus, number>>;
  accountCounts: Partial<Record<AccountStatus, number>>;
  /** On each account's own local day. */
  publishedToday: number;
  listingExists: boolean;
}

export function getStats(sql: SqlRunner): Promise<StatsRow> {
  return oneRow<StatsRow>(
    sql,
    `SELECT
       coalesce((SELECT json_object_agg(status, n) FROM (
         SELECT status, sum(n) AS n FROM post_count GROUP BY status HAVING sum(n) > 0) AS posts), '{}') AS "postCounts",
       coalesce((SELECT json_object_agg(status, n) FROM (
         SELECT status, count(*) AS n FROM account WHERE deleted_at IS NULL GROUP BY status) AS accounts), '{}') AS "accountCounts",
       coalesce((SELECT sum(n) FROM post_day JOIN account ON account.id = account_id
         WHERE day >= current_date - 1 AND day = (now() AT TIME ZONE time_zone)::date
           AND post_day.status IN ('published', 'sold', 'delisted')), 0)::int AS "publishedToday",
       EXISTS (SELECT 1 FROM listing WHERE deleted_at IS NULL) AS "listingExists"`,
  );
}

export interface DayRow {
  day: string;
  published: number;
  failed: number;
}

/** The last so many days, oldest first, today by UTC included; each post on its account's own local day. */
export function listDays(sql: SqlRunner, days: number): Promise<DayRow[]> {
  return sql.rows<DayRow>(
    `SELECT wanted.day::date AS day,
       coalesce(sum(n) FILTER (WHERE status IN ('published', 'sold', 'delisted')), 0)::int AS published,
       coalesce(sum(n) FILTER (WHERE status = 'failed'), 0)::int AS failed
     FROM generate_series(current_date - ($1::int - 1), current_date, interval '1 day') AS wanted (day)
     LEFT JOIN post_day ON post_day.day = wanted.day::date
     GROUP BY 1 ORDER BY 1`,
    [days],
  );
}
