import { notFound, type PostStatus, postActStatuses, postStatusGroups, settledPostStatuses } from '@hawker/core';
import { type BatchFilter, type BatchRow, listBatches as listBatchRows } from '@hawker/db';
import type { Actor, App } from '../context.ts';
import type { Moved } from './actions.ts';
import { actOnAllPosts } from './post-acts.ts';

export interface Batch extends BatchRow {
  progress: {
    total: number;
    live: number;
    failed: number;
    needsYou: number;
    /** Under way or waiting for its turn. */
    waiting: number;
    drafts: number;
    canceled: number;
  };
}

export async function listBatches(
  app: App,
  filter: BatchFilter,
  page: { after?: string; limit: number },
): Promise<Batch[]> {
  return (await listBatchRows(app.database.sql, filter, page)).map(withProgress);
}

export async function getBatch(app: App, id: string): Promise<Batch> {
  const [row] = await listBatchRows(app.database.sql, { id }, { limit: 1 });
  if (!row) {
    throw notFound('batch');
  }
  return withProgress(row);
}

function withProgress(row: BatchRow): Batch {
  const count = (statuses: readonly PostStatus[]) =>
    statuses.reduce((sum, status) => sum + (row.postCounts[status] ?? 0), 0);
  return {
    ...row,
    progress: {
      total: Object.values(row.postCounts).reduce<number>((sum, n) => sum + (n ?? 0), 0),
      live: count(['published', 'sold', 'delisted']),
      failed: count(postStatusGroups.failed),
      needsYou: count(postStatusGroups.needsYou),
      waiting: count(postStatusGroups.waiting),
      drafts: count(postStatusGroups.draft),
      canceled: count(['canceled']),
    },
  };
}

/** What a whole batch can do at once, and to which of its posts. Trying again is for what failed, not for what was canceled. */
const batchActs = {
  publish: postActStatuses.publish,
  retry: ['failed'],
  cancel: postActStatuses.cancel,
} as const satisfies Record<string, readonly PostStatus[]>;

export type BatchAct = keyof typeof batchActs;

export async function actOnBatch(app: App, actor: Actor, id: string, act: BatchAct): Promise<Moved> {
  await getBatch(app, id);
  const { moved, left } = await actOnAllPosts(app, actor, { act }, { batchId: id, statuses: batchActs[act] });
  return { moved, left };
}

/** Settled: nothing more happens to any of its posts without a person. */
export function isBatchSettled(batch: Batch): boolean {
  const settled: readonly PostStatus[] = [...settledPostStatuses, 'draft'];
  return Object.keys(batch.postCounts).every((status) => settled.some((known) => known === status));
}
