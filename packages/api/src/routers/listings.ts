import { listingInputSchema, priceChangeSchema, publishTimeSchema } from '@hawker/core';
import { z } from 'zod';
import * as acts from '../services/listing-acts.ts';
import * as listings from '../services/listings.ts';
import { planPosting } from '../services/plan-posting.ts';
import { postListings } from '../services/post-listings.ts';
import { editProcedure, readProcedure, router } from '../trpc.ts';
import { accountIds, action, atMost, cursorPage, search, upTo } from './inputs.ts';

const byId = z.object({ id: z.uuid() });
const chosen = z.array(z.uuid()).min(1, 'Choose a listing.').max(1_000, 'At most 1,000 listings at once.');
const listingFilter = z.object({ search: search.optional() });
const selection = z.union([z.object({ ids: chosen }), z.object({ filter: listingFilter, upTo, atMost })]);

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
    .input(byId.extend({ listing: listingInputSchema, basedOn: z.date().optional() }))
    .mutation(({ ctx, input }) => listings.updateListing(ctx.app, ctx.actor, input.id, input.listing, input.basedOn)),
  remove: editProcedure.input(byId).mutation(({ ctx, input }) => listings.removeListing(ctx.app, ctx.actor, input.id)),
  restore: editProcedure
    .input(byId)
    .mutation(({ ctx, input }) => listings.restoreListing(ctx.app, ctx.actor, input.id)),
  /** Posts existing listings on accounts, as one batch: those chosen, or all that match. */
  post: editProcedure
    .input(
      z.intersection(
        z.union([
          z.object({ listingIds: chosen }).transform(({ listingIds }) => ({ listings: { ids: listingIds } })),
          z.object({ filter: listingFilter, upTo, atMost }).transform((listings) => ({ listings })),
        ]),
        z.object({ accountIds: accountIds.min(1, 'Choose an account.'), publish: publishTimeSchema }),
      ),
    )
    .mutation(({ ctx, input }) => postListings(ctx.app, ctx.actor, input)),
  /** How many match exactly, and the moment at which they do: before something is done to all. */
  matching: readProcedure
    .input(z.object({ filter: listingFilter.default({}) }))
    .query(({ ctx, input }) => acts.lookAtMatchingListings(ctx.app, input.filter)),
  /** What `post` would make on each account, and when that is out. */
  planPost: readProcedure.input(selection).query(({ ctx, input }) => planPosting(ctx.app, input)),
  removeMany: editProcedure
    .input(selection)
    .mutation(({ ctx, input }) => acts.removeManyListings(ctx.app, ctx.actor, input)),
  /** Brings back all that one deletion of many took (its `undo`). */
  restoreMany: editProcedure
    .input(z.object({ undo: z.uuid() }))
    .mutation(({ ctx, input }) => acts.undoListingRemoval(ctx.app, ctx.actor, input.undo)),
  reprice: editProcedure
    .input(z.intersection(selection, z.object({ change: priceChangeSchema })))
    .mutation(({ ctx, input }) => acts.repriceListings(ctx.app, ctx.actor, input, input.change)),
  /** What `reprice` would do; without a change, which currencies there are. */
  previewReprice: readProcedure
    .input(z.intersection(selection, z.object({ change: priceChangeSchema.nullable() })))
    .query(({ ctx, input }) => acts.previewListingPrices(ctx.app, input, input.change)),
  /** The next step of what an answer called `next`: until it answers without one. Nothing is done twice. */
  goOn: editProcedure
    .input(action)
    .mutation(({ ctx, input }) => acts.goOnWithListings(ctx.app, ctx.actor, input.action)),
  stop: editProcedure
    .input(action)
    .mutation(({ ctx, input }) => acts.stopActionOnListings(ctx.app, ctx.actor, input.action)),
});
