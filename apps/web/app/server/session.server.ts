/** The session cookie: who is asking, and how a browser is signed in and out. */

import { type Actor, type App, signOut as endSession, findActor, sessionLifetimeMs } from '@hawker/api';
import { createCookie } from '@remix-run/node';

function cookieFor(origin: string) {
  const secure = origin.startsWith('https:');
  // The prefix makes browsers refuse a cookie that was set without Secure or for another path; it needs https.
  return createCookie(secure ? '__Host-hawker' : 'hawker', {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure,
    maxAge: sessionLifetimeMs / 1000,
  });
}

async function tokenIn(app: App, cookieHeader: string | null): Promise<string | null> {
  const value: unknown = await cookieFor(app.origin).parse(cookieHeader);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Who has this cookie, or null. */
export async function actorOfCookie(app: App, cookieHeader: string | null): Promise<Actor | null> {
  const token = await tokenIn(app, cookieHeader);
  return token === null ? null : findActor(app, token);
}

/** The `set-cookie` header that signs a browser in. */
export function signedInCookie(app: App, token: string): Promise<string> {
  return cookieFor(app.origin).serialize(token);
}

/** Ends the session and gives the `set-cookie` header that forgets it. */
export async function signOut(app: App, cookieHeader: string | null): Promise<string> {
  const token = await tokenIn(app, cookieHeader);
  if (token !== null) {
    await endSession(app, token);
  }
  return cookieFor(app.origin).serialize('', { maxAge: 0 });
}
