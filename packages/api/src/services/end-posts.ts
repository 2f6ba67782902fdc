/** What becomes of a live listing: sold, taken down, or listed anew. The worker does it at the channel. */

import { endListings, movePosts, notePosts, type Transaction } from '@hawker/db';
import { type Ending, endableStatuses, relistPosts as relistInLedger } from '@hawker/publishing';
import { z } from 'zod';
import { type Actor, actorLabel } from '../context.ts';

export const endSchema = z.enum(['sold', 'delisted']);
export type End = z.infer<typeof endSchema>;

/** Marks live listings as sold, or takes them down. The posts change when the channel has done it. */
export async function endPosts(tx: Transaction, actor: Actor, ids: readonly string[], end: End) {
  const { named, unnamed } = await partByName(tx, ids);
  const noted = await movePosts(tx, {
    move: end === 'sold' ? 'markSold' : 'delist',
    postIds: unnamed,
    actor: actorLabel(actor),
    detail: 'Only noted here: Hawker does not know this listing’s number at the channel.',
    changes: { last: null },
  });
  return [...noted, ...(await askForEnd(tx, actor, named, end))];
}

/**
 * Lists posts anew, each as a new generation. One that is live is taken down first: by the worker, or, where it was
 * uploaded with a sheet, by the person, who was told so before.
 */
export async function relistPosts(tx: Transaction, actor: Actor, ids: readonly string[]) {
  const { named, unnamed } = await partByName(tx, ids);
  await movePosts(tx, {
    move: 'delist',
    postIds: await uploadedBySheet(tx, unnamed),
    onlyFrom: endableStatuses.relisted,
    actor: actorLabel(actor),
    detail: 'Only noted here, to be listed anew: what a person uploaded with a sheet, a person takes down.',
    changes: { last: null },
  });
  const relisted = await relistInLedger(tx, ids, actorLabel(actor));
  return [...relisted, ...(await askForEnd(tx, actor, named, 'relisted'))];
}

/** `unnamed`: a person said where the listing is, so there is no id by which the channel could end it. */
async function partByName(tx: Transaction, ids: readonly string[]): Promise<{ named: string[]; unnamed: string[] }> {
  const posts = await tx.rows<{ id: string; named: boolean }>(
    'SELECT id, external_id IS DISTINCT FROM external_url AS named FROM post WHERE id = ANY($1::uuid[])',
    [ids],
  );
  const idsOf = (named: boolean) => posts.filter((post) => post.named === named).map((post) => post.id);
  return { named: idsOf(true), unnamed: idsOf(false) };
}

async function uploadedBySheet(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  const posts = await tx.rows<{ id: string }>(
    `SELECT id FROM post WHERE id = ANY($1::uuid[])
       AND EXISTS (SELECT 1 FROM sheet_row WHERE post_id = post.id AND sheet_row.generation = post.generation)`,
    [ids],
  );
  return posts.map((post) => post.id);
}

const asked: Readonly<Record<Ending, string>> = {
  sold: 'To be marked as sold at the channel.',
  delisted: 'To be taken down at the channel.',
  relisted: 'To be taken down at the channel and listed anew.',
};

async function askForEnd(tx: Transaction, actor: Actor, ids: readonly string[], ending: Ending) {
  const noted = await notePosts(tx, {
    note: 'askToEnd',
    postIds: ids,
    onlyFrom: endableStatuses[ending],
    actor: actorLabel(actor),
    detail: asked[ending],
    ending,
    last: null,
  });
  await endListings(
    tx,
    noted.map((post) => post.id),
  );
  return noted;
}
