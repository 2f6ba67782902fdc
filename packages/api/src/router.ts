/** The one router: Remix loaders and actions, the typed client and the command line all call it. */

import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { accountsRouter } from './routers/accounts.ts';
import { batchesRouter } from './routers/batches.ts';
import { channelsRouter } from './routers/channels.ts';
import { diagnosticsRouter } from './routers/diagnostics.ts';
import { listingsRouter } from './routers/listings.ts';
import { liveRouter } from './routers/live.ts';
import { overviewRouter, systemRouter } from './routers/overview.ts';
import { postsRouter } from './routers/posts.ts';
import { queueRouter } from './routers/queue.ts';
import { sheetsRouter } from './routers/sheets.ts';
import { setUpRouter, signInRouter, tokensRouter } from './routers/sign-in.ts';
import { uploadsRouter } from './routers/uploads.ts';
import { createCallerFactory, router } from './trpc.ts';

export const appRouter = router({
  accounts: accountsRouter,
  batches: batchesRouter,
  channels: channelsRouter,
  diagnostics: diagnosticsRouter,
  listings: listingsRouter,
  live: liveRouter,
  overview: overviewRouter,
  posts: postsRouter,
  queue: queueRouter,
  setUp: setUpRouter,
  sheets: sheetsRouter,
  signIn: signInRouter,
  system: systemRouter,
  tokens: tokensRouter,
  uploads: uploadsRouter,
});

export type AppRouter = typeof appRouter;
export type Inputs = inferRouterInputs<AppRouter>;
export type Outputs = inferRouterOutputs<AppRouter>;

/** Calls procedures in process: `createCaller(context).posts.list({...})`. */
export const createCaller = createCallerFactory(appRouter);
export type Caller = ReturnType<typeof createCaller>;
