/**
 * Transaction C: the point of no return. Committed before any byte of the submit goes out. It holds only where this
 * worker's claim still stands: same fence, lease alive, attempt still `started` (a cancel may have closed it). From here
 * on the outcome is known only when the channel has said it, and the slot and the day's quota are spent, never refunded.
 */

import type { Database } from '@hawker/db';
import type { ClaimedPost } from './claim.ts';

/**
 * True when the post may now be submitted; false when the claim was lost meanwhile and nothing may be sent.
 * `leaseMs`: from now on; longer than the submit may take.
 */
export async function passPointOfNoReturn(database: Database, post: ClaimedPost, leaseMs: number): Promise<boolean> {
  // One statement is a transaction by itself. Account before attempt, as everywhere; both updates see one snapshot and
  // hold or fail together.
  const passed = await database.prepared.rows(
    `WITH held AS (
         UPDATE account SET
           lease_until = clock_timestamp() + $3 * interval '1 millisecond',
           next_slot_at = greatest(next_slot_at, clock_timestamp() + min_gap_seconds * interval '1 second'),
           quota_used = CASE WHEN quota_date = (clock_timestamp() AT TIME ZONE time_zone)::date THEN quota_used + 1 ELSE 1 END,
           quota_date = (clock_timestamp() AT TIME ZONE time_zone)::date
         WHERE id = $1 AND fence = $2 AND lease_until > clock_timestamp() AND status = 'active'
           AND NOT EXISTS (SELECT 1 FROM channel_state WHERE channel = account.channel AND paused_at IS NOT NULL)
           AND EXISTS (SELECT 1 FROM attempt WHERE id = $4 AND status = 'started')
         RETURNING id
       )
       UPDATE attempt SET status = 'submitting', submitting_at = clock_timestamp()
       FROM held WHERE attempt.id = $4 AND attempt.status = 'started'
       RETURNING attempt.id`,
    [post.accountId, post.fence, leaseMs, post.attemptId],
  );
  return passed.length === 1;
}
