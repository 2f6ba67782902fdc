import { postOverridesSchema, postStatuses, priceChangeSchema } from '@hawker/core';
import { z } from 'zod';
import { actsByHand, listPostsByHand } from '../services/by-hand.ts';
import { endSchema } from '../services/end-posts.ts';
import { planSchedule } from '../services/plan-schedule.ts';
import * as acts from '../services/post-acts.ts';
import * as posts from '../services/posts.ts';
import { settlementSchema, settlePost } from '../services/settle-post.ts';
import { editProcedure, readProcedure, router } from '../trpc.ts';
import { action, chosenIds, cursorPage, postFilter, postSelection } from './inputs.ts';

const time = z.coerce.date('Give a date and a time.');

export const postsRouter = router({
  list: readProcedure
    .meta({ answersFromCache: true })
    .input(
      cursorPage.extend({
        filter: postFilter.default({}),
        /** Instead of `cursor`: the page that ends right before this post. */
        before: z.uuid().optional(),
        /** In the order in which they were made, as the rows of a sheet; otherwise the newest comes first. */
        oldestFirst: z.boolean().default(false),
      }),
    )
    .query(({ ctx, input }) => posts.listPosts(ctx.app, input)),
  count: readProcedure
    .meta({ answersFromCache: true })
    .input(z.object({ filter: postFilter.default({}) }))
    .query(({ ctx, input }) => posts.countMatching(ctx.app, input.filter)),
  /** One post with its story: events and attempts. */
  get: readProcedure.input(z.object({ id: z.uuid() })).query(({ ctx, input }) => posts.getPost(ctx.app, input.id)),
  /** How many of these match exactly, by status, and the moment at which they do: before something is done to all. */
  matching: readProcedure
    .input(z.object({ filter: postFilter.default({}) }))
    .query(({ ctx, input }) => acts.lookAtMatching(ctx.app, input.filter, postStatuses)),
  /**
   * Which of them a person has uploaded, or may have: what the act does here does not reach them there. For `markLive`, which of
   * them nobody can have uploaded with their sheet.
   */
  byHand: readProcedure
    .input(z.intersection(postSelection, z.object({ act: z.enum(actsByHand) })))
    .query(({ ctx, input }) => listPostsByHand(ctx.app, input, input.act)),
  publish: editProcedure
    .input(postSelection)
    .mutation(({ ctx, input }) => acts.actOnPosts(ctx.app, ctx.actor, { act: 'publish' }, input)),
  /** At a time, or spread evenly from one to another: then each account's posts are spread over the whole of it. */
  schedule: editProcedure
    .input(z.intersection(postSelection, z.union([z.object({ at: time }), z.object({ from: time, to: time })])))
    .mutation(({ ctx, input }) => {
      const window = 'at' in input ? { from: input.at, to: null } : { from: input.from, to: input.to };
      return acts.actOnPosts(ctx.app, ctx.actor, { act: 'schedule', ...window }, input);
    }),
  /** When the last of each account would really be out, by its pace. */
  planSchedule: readProcedure
    .input(z.intersection(postSelection, z.object({ from: time, to: time.nullable() })))
    .query(({ ctx, input }) => planSchedule(ctx.app, input, input)),
  cancel: editProcedure
    .input(postSelection)
    .mutation(({ ctx, input }) => acts.actOnPosts(ctx.app, ctx.actor, { act: 'cancel' }, input)),
  retry: editProcedure
    .input(postSelection)
    .mutation(({ ctx, input }) => acts.actOnPosts(ctx.app, ctx.actor, { act: 'retry' }, input)),
  /** A person's word that they have uploaded these: of those that wait for it, all that a downloaded sheet has. */
  markLive: editProcedure
    .input(postSelection)
    .mutation(({ ctx, input }) => acts.actOnPosts(ctx.app, ctx.actor, { act: 'markLive' }, input)),
  /** Gives each post that may be edited a price of its own. */
  reprice: editProcedure
    .input(z.intersection(postSelection, z.object({ change: priceChangeSchema })))
    .mutation(({ ctx, input }) => acts.actOnPosts(ctx.app, ctx.actor, { act: 'reprice', change: input.change }, input)),
  /** What `reprice` would do; without a change, which currencies there are. */
  previewReprice: readProcedure
    .input(z.intersection(postSelection, z.object({ change: priceChangeSchema.nullable() })))
    .query(({ ctx, input }) => acts.previewPrices(ctx.app, input, input.change)),
  /** Marks live listings as sold, or takes them down, at their channels. */
  end: editProcedure
    .input(z.intersection(postSelection, z.object({ as: endSchema })))
    .mutation(({ ctx, input }) => acts.actOnPosts(ctx.app, ctx.actor, { act: 'end', as: input.as }, input)),
  relist: editProcedure
    .input(postSelection)
    .mutation(({ ctx, input }) => acts.actOnPosts(ctx.app, ctx.actor, { act: 'relist' }, input)),
  /** The next step of what an answer called `next`: until it answers without one. Nothing is done twice. */
  goOn: editProcedure.input(action).mutation(({ ctx, input }) => acts.goOnWithPosts(ctx.app, ctx.actor, input.action)),
  /** Leaves the rest of such an action as it is. */
  stop: editProcedure
    .input(action)
    .mutation(({ ctx, input }) => acts.stopActionOnPosts(ctx.app, ctx.actor, input.action)),
  update: editProcedure
    .input(z.object({ id: z.uuid(), overrides: postOverridesSchema }))
    .mutation(({ ctx, input }) => posts.updatePost(ctx.app, ctx.actor, input.id, input.overrides)),
  /** A person's word on a post that only a person can settle. */
  settle: editProcedure
    .input(settlementSchema)
    .mutation(({ ctx, input }) => settlePost(ctx.app, ctx.actor, input.id, input.answer)),
  remove: editProcedure
    .input(postSelection)
    .mutation(({ ctx, input }) => acts.actOnPosts(ctx.app, ctx.actor, { act: 'remove' }, input)),
  /** Brings back posts by their ids, or all that one deletion took (its `undo`). */
  restore: editProcedure
    .input(z.union([z.object({ ids: chosenIds }), z.object({ undo: z.uuid() })]))
    .mutation(({ ctx, input }) =>
      'undo' in input
        ? acts.undoRemoval(ctx.app, ctx.actor, input.undo)
        : acts.actOnPosts(ctx.app, ctx.actor, { act: 'restore' }, input),
    ),
});
