/**
 * The job `sweep`, once a minute: puts right what a crash or a lost wake left behind, so that nothing depends on any one
 * message. Several workers may run it; an advisory lock lets one of them through.
 */

import { endListings, fetchPhotos, releaseHeldPosts, wakeAccounts } from '@hawker/db';
import type { EngineOptions } from './options.ts';

/** Any fixed number, different from the migration's. */
const sweepLockKey = 429_539;

/** Photos that no form and no upload ever claimed. */
const looseAfter = '1 day';

export interface Swept {
  /** Posts whose photos were all there and that nobody had told. */
  released: number;
  accountsWoken: number;
}

export async function sweep(engine: EngineOptions): Promise<Swept | null> {
  const { database } = engine;
  return database.transaction(async (leader) => {
    const [lock] = await leader.rows<{ held: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS held', [sweepLockKey]);
    if (!lock?.held) {
      return null;
    }
    const released = await database.transaction((tx) => releaseHeldPosts(tx, null));
    const accountsWoken = await wakeAccountsWithDuePosts(engine);
    await database.sql.rows('SELECT fold_post_counts()');
    await refetchPendingPhotos(engine);
    await askAgainForEndings(engine);
    await forgetWhatIsOver(engine);
    if (released > 0) {
      await engine.onChange(['post', 'account']);
    }
    return { released, accountsWoken };
  });
}

async function wakeAccountsWithDuePosts({ database }: EngineOptions): Promise<number> {
  return database.transaction(async (tx) => {
    const accounts = await tx.rows<{ id: string }>(
      `SELECT id FROM account
       WHERE status = 'active' AND deleted_at IS NULL AND (
         -- A scalar subquery: one look into an index for each account. An EXISTS may become a join that reads every post.
         SELECT due_at FROM post
         WHERE account_id = account.id AND due_at IS NOT NULL AND deleted_at IS NULL
           AND status IN ('scheduled', 'queued', 'retry_wait', 'rate_limited', 'unknown')
         ORDER BY due_at, id LIMIT 1) <= clock_timestamp()
       AND NOT EXISTS (
         SELECT 1 FROM graphile_worker.jobs
         WHERE key = 'pump:' || account.id AND (locked_at IS NULL OR locked_at > now() - interval '4 hours') AND attempts < max_attempts
           -- One that comes much later than the account's slot was meant for another post.
           AND run_at < greatest(clock_timestamp(), account.next_slot_at) + interval '1 minute')`,
    );
    await wakeAccounts(
      tx,
      accounts.map((account) => account.id),
    );
    return accounts.length;
  });
}

async function refetchPendingPhotos({ database }: EngineOptions): Promise<void> {
  const photos = await database.sql.rows<{ id: string }>(
    `SELECT id FROM photo WHERE status = 'pending' AND listing_id IS NOT NULL AND created_at < now() - interval '2 minutes'
       AND NOT EXISTS (SELECT 1 FROM graphile_worker.jobs WHERE key = 'photo:' || photo.id AND attempts < max_attempts)
     LIMIT 500`,
  );
  await fetchPhotos(
    database.sql,
    photos.map((photo) => photo.id),
  );
}

/** Where the job was lost, or the account had to be mended first. */
async function askAgainForEndings({ database }: EngineOptions): Promise<void> {
  const posts = await database.sql.rows<{ id: string }>(
    `SELECT post.id FROM post JOIN account ON account.id = post.account_id
     WHERE post.ending IS NOT NULL AND post.deleted_at IS NULL AND account.status <> 'blocked' AND account.deleted_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM channel_state WHERE channel = account.channel AND paused_at IS NOT NULL)
       AND NOT EXISTS (SELECT 1 FROM graphile_worker.jobs WHERE key = 'end:' || post.id AND attempts < max_attempts)
     LIMIT 500`,
  );
  await endListings(
    database.sql,
    posts.map((post) => post.id),
  );
}

/** Rows that only matter for a while. Each statement is small and by index. */
async function forgetWhatIsOver({ database }: EngineOptions): Promise<void> {
  await database.sql.rows('DELETE FROM session WHERE expires_at < now()');
  await database.sql.rows(`DELETE FROM sign_in_failure WHERE at < now() - interval '1 day'`);
  await database.sql.rows(`DELETE FROM photo WHERE listing_id IS NULL AND created_at < now() - $1::interval`, [
    looseAfter,
  ]);
  await database.sql.rows(`DELETE FROM upload WHERE batch_id IS NULL AND created_at < now() - interval '30 days'`);
  // The queue itself keeps jobs that have used up their tries for ever.
  await database.sql.rows(
    `SELECT count(*) FROM graphile_worker.complete_jobs(ARRAY(
       SELECT id FROM graphile_worker.jobs
       WHERE attempts >= max_attempts AND locked_at IS NULL AND updated_at < now() - interval '7 days'))`,
  );
  await database.sql.rows(`DELETE FROM worker WHERE stopped_at < now() - interval '1 day'`);
}
