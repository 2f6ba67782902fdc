import { z } from 'zod';
import * as queue from '../services/queue.ts';
import { readProcedure, router } from '../trpc.ts';

export const queueRouter = router({
  /** Who works, what is under way, what waits and why, and what went wrong in the last 24 hours. */
  get: readProcedure.query(({ ctx }) => queue.getQueue(ctx.app)),
  /** What waits for one account, why, and when it is out. */
  account: readProcedure
    .input(z.object({ id: z.uuid() }))
    .query(({ ctx, input }) => queue.getQueueAccount(ctx.app, input.id)),
});
