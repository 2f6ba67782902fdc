/**
 * The procedures' common ground: who may call, and how errors leave. Services throw DomainError; this is the one place
 * that gives it a tRPC code. Whatever else is thrown leaves as a request id, and only the log has its text.
 */

import { DomainError, type DomainErrorCode, type FieldErrors, type Role } from '@hawker/core';
import { isUnstorableText } from '@hawker/db';
import { initTRPC, TRPCError, type TRPCProcedureType } from '@trpc/server';
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server/rpc';
import superjson from 'superjson';
import { ZodError } from 'zod';
import type { Actor, ApiContext, App } from './context.ts';
import type { CallOutcome } from './diagnostics/figures.ts';

/** What a client gets beside tRPC's own code. */
export interface ErrorDetail {
  code: DomainErrorCode | 'internal';
  message: string;
  fields?: FieldErrors;
  retryAfterMs?: number;
  requestId: string | null;
}

const trpcCodes: Readonly<Record<DomainErrorCode, TRPC_ERROR_CODE_KEY>> = {
  bad_input: 'BAD_REQUEST',
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  conflict: 'CONFLICT',
  too_large: 'PAYLOAD_TOO_LARGE',
  rate_limited: 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
};

interface ProcedureMeta {
  /** That it touches the database in nothing but what the cache asks it to load: how its statements are counted. */
  answersFromCache?: true;
}

const t = initTRPC
  .context<ApiContext>()
  .meta<ProcedureMeta>()
  .create({
    transformer: superjson,
    // A stream that says nothing may be dead (a laptop that slept, a proxy that forgot it): it says something every five
    // seconds, and a client that hears nothing for three times as long connects anew.
    sse: {
      ping: { enabled: true, intervalMs: 5_000 },
      client: { reconnectAfterInactivityMs: 15_000 },
    },
    errorFormatter: ({ shape, error, ctx }) => {
      const detail = errorDetail(error, ctx?.requestId ?? null);
      return {
        ...shape,
        message: detail.message,
        data: { code: shape.data.code, httpStatus: shape.data.httpStatus, detail },
      };
    },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** What went wrong, in the form that screens and programs show. */
export function errorDetail(error: unknown, requestId: string | null): ErrorDetail {
  const domain = domainErrorOf(error);
  if (domain) {
    return {
      code: domain.code,
      message: domain.message,
      requestId,
      ...(domain.fields === undefined ? {} : { fields: domain.fields }),
      ...(domain.retryAfterMs === undefined ? {} : { retryAfterMs: domain.retryAfterMs }),
    };
  }
  if (error instanceof TRPCError && error.code === 'NOT_FOUND') {
    return { code: 'not_found', message: 'There is no such procedure.', requestId };
  }
  if (error instanceof TRPCError && (error.code === 'BAD_REQUEST' || error.code === 'PARSE_ERROR')) {
    return { code: 'bad_input', message: 'The request could not be read.', requestId };
  }
  if (error instanceof TRPCError && error.code === 'METHOD_NOT_SUPPORTED') {
    return { code: 'bad_input', message: 'This procedure wants another HTTP method.', requestId };
  }
  if (error instanceof TRPCError && error.code === 'PAYLOAD_TOO_LARGE') {
    return { code: 'too_large', message: 'The request is too large.', requestId };
  }
  return {
    code: 'internal',
    message: `Something went wrong here. Nothing was lost; try again, and name the request ${requestId ?? ''} if you report it.`,
    requestId,
  };
}

/** The DomainError inside whatever a caller caught, or null. Broken input counts as one, with its fields. */
export function domainErrorOf(error: unknown): DomainError | null {
  if (error instanceof DomainError) {
    return error;
  }
  if (error instanceof ZodError) {
    return badInput(error);
  }
  return error instanceof TRPCError && error.cause !== undefined ? domainErrorOf(error.cause) : null;
}

function badInput(error: ZodError): DomainError {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    fields[issue.path.join('.')] ??= issue.message;
  }
  const [first] = Object.values(fields);
  return new DomainError('bad_input', first ?? 'Something in it is not as it should be.', { fields });
}

function toTRPCError(error: DomainError): TRPCError {
  return new TRPCError({ code: trpcCodes[error.code], message: error.message, cause: error });
}

/** What a procedure ended with: a DomainError gets its code; what nobody foresaw is logged. */
function settled<Result extends { ok: true } | { ok: false; error: TRPCError }>(
  result: Result,
  ctx: ApiContext,
  path: string,
): Result {
  if (result.ok) {
    return result;
  }
  const { cause } = result.error;
  if (cause instanceof DomainError) {
    throw toTRPCError(cause);
  }
  if (isUnstorableText(cause)) {
    throw toTRPCError(
      new DomainError('bad_input', 'A text has a character in it that cannot be stored. Type it again.'),
    );
  }
  if (result.error.code === 'INTERNAL_SERVER_ERROR') {
    ctx.app.log.error({ err: cause ?? result.error, path, requestId: ctx.requestId }, 'a procedure failed');
  }
  return result;
}

type MiddlewareResult = { ok: true } | { ok: false; error: TRPCError };

interface MiddlewareCall {
  ctx: ApiContext;
  path: string;
  type: TRPCProcedureType;
  meta: ProcedureMeta | undefined;
}

/** Counts what the call costs, where the process measures. A subscription is open for hours, and is no call. */
async function measured<Result extends MiddlewareResult>(
  { ctx, path, type, meta }: MiddlewareCall,
  run: (app: App) => Promise<Result>,
): Promise<Result> {
  const { app, work } = ctx;
  if (work === undefined || type === 'subscription') {
    return settled(await run(app), ctx, path);
  }
  const call = work.call(path);
  const result = await call.run(app, meta?.answersFromCache === true, run);
  call.ended(outcomeOf(result));
  return settled(result, ctx, path);
}

function outcomeOf(result: MiddlewareResult): CallOutcome {
  if (result.ok) {
    return 'ok';
  }
  const { cause, code } = result.error;
  return cause instanceof DomainError || isUnstorableText(cause) || code !== 'INTERNAL_SERVER_ERROR'
    ? 'refused'
    : 'failed';
}

const rank: Readonly<Record<Role, number>> = { viewer: 0, editor: 1, owner: 2 };

function allowed(actor: Actor | null, least: Role): Actor {
  if (!actor) {
    throw toTRPCError(new DomainError('unauthenticated', 'Sign in first.'));
  }
  if (rank[actor.role] < rank[least]) {
    throw toTRPCError(new DomainError('forbidden', `Only an ${least} may do this. Ask the owner of this Hawker.`));
  }
  return actor;
}

/** One middleware a procedure: each layer of tRPC's costs about as much as answering from the cache. */
function procedureFor(least: Role) {
  return t.procedure.use((call) => {
    const actor = allowed(call.ctx.actor, least);
    return measured(call, (app) => call.next({ ctx: { actor, app } }));
  });
}

/** Answers without a sign-in. Every use is listed in the test that walks the router. */
export const openProcedure = t.procedure.use((call) => measured(call, (app) => call.next({ ctx: { app } })));

/** Any signed-in person or program may read. */
export const readProcedure = procedureFor('viewer');

/** Changes listings, posts and accounts. */
export const editProcedure = procedureFor('editor');

/** Changes who may do what. */
export const ownerProcedure = procedureFor('owner');
