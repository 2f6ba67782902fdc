/**
 * The job `sweep`, once a minute: puts right what a crash or a lost wake left behind, so that nothing depends on any one
 * message. Several workers may run it; an advisory lock lets one of them through.
 */

import { endListings, fetchPhotos, releaseHeldPosts } from '@hawker/db';
import type { EngineOptions } from './options.ts';
import { wakeWaiting } from './wake.ts';

/** Any fixed number, different from the migration's. */
const sweepLockKey = 429_539;

/** Photos that no form ever claimed, nor an upload that still waits for its confirmation. */
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
    const accountsWoken = await database.transaction((tx) => wakeWaiting(tx, null));
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
  await database.sql.rows(
    `DELETE FROM photo WHERE listing_id IS NULL AND created_at < now() - $1::interval
       AND NOT EXISTS (SELECT 1 FROM upload WHERE upload.id = photo.upload_id AND upload.batch_id IS NULL)`,
    [looseAfter],
  );
  await database.sql.rows(`DELETE FROM upload WHERE batch_id IS NULL AND created_at < now() - interval '30 days'`);
  // What became a batch is in its listings; nobody looks at the rows of the file again. Some at a time: they are many.
  for (const rows of ['upload_row', 'upload_raw_row']) {
    await database.sql.rows(
      `DELETE FROM ${rows} WHERE upload_id IN (
         SELECT id FROM upload WHERE batch_id IS NOT NULL AND created_at < now() - interval '1 day'
           AND EXISTS (SELECT 1 FROM ${rows} AS kept WHERE kept.upload_id = upload.id) LIMIT 2)`,
    );
  }
  await database.sql.rows(`DELETE FROM bulk_action WHERE created_at < now() - interval '1 day'`);
  // The queue itself keeps jobs that have used up their tries for ever.
  await database.sql.rows(
    `SELECT count(*) FROM graphile_worker.complete_jobs(ARRAY(
       SELECT id FROM graphile_worker.jobs
       WHERE attempts >= max_attempts AND locked_at IS NULL AND updated_at < now() - interval '7 days'))`,
  );
  await database.sql.rows(`DELETE FROM worker WHERE stopped_at < now() - interval '1 day'`);
}
