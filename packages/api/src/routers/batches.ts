import { z } from 'zod';
import { getBatchOutlook } from '../services/batch-outlook.ts';
import * as batches from '../services/batches.ts';
import { editProcedure, readProcedure, router } from '../trpc.ts';

const byId = z.object({ id: z.uuid() });

export const batchesRouter = router({
  list: readProcedure
    .input(
      z.object({
        running: z.boolean().default(false),
        cursor: z.uuid().optional(),
        limit: z.int().min(1).max(100).default(20),
      }),
    )
    .query(({ ctx, input: { running, cursor, limit } }) =>
      batches.listBatches(ctx.app, { running }, { limit, ...(cursor === undefined ? {} : { after: cursor }) }),
    ),
  get: readProcedure.input(byId).query(({ ctx, input }) => batches.getBatch(ctx.app, input.id)),
  /** When it is done, what holds it up, and why posts of it failed. */
  outlook: readProcedure.input(byId).query(({ ctx, input }) => getBatchOutlook(ctx.app, input.id)),
  /** All of its posts that wait for it: drafts and scheduled ones go out now. */
  publish: editProcedure
    .input(byId)
    .mutation(({ ctx, input }) => batches.actOnBatch(ctx.app, ctx.actor, input.id, 'publish')),
  retry: editProcedure
    .input(byId)
    .mutation(({ ctx, input }) => batches.actOnBatch(ctx.app, ctx.actor, input.id, 'retry')),
  cancel: editProcedure
    .input(byId)
    .mutation(({ ctx, input }) => batches.actOnBatch(ctx.app, ctx.actor, input.id, 'cancel')),
});
