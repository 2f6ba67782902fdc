import { oneRow, type SqlRunner } from '../sql.ts';
import { isDue } from './due.ts';

export interface SystemRow {
  /** Since the youngest heartbeat of any worker; null when none ever ran. */
  heartbeatAgeMs: number | null;
  workers: number;
  /** Posts that are due and that nobody has taken, for so long; 0 when none. */
  overdueMs: number;
  publishing: number;
  blockedAccounts: number;
  /** Those where nothing goes out: paused, or with an open circuit that was tried within the last minute. */
  channels: { name: string; isPaused: boolean; triesAgainAtMs: number | null }[];
}

/** What the health page, the banner and the live indicator say, in one statement. */
export function getSystem(sql: SqlRunner, workerDeadAfterMs: number): Promise<SystemRow> {
  return oneRow<SystemRow>(
    sql,
    `SELECT
       (SELECT extract(epoch FROM clock_timestamp() - max(heartbeat_at)) * 1000 FROM worker)::float8 AS "heartbeatAgeMs",
       (SELECT count(*)::int FROM worker WHERE stopped_at IS NULL
         AND heartbeat_at > clock_timestamp() - $1 * interval '1 millisecond') AS workers,
       greatest(0, (SELECT max(extract(epoch FROM clock_timestamp() - greatest(next_due.due_at, account.next_slot_at)) * 1000)
         FROM account CROSS JOIN LATERAL (
           SELECT due_at FROM post WHERE post.account_id = account.id AND due_at IS NOT NULL
             AND ${isDue} ORDER BY due_at LIMIT 1
         ) AS next_due
         WHERE account.status = 'active' AND account.deleted_at IS NULL AND account.lease_until IS NULL
           AND account.quiet_start_minute IS NULL
           AND NOT (quota_date = (now() AT TIME ZONE time_zone)::date AND quota_used >= posts_per_day)
           AND NOT EXISTS (SELECT 1 FROM channel_state WHERE channel = account.channel
             AND (paused_at IS NOT NULL OR circuit <> 'closed'))
           AND next_due.due_at < clock_timestamp()))::float8 AS "overdueMs",
       (SELECT coalesce(sum(n), 0)::int FROM post_count WHERE status = 'publishing') AS publishing,
       (SELECT count(*)::int FROM account WHERE status = 'blocked' AND deleted_at IS NULL) AS "blockedAccounts",
       -- An open circuit that nobody tries again has nothing waiting behind it.
       coalesce((SELECT json_agg(json_build_object('name', channel, 'isPaused', paused_at IS NOT NULL,
           'triesAgainAtMs', CASE WHEN circuit = 'open' AND circuit_until > clock_timestamp()
             THEN round(extract(epoch FROM circuit_until) * 1000) END) ORDER BY channel)
         FROM channel_state WHERE paused_at IS NOT NULL
           OR (circuit <> 'closed' AND circuit_until > clock_timestamp() - interval '1 minute')), '[]') AS channels`,
    [workerDeadAfterMs],
  );
}
