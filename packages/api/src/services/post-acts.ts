/** What a person may do with posts: with a few that they chose at once, with all that match in steps. */

import { DomainError, type PostStatus, type PriceChange, postActStatuses } from '@hawker/core';
import {
  countPrices,
  countSelected,
  listPrices,
  newId,
  type PostFilter,
  type PostSelection,
  postsRemovedBy,
  selectedPosts,
  wakeAccounts,
  writeAudit,
} from '@hawker/db';
import { type Actor, type App, actorLabel } from '../context.ts';
import { forgetAnswers } from '../forget-answers.ts';
import {
  type Actable,
  type Acted,
  type Asker,
  beginAction,
  beginUndo,
  finishAction,
  type Shown,
  stop,
  takeStep,
} from './actions.ts';
import { actOf, auditNames, type PostWork, postWorkSchema, requireSensible, workOnPosts } from './post-work.ts';
import { maxExamples, type PricePreview, previewOf } from './price-preview.ts';

const posts: Actable = {
  entity: 'post',
  changes: ['post'],
  // With their events they take about a quarter of a second.
  chunkRows: 2_000,
  isDeletion: (work) => postWorkSchema.parse(work).act === 'remove',
  doChunk: async (tx, actor, work, chunk) => {
    const done = await workOnPosts(tx, actor, postWorkSchema.parse(work), chunk);
    await wakeAccounts(
      tx,
      done.map((post) => post.accountId),
    );
    return done.length;
  },
};

/**
 * Posts by their ids: at once, in one transaction. All that match: only written down, to be done by `goOnWithPosts`. So are
 * the two whose answer may not be lost, or that need to know all of them first: prices and a spread.
 */
export async function actOnPosts(
  app: App,
  actor: Actor,
  work: PostWork,
  selection: PostSelection & Shown,
): Promise<Acted> {
  requireSensible(work);
  const act = actOf(work);
  const inSteps = work.act === 'reprice' || (work.act === 'schedule' && work.to !== null);
  if (act !== 'restore' && ('filter' in selection || inSteps)) {
    const targets = selectedPosts(selection, postActStatuses[act], work.act === 'schedule' ? 'shared' : 'made');
    return beginAction(app, actor, posts, { action: auditNames[act], work, targets, atMost: selection.atMost });
  }
  if ('filter' in selection) {
    throw new DomainError('bad_input', 'Say which deletion is to be undone.');
  }
  return actAtOnce(app, actor, work, selection.ids);
}

async function actAtOnce(app: App, actor: Actor, work: PostWork, ids: readonly string[]): Promise<Acted> {
  const entryId = newId();
  const isDeletion = work.act === 'remove';
  const moved = await app.database.transaction(async (tx) => {
    const [first] = ids;
    const done = await posts.doChunk(tx, actor, work, { entryId, ids, first: 0, total: ids.length });
    await writeAudit(tx, {
      id: entryId,
      actor: actorLabel(actor),
      userId: actor.userId,
      action: auditNames[actOf(work)],
      entity: 'post',
      entityId: ids.length === 1 && first !== undefined ? first : null,
      detail: { posts: done },
    });
    return done;
  });
  await forgetAnswers(app, posts.changes);
  const total = new Set(ids).size;
  return { moved, left: total - moved, total, next: null, undo: isDeletion ? entryId : null };
}

/** Brings back what one deletion took, however many. */
export function undoRemoval(app: App, actor: Actor, entryId: string): Promise<Acted> {
  const work: PostWork = { act: 'restore' };
  return beginUndo(app, actor, posts, entryId, { action: auditNames.restore, work, targets: postsRemovedBy(entryId) });
}

export function stopActionOnPosts(app: App, actor: Actor, action: string): Promise<Acted> {
  return stop(app, actor, posts, action);
}

export function goOnWithPosts(app: App, actor: Actor, action: string, asker?: Asker): Promise<Acted> {
  return takeStep(app, actor, posts, action, asker);
}

/** All steps in one call. */
export async function actOnAllPosts(app: App, actor: Actor, work: PostWork, filter: PostFilter): Promise<Acted> {
  const begun = await actOnPosts(app, actor, work, { filter, upTo: 'now' });
  return finishAction(app, actor, posts, begun);
}

export interface MatchingPosts {
  /** The moment of this answer: what an act on all that match asks for, so that nothing later is meant. */
  upTo: string;
  total: number;
  /** Only those that occur. */
  byStatus: Partial<Record<PostStatus, number>>;
  /** Of their accounts. */
  timeZones: string[];
}

/** How many match exactly, whatever their number. */
export async function lookAtMatching(
  app: App,
  filter: PostFilter,
  statuses: readonly PostStatus[],
): Promise<MatchingPosts> {
  const { upTo, groups } = await countSelected(app.database.sql, filter, statuses);
  const byStatus: Partial<Record<PostStatus, number>> = {};
  for (const { status, posts: n } of groups) {
    byStatus[status] = (byStatus[status] ?? 0) + n;
  }
  return {
    upTo,
    total: groups.reduce((sum, group) => sum + group.posts, 0),
    byStatus,
    timeZones: [...new Set(groups.map((group) => group.timeZone))].sort(),
  };
}

export async function previewPrices(
  app: App,
  selection: PostSelection,
  change: PriceChange | null,
): Promise<PricePreview> {
  const statuses = postActStatuses.reprice;
  const [groups, first] = await Promise.all([
    countPrices(app.database.sql, selection, statuses),
    listPrices(app.database.sql, selection, statuses, maxExamples),
  ]);
  return previewOf(groups, first, change);
}
