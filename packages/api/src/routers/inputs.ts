/** Pieces of input that several routers share. */

import { attemptClasses, postStatuses } from '@hawker/core';
import { z } from 'zod';

export const accountIds = z.array(z.uuid()).max(1_000, 'At most 1,000 accounts at once.');

export const search = z.string().trim().min(1).max(200, 'Search for at most 200 characters.');

/** Keyset pages: the cursor is the id of the last row that was seen. */
export const cursorPage = z.object({
  cursor: z.uuid().optional(),
  limit: z.int().min(1).max(200).default(100),
});

export const postFilter = z.object({
  statuses: z.array(z.enum(postStatuses)).min(1).optional(),
  accountId: z.uuid().optional(),
  channel: z.string().min(1).max(50).optional(),
  batchId: z.uuid().optional(),
  listingId: z.uuid().optional(),
  /** Why its last attempt did not go well. */
  lastClass: z.enum(attemptClasses).optional(),
  search: search.optional(),
});

/** A selection on the screen. */
export const postIds = z.object({
  ids: z.array(z.uuid()).min(1, 'Choose a post.').max(1_000, 'At most 1,000 posts at once.'),
});
