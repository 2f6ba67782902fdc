import { guardedLoader } from '../server/guard.server.ts';

/** The system's health alone, for the banners: asked for every ten seconds by every open tab. */
export const loader = guardedLoader(async ({ caller }) =>
  Response.json(await caller.system.status(), { headers: { 'cache-control': 'no-store' } }),
);
