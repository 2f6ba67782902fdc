import { z } from 'zod';
import * as channels from '../services/channels.ts';
import { editProcedure, readProcedure, router } from '../trpc.ts';

const byName = z.object({ channel: z.string().min(1).max(50) });

export const channelsRouter = router({
  /** What an account can be on. */
  list: readProcedure.query(({ ctx }) => channels.listChannels(ctx.app)),
  /** Stops all its accounts. */
  pause: editProcedure
    .input(byName)
    .mutation(({ ctx, input }) => channels.pauseChannel(ctx.app, ctx.actor, input.channel)),
  resume: editProcedure
    .input(byName)
    .mutation(({ ctx, input }) => channels.resumeChannel(ctx.app, ctx.actor, input.channel)),
});
