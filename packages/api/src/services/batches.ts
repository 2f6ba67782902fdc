import { notFound, type PostStatus, postStatusGroups, settledPostStatuses } from '@hawker/core';
import { type BatchFilter, type BatchRow, listBatches as listBatchRows } from '@hawker/db';
import type { Actor, App } from '../context.ts';
import { cancelPosts, type Moved, publishPosts, retryPosts } from './posts.ts';

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

/** What a whole batch can do at once: its posts in the statuses from which the act makes sense. */
const actsOn = {
  publish: { from: ['draft', 'scheduled'], run: publishPosts },
  retry: { from: ['failed'], run: retryPosts },
  cancel: {
    from: ['scheduled', 'queued', 'retry_wait', 'rate_limited', 'auth_blocked', 'publishing'],
    run: cancelPosts,
  },
} as const satisfies Record<
  string,
  { from: readonly PostStatus[]; run: (app: App, actor: Actor, ids: readonly string[]) => Promise<Moved> }
>;

export type BatchAct = keyof typeof actsOn;

export async function actOnBatch(app: App, actor: Actor, id: string, act: BatchAct): Promise<Moved> {
  const { from, run } = actsOn[act];
  await getBatch(app, id);
  const posts = await app.database.sql.rows<{ id: string }>(
    'SELECT id FROM post WHERE batch_id = $1 AND status = ANY($2::post_status[]) AND deleted_at IS NULL ORDER BY id',
    [id, from],
  );
  return run(
    app,
    actor,
    posts.map((post) => post.id),
  );
}

/** Settled: nothing more happens to any of its posts without a person. */
export function isBatchSettled(batch: Batch): boolean {
  const settled: readonly PostStatus[] = [...settledPostStatuses, 'draft'];
  return Object.keys(batch.postCounts).every((status) => settled.some((known) => known === status));
}
