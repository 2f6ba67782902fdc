import type { Transaction } from '../sql.ts';
import { wakeAccounts } from './jobs.ts';

/**
 * Takes the due time of posts whose photos are still on their way. Those that came in at this very moment may have found
 * nothing to release; the sweeper does.
 */
export async function holdForPhotos(tx: Transaction, postIds: readonly string[]): Promise<void> {
  await tx.rows('UPDATE post SET due_at = NULL WHERE id = ANY($1::uuid[])', [postIds]);
}

/**
 * Posts whose listing waits for photos have no due time. Gives those one whose photos are all in, or have failed for
 * good, and wakes their accounts. Null: of every listing, for the sweeper.
 */
export async function releaseHeldPosts(tx: Transaction, listingIds: readonly string[] | null): Promise<number> {
  const posts = await tx.rows<{ accountId: string }>(
    `UPDATE post SET due_at = coalesce(scheduled_at, clock_timestamp())
     WHERE ($1::uuid[] IS NULL OR listing_id = ANY($1::uuid[]))
       AND status IN ('queued', 'scheduled', 'retry_wait', 'rate_limited') AND due_at IS NULL AND deleted_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM photo WHERE photo.listing_id = post.listing_id AND photo.status = 'pending')
     RETURNING account_id AS "accountId"`,
    [listingIds],
  );
  await wakeAccounts(
    tx,
    posts.map((post) => post.accountId),
  );
  return posts.length;
}
