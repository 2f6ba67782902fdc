import { postOverridesSchema } from '@hawker/core';
import { z } from 'zod';
import { endPosts, endSchema, relistPosts } from '../services/end-posts.ts';
import * as posts from '../services/posts.ts';
import { settlementSchema, settlePost } from '../services/settle-post.ts';
import { editProcedure, readProcedure, router } from '../trpc.ts';
import { cursorPage, postFilter, postIds } from './inputs.ts';

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
  publish: editProcedure.input(postIds).mutation(({ ctx, input }) => posts.publishPosts(ctx.app, ctx.actor, input.ids)),
  schedule: editProcedure
    .input(postIds.extend({ at: z.coerce.date('Give a date and a time.') }))
    .mutation(({ ctx, input }) => posts.schedulePosts(ctx.app, ctx.actor, input.ids, input.at)),
  cancel: editProcedure.input(postIds).mutation(({ ctx, input }) => posts.cancelPosts(ctx.app, ctx.actor, input.ids)),
  retry: editProcedure.input(postIds).mutation(({ ctx, input }) => posts.retryPosts(ctx.app, ctx.actor, input.ids)),
  /** Marks live listings as sold, or takes them down, at their channels. */
  end: editProcedure
    .input(postIds.extend({ as: endSchema }))
    .mutation(({ ctx, input }) => endPosts(ctx.app, ctx.actor, input.ids, input.as)),
  relist: editProcedure.input(postIds).mutation(({ ctx, input }) => relistPosts(ctx.app, ctx.actor, input.ids)),
  update: editProcedure
    .input(z.object({ id: z.uuid(), overrides: postOverridesSchema }))
    .mutation(({ ctx, input }) => posts.updatePost(ctx.app, ctx.actor, input.id, input.overrides)),
  /** A person's word on a post that only a person can settle. */
  settle: editProcedure
    .input(settlementSchema)
    .mutation(({ ctx, input }) => settlePost(ctx.app, ctx.actor, input.id, input.answer)),
  remove: editProcedure.input(postIds).mutation(({ ctx, input }) => posts.removePosts(ctx.app, ctx.actor, input.ids)),
  restore: editProcedure.input(postIds).mutation(({ ctx, input }) => posts.restorePosts(ctx.app, ctx.actor, input.ids)),
});
