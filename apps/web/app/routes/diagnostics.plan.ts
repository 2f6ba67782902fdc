import { guardedLoader, refusalOf } from '../server/guard.server.ts';

/** The plan of one statement, for the dialog: asked for when somebody wants to see it. */
export const loader = guardedLoader(async ({ caller, request, context }) => {
  const statementId = new URL(request.url).searchParams.get('statement') ?? '';
  try {
    return { ok: true as const, ...(await caller.diagnostics.explain({ statementId })) };
  } catch (error) {
    return refusalOf(error, context.requestId);
  }
});
