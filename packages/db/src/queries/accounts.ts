import type { AccountStatus, Pace, PostStatus, Variation } from '@hawker/core';
import type { SqlRunner } from '../sql.ts';

export interface AccountRow extends Pace {
  id: string;
  channel: string;
  name: string;
  status: AccountStatus;
  blockedReason: string | null;
  timeZone: string;
  nextSlotAt: Date | null;
  /** How it says listings differently; null: as they are. */
  variation: Variation | null;
  /** Submits on the account's own local day. */
  usedToday: number;
  createdAt: Date;
  /** Only the statuses that occur. */
  postCounts: Partial<Record<PostStatus, number>>;
  /** Published on each of the last 14 local days, oldest first. */
  publishedByDay: number[];
}

/** Every account that is not deleted (or the one asked for), with its counters, in one statement. */
export function listAccounts(sql: SqlRunner, accountId: string | null = null): Promise<AccountRow[]> {
  return sql.rows<AccountRow>(
    `WITH counts AS (
       SELECT account_id, json_object_agg(status, n) AS by_status
       FROM (SELECT account_id, status, sum(n) AS n FROM post_count GROUP BY 1, 2 HAVING sum(n) > 0) AS folded
       GROUP BY account_id
     ), days AS (
       SELECT account_id, day, sum(n)::int AS n FROM post_day
       WHERE status IN ('published', 'sold', 'delisted') AND day > current_date - 16 GROUP BY 1, 2
     )
     SELECT account.id, channel, name, status, blocked_reason AS "blockedReason", time_zone AS "timeZone",
       min_gap_seconds AS "minGapSeconds", posts_per_day AS "postsPerDay", quiet_start_minute AS "quietStartMinute",
       quiet_end_minute AS "quietEndMinute", next_slot_at AS "nextSlotAt", variation, created_at AS "createdAt",
       CASE WHEN quota_date = local.today THEN quota_used ELSE 0 END AS "usedToday",
       coalesce(counts.by_status, '{}') AS "postCounts",
       ARRAY(
         SELECT coalesce(days.n, 0) FROM generate_series(local.today - 13, local.today, interval '1 day') AS wanted (day)
         LEFT JOIN days ON days.account_id = account.id AND days.day = wanted.day::date ORDER BY wanted.day
       ) AS "publishedByDay"
     FROM account
     CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE account.time_zone)::date AS today) AS local
     LEFT JOIN counts ON counts.account_id = account.id
     WHERE deleted_at IS NULL AND ($1::uuid IS NULL OR account.id = $1)
     ORDER BY lower(name), account.id`,
    [accountId],
  );
}
