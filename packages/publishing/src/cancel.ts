/**
 * Cancels posts, up to the point of no return. A post that is being prepared right now is canceled by closing its
 * attempt: the point of no return then finds no attempt to pass. Accounts are locked first, as in the engine's own
 * transactions, so that a cancel and a submit of one post happen one after the other.
 */

import { type MovedPost, movePosts, type Transaction } from '@hawker/db';

export async function cancelPosts(tx: Transaction, postIds: readonly string[], actor: string): Promise<MovedPost[]> {
  // Those of waiting posts too: one may be claimed at this moment, and its attempt is locked after its account.
  await tx.rows(
    `SELECT id FROM account WHERE id IN (SELECT account_id FROM post WHERE id = ANY($1::uuid[]))
     ORDER BY id FOR NO KEY UPDATE`,
    [postIds],
  );
  const stopped = await tx.rows<{ postId: string; accountId: string }>(
    `UPDATE attempt SET status = 'abandoned', sentence = 'Canceled before it was sent.', finished_at = clock_timestamp()
     WHERE post_id = ANY($1::uuid[]) AND status = 'started' RETURNING post_id AS "postId", account_id AS "accountId"`,
    [postIds],
  );
  // Ends the claim too: a point of no return that waits for the account finds a newer fence, and spends no slot.
  await tx.rows(
    `UPDATE account SET fence = fence + 1, lease_worker_id = NULL, lease_until = NULL WHERE id = ANY($1::uuid[])`,
    [stopped.map((attempt) => attempt.accountId)],
  );
  // None can get there any more, or come back: its account would have to be locked for it.
  const sent = await tx.rows<{ id: string }>(
    `SELECT id FROM post WHERE id = ANY($1::uuid[]) AND status = 'publishing' AND NOT id = ANY($2::uuid[])`,
    [postIds, stopped.map((attempt) => attempt.postId)],
  );
  const beyond = new Set(sent.map(({ id }) => id));
  // In one statement, so that all of them are locked in the order of their ids, as everybody does who takes several.
  return movePosts(tx, {
    move: 'cancel',
    postIds: postIds.filter((id) => !beyond.has(id)),
    actor,
    changes: { due: null },
  });
}
