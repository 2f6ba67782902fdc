/** The typed client without HTTP: what speaks to Hawker from beside the database is written as what speaks from afar. */

import { newId } from '@hawker/db';
import { createTRPCClient, localLink } from '@trpc/client';
import superjson from 'superjson';
import type { HawkerClient } from './client.ts';
import type { Actor, App } from './context.ts';
import { type AppRouter, appRouter } from './router.ts';

export function createLocalClient(app: App, actor: Actor): HawkerClient {
  return createTRPCClient<AppRouter>({
    links: [
      localLink({
        router: appRouter,
        transformer: superjson,
        createContext: () => Promise.resolve({ app, actor, requestId: newId(), address: null }),
      }),
    ],
  });
}
