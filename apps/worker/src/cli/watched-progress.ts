/** How watched posts stand: a batch by its counters, any others by reading them. */

import { type PostStatus, type PostStatusGroup, postStatusGroups } from '@hawker/core';
import { postPages } from './post-pages.ts';
import type { HawkerContext } from './runner.ts';

export interface WatchedProgress {
  total: number;
  live: number;
  failed: number;
  needsYou: number;
  waiting: number;
  drafts: number;
  canceled: number;
}

export function batchProgress({ hawker }: HawkerContext, batchId: string): () => Promise<WatchedProgress> {
  return async () => (await hawker.batches.get.query({ id: batchId })).progress;
}

/**
 * Ids grow with time, so the pages are read from the newest post back to the oldest one that is wanted; a post that is
 * on none of them was deleted meanwhile, and is not counted.
 */
export function postsProgress({ hawker }: HawkerContext, ids: ReadonlySet<string>): () => Promise<WatchedProgress> {
  const [oldest = ''] = [...ids].sort();
  return async () => {
    const found: PostStatus[] = [];
    for await (const { posts } of postPages(hawker, {})) {
      found.push(...posts.flatMap((post) => (ids.has(post.id) ? [post.status] : [])));
      if ((posts.at(-1)?.id ?? '') <= oldest) {
        break;
      }
    }
    return progressOf(found);
  };
}

function progressOf(found: readonly PostStatus[]): WatchedProgress {
  const inGroup = (group: PostStatusGroup) => {
    const statuses: readonly PostStatus[] = postStatusGroups[group];
    return found.filter((status) => statuses.includes(status)).length;
  };
  const canceled = found.filter((status) => status === 'canceled').length;
  return {
    total: found.length,
    // Sold and delisted ones were live.
    live: inGroup('live') + inGroup('ended') - canceled,
    failed: inGroup('failed'),
    needsYou: inGroup('needsYou'),
    waiting: inGroup('waiting'),
    drafts: inGroup('draft'),
    canceled,
  };
}
