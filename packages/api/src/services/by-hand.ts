/** What a person has to do by hand, before something is done with posts here. */

import type { PostStatus } from '@hawker/core';
import { findPostsByHand, type PostSelection, type PostsByHand, selectedPosts } from '@hawker/db';
import type { App } from '../context.ts';

export const actsByHand = ['cancel', 'retry', 'schedule', 'markSold', 'delist', 'relist'] as const;
export type ActByHand = (typeof actsByHand)[number];

const asked: Readonly<Record<ActByHand, { statuses: readonly PostStatus[]; isWritten: boolean }>> = {
  // Canceled here, it stays where a person has uploaded it.
  cancel: { statuses: ['awaiting_upload'], isWritten: true },
  // And handed over anew, it is there twice. What no longer fitted its sheet has failed.
  retry: { statuses: ['canceled', 'failed'], isWritten: true },
  schedule: { statuses: ['canceled', 'failed'], isWritten: true },
  markSold: { statuses: ['published'], isWritten: false },
  delist: { statuses: ['published'], isWritten: false },
  relist: { statuses: ['published'], isWritten: false },
};

/** By name as many as a question can tell. */
const namedAtMost = 3;

/** Those of the selection that the act does not reach at their marketplace: it has no calls, a person uploads there. */
export function listPostsByHand(app: App, selection: PostSelection, act: ActByHand): Promise<PostsByHand> {
  const { statuses, isWritten } = asked[act];
  const channels = [...app.channels.values()].filter(({ delivery }) => delivery === 'sheet').map(({ name }) => name);
  const targets = selectedPosts(selection, statuses, 'made');
  return findPostsByHand(app.database.sql, targets, { channels, isWritten, limit: namedAtMost });
}
