import { z } from 'zod';
import * as sheets from '../services/sheets.ts';
import * as live from '../services/sheets-live.ts';
import { editProcedure, readProcedure, router } from '../trpc.ts';

export const sheetsRouter = router({
  /** Files of posts that a person uploads; those that wait for it first. */
  list: readProcedure
    .input(
      z
        .object({
          accountId: z.uuid().optional(),
          /** Only those with posts that wait for their upload. */
          waiting: z.boolean().default(false),
          limit: z.int().min(1).max(200).default(50),
          /** The last one of the page before. */
          after: z.uuid().optional(),
        })
        .refine(({ after, waiting }) => after === undefined || waiting, {
          message: 'Only those that wait are read page by page.',
          path: ['after'],
        }),
    )
    .query(({ ctx, input }) => sheets.listSheets(ctx.app, input)),
  /** One with all that it has, whatever became of them. */
  get: readProcedure
    .input(z.object({ id: z.uuid() }))
    .query(({ ctx, input }) => sheets.getSheetWithPosts(ctx.app, input.id)),
  /** The sheet that a post is in, or was in last. */
  ofPost: readProcedure
    .input(z.object({ postId: z.uuid() }))
    .query(({ ctx, input }) => sheets.getSheetOfPost(ctx.app, input.postId)),
  /** The file, from what its posts say now. From the first time on the sheet takes no more posts. */
  download: editProcedure.input(z.object({ id: z.uuid() })).mutation(async ({ ctx, input }) => {
    const { bytes, ...sheet } = await sheets.downloadSheet(ctx.app, ctx.actor, input.id);
    return { ...sheet, contentBase64: Buffer.from(bytes).toString('base64') };
  }),
  /** A person's word that posts were uploaded. */
  markLive: editProcedure
    .input(live.markLiveSchema)
    .mutation(({ ctx, input }) => live.markLive(ctx.app, ctx.actor, input)),
  /** A person's word on the listings of a sheet, in one act: these are live, and those were refused. */
  settle: editProcedure
    .input(live.settleSheetSchema)
    .mutation(({ ctx, input }) => live.settleSheet(ctx.app, ctx.actor, input)),
});
