/**
 * The one way from a route to the router. A guarded loader or action runs with a caller that acts for the signed-in
 * person; without one the browser is sent to the sign-in page and comes back. What a service refuses becomes a page (in
 * a loader) or an answer for the form (in an action).
 */

import {
  type Actor,
  type ApiContext,
  type Caller,
  createCaller,
  domainErrorOf,
  type ErrorDetail,
  errorDetail,
} from '@hawker/api';
import type { DomainErrorCode } from '@hawker/core';
import { type ActionFunctionArgs, type AppLoadContext, data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { actorOfCookie } from './session.server.ts';

export interface Guarded {
  caller: Caller;
  actor: Actor;
  request: Request;
  params: LoaderFunctionArgs['params'];
  context: AppLoadContext;
}

/** What an action answers when a service refused: shown at the form, which keeps what was typed. */
export interface Refusal {
  ok: false;
  error: ErrorDetail;
}

const statuses: Readonly<Record<DomainErrorCode, number>> = {
  bad_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
  unavailable: 503,
};

/** A caller for a request, signed in or not. */
export async function openCaller({ request, context }: Pick<LoaderFunctionArgs, 'request' | 'context'>): Promise<{
  caller: Caller;
  actor: Actor | null;
}> {
  const { app, requestId, address, work } = context;
  const actor = await actorOfCookie(work.observe(app, 'sign-in'), request.headers.get('cookie'));
  const apiContext: ApiContext = { app, actor, requestId, address, work };
  return { caller: createCaller(apiContext), actor };
}

export function guardedLoader<T>(load: (guarded: Guarded) => Promise<T>) {
  return async (args: LoaderFunctionArgs): Promise<T> => {
    const guarded = await guard(args);
    try {
      return await load(guarded);
    } catch (error) {
      throw asResponse(error, args.context.requestId);
    }
  };
}

export function guardedAction<T>(act: (guarded: Guarded) => Promise<T>) {
  return async (args: ActionFunctionArgs) => {
    const guarded = await guard(args);
    try {
      return await act(guarded);
    } catch (error) {
      return refusalOf(error, args.context.requestId);
    }
  };
}

/** For an address without a page that scripts send to: answers JSON, also when a service refused. */
export function guardedResource<T>(act: (guarded: Guarded) => Promise<T>) {
  return async (args: ActionFunctionArgs): Promise<Response> => {
    const guarded = await guard(args);
    try {
      return Response.json(await act(guarded));
    } catch (error) {
      const { data: refusal, init } = refusalOf(error, args.context.requestId);
      return Response.json(refusal, init ?? {});
    }
  };
}

/** For an address that scripts save a file from: a refusal is JSON, as above. */
export function guardedFile(act: (guarded: Guarded) => Promise<Response>) {
  return async (args: ActionFunctionArgs): Promise<Response> => {
    const guarded = await guard(args);
    try {
      return await act(guarded);
    } catch (error) {
      const { data: refusal, init } = refusalOf(error, args.context.requestId);
      return Response.json(refusal, init ?? {});
    }
  };
}

/** The answer of an action for what a service refused; whatever else was thrown goes on. */
export function refusalOf(error: unknown, requestId: string) {
  const domain = domainErrorOf(error);
  if (!domain) {
    throw error;
  }
  const refusal: Refusal = { ok: false, error: errorDetail(domain, requestId) };
  return data(refusal, { status: statuses[domain.code] });
}

async function guard(args: LoaderFunctionArgs | ActionFunctionArgs): Promise<Guarded> {
  const { caller, actor } = await openCaller(args);
  if (!actor) {
    throw await toSignIn(args.request, caller);
  }
  return { caller, actor, request: args.request, params: args.params, context: args.context };
}

async function toSignIn(request: Request, caller: Caller): Promise<Response> {
  if (await caller.setUp.needed()) {
    return redirect('/setup');
  }
  const { pathname, search } = new URL(request.url);
  const wanted = request.method === 'GET' ? `${pathname}${search}` : '/';
  return redirect(wanted === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(wanted)}`);
}

/** A page says the sentence; what is not a refusal is a defect, and only the log has its text. */
function asResponse(error: unknown, requestId: string): unknown {
  const domain = domainErrorOf(error);
  if (!domain) {
    return error;
  }
  return data(errorDetail(domain, requestId), { status: statuses[domain.code] });
}
