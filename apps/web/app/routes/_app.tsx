import { Outlet, useLoaderData, useRouteError, useRouteLoaderData } from '@remix-run/react';
import { useEffect } from 'react';
import { ActionProvider } from '../features/actions/action-provider.tsx';
import { ErrorPage } from '../features/frame/error-page.tsx';
import { AppFrame } from '../features/live/app-frame.tsx';
import { LiveProvider } from '../features/live/live-provider.tsx';
import { isUnreachable, Unreachable } from '../features/live/unreachable.tsx';
import { guardedLoader } from '../server/guard.server.ts';

/** Around every signed-in page: who it is, and whether posts can go out at all. */
export const loader = guardedLoader(async ({ caller, actor }) => ({
  me: { name: actor.name, email: actor.email ?? actor.name, role: actor.role },
  system: await caller.system.status(),
}));

/**
 * The frame's own data as this tab last had it. When the server does not answer, Remix forgets it together with the
 * page's, and the frame would be gone. Set in an effect, and so never on the server, where it would be everybody's.
 */
let lastLoaded: ReturnType<typeof useLoaderData<typeof loader>> | undefined;

export default function SignedIn() {
  const loaded = useLoaderData<typeof loader>();
  useEffect(() => {
    lastLoaded = loaded;
  }, [loaded]);
  return (
    <LiveProvider system={loaded.system}>
      <ActionProvider>
        <AppFrame me={loaded.me}>
          <Outlet />
        </AppFrame>
      </ActionProvider>
    </LiveProvider>
  );
}

/** A page that failed: the frame stays, so that the way on is in reach. */
export function ErrorBoundary() {
  const loaded = useRouteLoaderData<typeof loader>('routes/_app') ?? lastLoaded;
  const error = useRouteError();
  const page = isUnreachable(error) ? <Unreachable /> : <ErrorPage />;
  if (!loaded) {
    return <main className="grid min-h-dvh place-items-center">{page}</main>;
  }
  return (
    <LiveProvider system={loaded.system}>
      <AppFrame me={loaded.me}>{page}</AppFrame>
    </LiveProvider>
  );
}
