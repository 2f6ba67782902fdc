/**
 * Actions on very many posts or listings, in steps: each call does one chunk and says how far it has come, so that whoever
 * asks can show it, stop, or go on after a crash of either side. Where nobody asks any more a worker does (carry-on.ts). The ledger of an action is packages/db, queries/actions.ts.
 */

import { type ChangedEntity, DomainError, notFound } from '@hawker/core';
import { finishChunk, insertAction, newId, stopAction, type Targets, type Transaction, takeChunk } from '@hawker/db';
import { type Actor, type App, actorLabel } from '../context.ts';
import { forgetAnswers } from '../forget-answers.ts';

/** How many of those that were meant it was done to; the others had moved on or do not allow it. */
export interface Moved {
  moved: number;
  left: number;
}

export interface Acted extends Moved {
  /** How many are meant. More than `moved` and `left` together while there is a `next`. */
  total: number;
  /** Ask to go on with this; null when all is done. */
  next: string | null;
  /** What brings back all that this deleted; null for anything but a deletion. */
  undo: string | null;
}

export interface Chunk {
  /** Of the action, and of its entry in the audit trail. */
  entryId: string;
  ids: readonly string[];
  /** How many came before them, of how many. */
  first: number;
  total: number;
}

/** A kind of rows, and what can be done to many of them. */
export interface Actable {
  entity: 'listing' | 'post';
  changes: readonly ChangedEntity[];
  /** Rows of one chunk: so few that nobody waits long for their locks. */
  chunkRows: number;
  /** In one transaction, with a number of statements that does not grow with the chunk; how many it was done to. */
  doChunk(tx: Transaction, actor: Actor, work: unknown, chunk: Chunk): Promise<number>;
  isDeletion(work: unknown): boolean;
}

/** With all that match: how many the person was shown, where that is known. */
export interface Shown {
  atMost?: number | undefined;
}

export interface NewWork extends Shown {
  /** As the audit trail names it. */
  action: string;
  work: object;
  targets: Targets;
}

/** Writes down what is to be done to which; nothing is done yet. */
export async function beginAction(
  app: App,
  actor: Actor,
  { entity, isDeletion }: Actable,
  { action, work, targets, atMost }: NewWork,
): Promise<Acted> {
  const id = newId();
  const entry = { id, actor: actorLabel(actor), userId: actor.userId, action, entity, work };
  const total = await insertAction(app.database.sql, entry, targets, atMost);
  requireShown(entity, total, { atMost });
  return { moved: 0, left: 0, total, next: total === 0 ? null : id, undo: isDeletion(work) ? id : null };
}

/** More is not what the person has agreed to. */
export function requireShown(entity: Actable['entity'], found: number, { atMost }: Shown): void {
  if (atMost !== undefined && found > atMost) {
    const now = `${found.toLocaleString('en')} ${entity}${found === 1 ? '' : 's'}`;
    const then = atMost.toLocaleString('en');
    throw new DomainError(
      'conflict',
      `By now it would be ${now}, and you were shown ${then}. Nothing was done: look again, and repeat it.`,
    );
  }
}

/** Takes back what a deletion took. Where that still goes on it stops, or a worker would delete on behind the undo. */
export async function beginUndo(
  app: App,
  actor: Actor,
  kind: Actable,
  entryId: string,
  undo: { action: string; work: object; targets: Targets },
): Promise<Acted> {
  await stopAction(app.database.sql, { id: entryId, actor: actorLabel(actor), entity: kind.entity });
  return beginAction(app, actor, kind, undo);
}

/** Who asks for a step: a worker leaves what its person has stopped, and the person goes on with it. */
export type Asker = 'person' | 'worker';

/** Does the next chunk. Asked again after the last one it answers as then. */
export async function takeStep(
  app: App,
  actor: Actor,
  kind: Actable,
  id: string,
  asker: Asker = 'person',
): Promise<Acted> {
  const { entity, changes, chunkRows, doChunk, isDeletion } = kind;
  const acted = await app.database.transaction(async (tx): Promise<Acted> => {
    const chunk = await takeChunk(tx, { id, actor: actorLabel(actor), entity }, chunkRows);
    if (!chunk) {
      throw notFound('action');
    }
    const { work, ids, done, total } = chunk;
    if (chunk.isStopped && asker === 'worker') {
      return { ...progressOf(id, chunk, isDeletion), next: null };
    }
    const moved = ids.length === 0 ? 0 : await doChunk(tx, actor, work, { entryId: id, ids, first: done, total });
    if (ids.length > 0) {
      await finishChunk(tx, id, ids.length, moved);
    }
    return progressOf(id, { work, done: done + ids.length, moved: chunk.moved + moved, total }, isDeletion);
  });
  await forgetAnswers(app, changes);
  return acted;
}

/** The rest stays as it is, until its person goes on with it; nobody else does. */
export async function stop(app: App, actor: Actor, { entity, isDeletion }: Actable, id: string): Promise<Acted> {
  const stopped = await stopAction(app.database.sql, { id, actor: actorLabel(actor), entity });
  if (!stopped) {
    throw notFound('action');
  }
  return progressOf(id, stopped, isDeletion);
}

interface Progress {
  work: unknown;
  done: number;
  moved: number;
  total: number;
}

function progressOf(id: string, { work, done, moved, total }: Progress, isDeletion: Actable['isDeletion']): Acted {
  return { moved, left: done - moved, total, next: done < total ? id : null, undo: isDeletion(work) ? id : null };
}

/** Step by step to the end, for who has no screen to show it on. */
export async function finishAction(app: App, actor: Actor, kind: Actable, begun: Acted): Promise<Acted> {
  let acted = begun;
  while (acted.next !== null) {
    acted = await takeStep(app, actor, kind, acted.next);
  }
  return acted;
}
