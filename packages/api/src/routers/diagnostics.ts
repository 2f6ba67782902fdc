import { DomainError } from '@hawker/core';
import { z } from 'zod';
import type { ApiContext } from '../context.ts';
import type { ProcessMeter } from '../diagnostics/process-meter.ts';
import * as diagnostics from '../services/diagnostics.ts';
import { ownerProcedure, router } from '../trpc.ts';

/** The owner's: statements tell how everything is stored, and a plan is work for the database. */
export const diagnosticsRouter = router({
  /** What the process that answers does, and how quick it is. */
  get: ownerProcedure.query(({ ctx }) => diagnostics.getDiagnostics(ctx.app, meterOf(ctx))),
  /** How Postgres would run one of the statements that `get` names. It is not run. */
  explain: ownerProcedure
    .input(z.object({ statementId: z.string().regex(/^[0-9a-f]{16}$/) }))
    .query(({ ctx, input }) => diagnostics.explainSeenStatement(ctx.app, meterOf(ctx), input.statementId)),
});

function meterOf({ work }: ApiContext): ProcessMeter {
  if (!work) {
    throw new DomainError('unavailable', 'Only a web process measures itself: ask it, on the page or over HTTP.');
  }
  return work.meter;
}
