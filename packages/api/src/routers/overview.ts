import { z } from 'zod';
import { listAudit } from '../services/audit.ts';
import * as overview from '../services/overview.ts';
import { loadSample } from '../services/sample.ts';
import { editProcedure, openProcedure, ownerProcedure, readProcedure, router } from '../trpc.ts';

export const overviewRouter = router({
  stats: readProcedure.meta({ answersFromCache: true }).query(({ ctx }) => overview.getStats(ctx.app)),
});

export const systemRouter = router({
  /** Whether this process answers at all. */
  health: openProcedure.query(() => ({ ok: true })),
  status: readProcedure.query(({ ctx }) => overview.getSystemStatus(ctx.app)),
  loadSample: editProcedure.mutation(({ ctx }) => loadSample(ctx.app, ctx.actor)),
  /** Who did what, newest first. */
  audit: ownerProcedure
    .input(z.object({ cursor: z.uuid().optional(), limit: z.int().min(1).max(200).default(50) }))
    .query(({ ctx, input }) => listAudit(ctx.app, input)),
});
