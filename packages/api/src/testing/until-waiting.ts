import type { SqlRunner } from '@hawker/db';

/** Resolves when so many statements wait for a lock, or the work has ended without waiting. */
export async function untilWaiting(sql: SqlRunner, count: number, work: Promise<unknown>): Promise<void> {
  let ended = false;
  work
    .finally(() => {
      ended = true;
    })
    .catch(() => undefined);
  for (;;) {
    const waiting = await sql.rows(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (ended || waiting.length >= count) {
      return;
    }
  }
}
