/** Pieces of input that several routers share. */

import { attemptClasses, postStatuses } from '@hawker/core';
import { z } from 'zod';
import { exportForms } from '../services/export.ts';

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

const exportForm = z.enum(exportForms);

/** What a file of rows is asked for with; also of the address that programs fetch it from. */
export const exportRequest = z.discriminatedUnion('what', [
  z.object({ what: z.literal('posts'), form: exportForm, filter: postFilter.default({}) }),
  z.object({
    what: z.literal('listings'),
    form: exportForm,
    filter: z.object({ search: search.optional() }).default({}),
  }),
]);

export const chosenIds = z.array(z.uuid()).min(1, 'Choose a post.').max(1_000, 'At most 1,000 posts at once.');

/** `upTo` of an answer that said how many match: what came later is not meant. Without it, all that match by now. */
export const upTo = z.union([z.iso.datetime({ offset: true }), z.literal('now')]).default('now');

/**
 * How many the person was shown. Should it be more by now nothing is done: a transaction that was open at `upTo`, and
 * committed behind it, may have written with an earlier time.
 */
export const atMost = z.int().min(0).optional();

/** Those that were chosen one by one, or all that match. */
export const postSelection = z.union([z.object({ ids: chosenIds }), z.object({ filter: postFilter, upTo, atMost })]);

/** A long action, as the answer before called it. */
export const action = z.object({ action: z.uuid() });
