/** Who calls the API over HTTP: a program with a token, or a browser with its session cookie. */

import type { IncomingMessage } from 'node:http';
import { type Actor, type ApiContext, type App, findActor, type RequestWork } from '@hawker/api';
import { actorOfCookie } from '../app/server/session.server.ts';

const bearer = /^Bearer ([\w-]{1,200})$/i;

/** What finding out who calls is named among the statements. */
export const signInLabel = 'sign-in';

/** A token that is given decides alone: a bad one is nobody, whatever cookie came with it. */
export async function findApiActor(app: App, { headers }: IncomingMessage): Promise<Actor | null> {
  const { authorization, cookie } = headers;
  if (authorization !== undefined) {
    const token = bearer.exec(authorization)?.[1];
    return token === undefined ? null : findActor(app, token);
  }
  return cookie === undefined ? null : actorOfCookie(app, cookie);
}

/** The client's network address: the last word of the one proxy in front of us, where there is one. */
export function addressOf(request: IncomingMessage, isBehindProxy: boolean): string | null {
  const forwarded = isBehindProxy ? request.headers['x-forwarded-for'] : undefined;
  const last = (Array.isArray(forwarded) ? forwarded.join(',') : forwarded)?.split(',').at(-1)?.trim();
  return last || (request.socket.remoteAddress ?? null);
}

export interface ApiOptions {
  app: App;
  /** An https origin means one proxy in front of us. */
  origin: string | undefined;
}

export async function createApiContext(
  { app, origin }: ApiOptions,
  request: IncomingMessage,
  requestId: string,
  work: RequestWork,
): Promise<ApiContext> {
  return {
    app,
    actor: await findApiActor(work.observe(app, signInLabel), request),
    requestId,
    work,
    address: addressOf(request, origin?.startsWith('https:') ?? false),
  };
}
