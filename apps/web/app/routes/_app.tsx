import { Outlet, useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { ErrorPage } from '../features/frame/error-page.tsx';
import { AppFrame } from '../features/live/app-frame.tsx';
import { LiveProvider } from '../features/live/live-provider.tsx';
import { guardedLoader } from '../server/guard.server.ts';

/** Around every signed-in page: who it is, and whether posts can go out at all. */
export const loader = guardedLoader(async ({ caller, actor }) => ({
  me: { name: actor.name, email: actor.email ?? actor.name, role: actor.role },
  system: await caller.system.status(),
}));

export default function SignedIn() {
  const { me, system } = useLoaderData<typeof loader>();
  return (
    <LiveProvider system={system}>
      <AppFrame me={me}>
        <Outlet />
      </AppFrame>
    </LiveProvider>
  );
}

/** A page that failed: the frame stays, so that the way on is in reach. */
export function ErrorBoundary() {
  const loaded = useRouteLoaderData<typeof loader>('routes/_app');
  if (!loaded) {
    return (
      <main className="grid min-h-dvh place-items-center">
        <ErrorPage />
      </main>
    );
  }
  return (
    <LiveProvider system={loaded.system}>
      <AppFrame me={loaded.me}>
        <ErrorPage />
      </AppFrame>
    </LiveProvider>
  );
}
