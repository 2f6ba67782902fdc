import { isDue, type Transaction, wakeAccounts } from '@hawker/db';

/**
 * Wakes accounts that have something to do: every one of a channel that is there again; or, without a channel, those whose
 * post is due and whose wake was lost. Says how many.
 */
export async function wakeWaiting(tx: Transaction, channel: string | null): Promise<number> {
  const accounts = await tx.rows<{ id: string }>(
    `SELECT id FROM account
     WHERE status = 'active' AND deleted_at IS NULL AND ($1::text IS NULL OR channel = $1) AND (
       -- A scalar subquery: one look into an index for each account. An EXISTS may become a join that reads every post.
       SELECT due_at FROM post WHERE account_id = account.id AND due_at IS NOT NULL AND ${isDue}
       ORDER BY due_at, id LIMIT 1) <= CASE WHEN $1 IS NULL THEN clock_timestamp() ELSE 'infinity' END
     AND ($1 IS NOT NULL OR NOT EXISTS (
       SELECT 1 FROM graphile_worker.jobs
       WHERE key = 'pump:' || account.id AND (locked_at IS NULL OR locked_at > now() - interval '4 hours') AND attempts < max_attempts
         -- One that comes much later than the account's slot was meant for another post.
         AND run_at < greatest(clock_timestamp(), account.next_slot_at) + interval '1 minute'))`,
    [channel],
  );
  await wakeAccounts(
    tx,
    accounts.map((account) => account.id),
  );
  return accounts.length;
}
