import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from 'react';
import { LiveIndicator, type LiveState } from './live-indicator.tsx';
import { type Me, MeMenu } from './me-menu.tsx';
import { Rail } from './rail.tsx';
import { SearchBox } from './search-box.tsx';
import { ThemeMenu } from './theme-menu.tsx';
import { useShortcuts } from './use-shortcuts.ts';

/** Asked for rarely, so it is not part of the first load. */
const ShortcutsDialog = lazy(() => import('./shortcuts-dialog.tsx'));

interface FrameProps {
  me: Me;
  live: LiveState;
  /** Under the top bar, on every page: Banners with `shape="page"`. */
  banners?: ReactNode;
  children: ReactNode;
}

/** Everything around a page. */
export function Frame({ me, live, banners, children }: FrameProps) {
  const search = useRef<HTMLInputElement>(null);
  const [shortcutsShown, setShortcutsShown] = useState(false);
  const focusSearch = useCallback(() => {
    search.current?.focus();
    search.current?.select();
  }, []);
  const showShortcuts = useCallback(() => setShortcutsShown(true), []);
  useShortcuts({ role: me.role, focusSearch, showShortcuts });

  return (
    <div className="min-h-dvh sm:flex">
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-4 py-2 font-medium text-on-accent text-sm focus:translate-y-0"
      >
        Skip to the page
      </a>
      <Rail role={me.role} />
      <div className="flex min-w-0 flex-1 flex-col">
        <header
          data-print="hide"
          className="sticky top-0 z-20 flex h-14 items-center gap-2 border-b bg-surface px-4 sm:px-6"
        >
          <SearchBox field={search} />
          <div className="ml-auto flex items-center gap-1">
            <LiveIndicator live={live} />
            <ThemeMenu />
            <MeMenu me={me} onShowShortcuts={showShortcuts} />
          </div>
        </header>
        <div data-print="hide">{banners}</div>
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-7xl px-4 pt-6 pb-24 outline-none sm:px-6 sm:pb-12"
        >
          {children}
        </main>
      </div>
      {shortcutsShown ? (
        <Suspense fallback={null}>
          <ShortcutsDialog role={me.role} onClose={() => setShortcutsShown(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
