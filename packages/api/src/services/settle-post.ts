/**
 * A post that no lookup could settle waits for a person's word: it is live, it is not there, or it is given up. Only
 * this may lead it on, so that nothing is sent a second time on a guess.
 */

import { DomainError } from '@hawker/core';
import { findPost, movePosts, type PostMoveRequest, type Transaction, wakeAccounts, writeAudit } from '@hawker/db';
import { z } from 'zod';
import { type Actor, type App, actorLabel } from '../context.ts';
import { forgetAnswers } from '../forget-answers.ts';

export const settlementSchema = z.object({
  id: z.uuid(),
  answer: z.discriminatedUnion('is', [
    z.object({
      is: z.literal('live'),
      url: z.url({ protocol: /^https?$/, error: 'Give the address of the listing at the channel.' }).max(2_000),
    }),
    z.object({ is: z.literal('not_there') }),
    z.object({ is: z.literal('given_up') }),
  ]),
});

export type SettlementAnswer = z.infer<typeof settlementSchema>['answer'];

export async function settlePost(app: App, actor: Actor, id: string, answer: SettlementAnswer): Promise<void> {
  const post = await findPost(app.database.sql, id);
  const label = actorLabel(actor);
  await app.database.transaction(async (tx) => {
    const request = { postIds: [id], actor: label, onlyFrom: ['needs_review'] } as const;
    const [moved] = await movePosts(tx, { ...request, ...moveFor(answer, post?.timeZone ?? 'UTC') });
    if (!moved) {
      throw new DomainError('conflict', 'This post is settled already, or it was deleted.');
    }
    await closeAttempt(tx, id, answer);
    await wakeAccounts(tx, [moved.accountId]);
    await writeAudit(tx, {
      actor: label,
      userId: actor.userId,
      action: 'settle',
      entity: 'post',
      entityId: id,
      detail: { answer: answer.is },
    });
  });
  await forgetAnswers(app, ['post']);
}

type Move = Pick<PostMoveRequest, 'move' | 'changes' | 'detail'>;

function moveFor(answer: SettlementAnswer, timeZone: string): Move {
  switch (answer.is) {
    case 'live':
      return {
        move: 'publish',
        detail: 'A person saw it at the channel.',
        // The channel's own id is not known; its address names the listing as well.
        changes: { due: null, last: null, external: { id: answer.url, url: answer.url }, settledInZone: timeZone },
      };
    case 'not_there':
      return {
        move: 'notFoundAtChannel',
        detail: 'A person looked, and the channel does not have it.',
        changes: { due: 'now', retries: 'reset', last: null },
      };
    case 'given_up':
      return { move: 'giveUp', changes: { due: null } };
  }
}

async function closeAttempt(tx: Transaction, postId: string, answer: SettlementAnswer): Promise<void> {
  if (answer.is === 'live') {
    await tx.rows(
      `INSERT INTO observed_listing (post_id, account_id, attempt_id, generation, external_id, external_url, source)
       SELECT post.id, post.account_id, attempt.id, post.generation, $2, $2, 'person'
       FROM post LEFT JOIN attempt ON attempt.post_id = post.id AND attempt.status = 'needs_review'
       WHERE post.id = $1 LIMIT 1`,
      [postId, answer.url],
    );
  }
  await tx.rows(
    `UPDATE attempt SET status = $2, finished_at = clock_timestamp() WHERE post_id = $1 AND status = 'needs_review'`,
    [postId, answer.is === 'live' ? 'succeeded' : 'not_published'],
  );
}
