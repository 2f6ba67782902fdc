import { listingInputSchema, publishTimeSchema } from '@hawker/core';
import { z } from 'zod';
import * as listings from '../services/listings.ts';
import { editProcedure, readProcedure, router } from '../trpc.ts';
import { accountIds, cursorPage, search } from './inputs.ts';

const byId = z.object({ id: z.uuid() });

export const listingsRouter = router({
  list: readProcedure
    .input(cursorPage.extend({ search: search.optional() }))
    .query(({ ctx, input }) => listings.listListings(ctx.app, input)),
  get: readProcedure.input(byId).query(({ ctx, input }) => listings.getListing(ctx.app, input.id)),
  create: editProcedure
    .input(
      z.object({
        listing: listingInputSchema,
        accountIds: accountIds.default([]),
        publish: publishTimeSchema.default({ when: 'draft' }),
      }),
    )
    .mutation(({ ctx, input }) => listings.createListing(ctx.app, ctx.actor, input)),
  update: editProcedure
    .input(byId.extend({ listing: listingInputSchema }))
    .mutation(({ ctx, input }) => listings.updateListing(ctx.app, ctx.actor, input.id, input.listing)),
  remove: editProcedure.input(byId).mutation(({ ctx, input }) => listings.removeListing(ctx.app, ctx.actor, input.id)),
  restore: editProcedure
    .input(byId)
    .mutation(({ ctx, input }) => listings.restoreListing(ctx.app, ctx.actor, input.id)),
  /** Posts existing listings on accounts, as one batch. */
  post: editProcedure
    .input(
      z.object({
        listingIds: z.array(z.uuid()).min(1, 'Choose a listing.').max(1_000, 'At most 1,000 listings at once.'),
        accountIds: accountIds.min(1, 'Choose an account.'),
        publish: publishTimeSchema,
      }),
    )
    .mutation(({ ctx, input }) => listings.postListings(ctx.app, ctx.actor, input)),
});
