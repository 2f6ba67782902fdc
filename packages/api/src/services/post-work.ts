/** What can be done to posts, and how it is done to a chunk of them: always in the caller's transaction. */

import { changePrice, DomainError, type PostAct, type PriceChange, priceChangeSchema, spreadAt } from '@hawker/core';
import { lockPrices, movePosts, removePosts, restorePosts, setPrices, type Transaction } from '@hawker/db';
import { cancelPosts } from '@hawker/publishing';
import { z } from 'zod';
import { type Actor, actorLabel } from '../context.ts';
import type { Chunk } from './actions.ts';
import { endPosts, endSchema, relistPosts } from './end-posts.ts';
import { requirePlausibleTime } from './plausible-time.ts';
import { markDownloadedLive } from './sheets-live.ts';

const simple = z.object({ act: z.enum(['publish', 'retry', 'cancel', 'markLive', 'relist', 'remove', 'restore']) });

/** As it is kept while a long action goes on, and so in JSON. */
export const postWorkSchema = z.discriminatedUnion('act', [
  simple,
  /** With `to`: spread evenly over the time between. */
  z.object({ act: z.literal('schedule'), from: z.coerce.date(), to: z.coerce.date().nullable() }),
  z.object({ act: z.literal('end'), as: endSchema }),
  z.object({ act: z.literal('reprice'), change: priceChangeSchema }),
]);
export type PostWork = z.infer<typeof postWorkSchema>;

/** Which of the acts on the screen it is: says from which statuses it makes sense. */
export function actOf(work: PostWork): PostAct | 'restore' {
  switch (work.act) {
    case 'end':
      return work.as === 'sold' ? 'markSold' : 'delist';
    default:
      return work.act;
  }
}

/** As the audit trail names them. */
export const auditNames: Readonly<Record<PostAct | 'restore', string>> = {
  publish: 'queue',
  schedule: 'schedule',
  retry: 'retry',
  cancel: 'cancel',
  markLive: 'mark_live',
  reprice: 'reprice',
  markSold: 'mark_sold',
  delist: 'delist',
  relist: 'relist',
  remove: 'delete',
  restore: 'restore',
};

/** `entryId` and the place in the whole matter to a deletion and to a spread; a chunk by itself has neither. */
export type WorkChunk = Pick<Chunk, 'ids'> & Partial<Omit<Chunk, 'ids'>>;

/** The accounts of those it was done to, once for each. */
export function workOnPosts(
  tx: Transaction,
  actor: Actor,
  work: PostWork,
  { ids, entryId = undefined, first = 0, total = ids.length }: WorkChunk,
): Promise<{ accountId: string }[]> {
  const move = { postIds: ids, actor: actorLabel(actor) };
  switch (work.act) {
    case 'publish':
      return movePosts(tx, { ...move, move: 'queue', changes: { due: 'now', scheduledAt: null } });
    case 'retry':
      return movePosts(tx, {
        ...move,
        move: 'retry',
        changes: { due: 'now', retries: 'reset', last: null, scheduledAt: null },
      });
    case 'schedule': {
      const { from, to } = work;
      const times = ids.map((_, index) => (to === null ? from : spreadAt(first + index, total, { from, to })));
      return movePosts(tx, { ...move, move: 'schedule', times, changes: { retries: 'reset', last: null } });
    }
    case 'cancel':
      return cancelPosts(tx, ids, move.actor);
    case 'markLive':
      return markDownloadedLive(tx, actor, ids);
    case 'end':
      return endPosts(tx, actor, ids, work.as);
    case 'relist':
      return relistPosts(tx, actor, ids);
    case 'reprice':
      return reprice(tx, ids, work.change);
    case 'remove':
      return removePosts(tx, ids, entryId ?? null);
    case 'restore':
      return restorePosts(tx, ids);
  }
}

async function reprice(tx: Transaction, ids: readonly string[], change: PriceChange) {
  const posts = (await lockPrices(tx, ids)).flatMap(({ id, accountId, priceMinor, currency }) => {
    const changed = changePrice({ amountMinor: priceMinor, currency }, change);
    return changed.ok ? [{ id, accountId, priceMinor: changed.priceMinor }] : [];
  });
  await setPrices(tx, posts);
  return posts;
}

/** What a person mistyped is told at its field, before anything is done. */
export function requireSensible(work: PostWork): void {
  if (work.act !== 'schedule') {
    return;
  }
  const { from, to } = work;
  if (to === null) {
    requirePlausibleTime(from, 'at');
    return;
  }
  if (to.getTime() < from.getTime()) {
    throw new DomainError('bad_input', 'The end must come after the beginning.', {
      fields: { to: 'Choose a time after the beginning.' },
    });
  }
  requirePlausibleTime(from, 'from');
  requirePlausibleTime(to, 'to');
}
