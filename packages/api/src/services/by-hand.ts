/** What a person has to do by hand, before something is done with posts here. */

import type { PostStatus } from '@hawker/core';
import { type ByHand, findPostsByHand, type PostSelection, type PostsByHand, selectedPosts } from '@hawker/db';
import type { App } from '../context.ts';

export const actsByHand = ['cancel', 'retry', 'schedule', 'markLive', 'markSold', 'delist', 'relist'] as const;
export type ActByHand = (typeof actsByHand)[number];

const asked: Readonly<Record<ActByHand, { statuses: readonly PostStatus[]; only: ByHand['only'] }>> = {
  // Canceled here, it stays where a person has uploaded it.
  cancel: { statuses: ['awaiting_upload'], only: 'maybeListed' },
  // And handed over anew, it is there twice. What no longer fitted its sheet has failed.
  retry: { statuses: ['canceled', 'failed'], only: 'maybeListed' },
  schedule: { statuses: ['canceled', 'failed'], only: 'maybeListed' },
  // Nobody can have uploaded these with their sheet: they are left.
  markLive: { statuses: ['awaiting_upload'], only: 'notDownloaded' },
  markSold: { statuses: ['published'], only: 'all' },
  delist: { statuses: ['published'], only: 'all' },
  relist: { statuses: ['published'], only: 'all' },
};

/** By name as many as a question can tell. */
const namedAtMost = 3;

/** Those of the selection that the act does not reach at their marketplace: it has no calls, a person uploads there. */
export function listPostsByHand(app: App, selection: PostSelection, act: ActByHand): Promise<PostsByHand> {
  const { statuses, only } = asked[act];
  const channels = [...app.channels.values()].filter(({ delivery }) => delivery === 'sheet').map(({ name }) => name);
  const targets = selectedPosts(selection, statuses, 'made');
  return findPostsByHand(app.database.sql, targets, { channels, only, limit: namedAtMost });
}
