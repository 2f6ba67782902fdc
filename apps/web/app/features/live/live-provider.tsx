import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { LiveStore, type SystemStatus } from './live-store.ts';
import { type Live, LiveContext, useLiveRevalidation } from './use-live.ts';
import { watchSystem } from './watch-system.ts';

/** A stream that is back within this time was never worth a word, in milliseconds. */
const graceMs = 3_000;
/** A hidden tab gives its stream back after so long: a browser allows six connections a site over plain http. */
const hiddenMs = 15_000;

interface LiveProviderProps {
  /** As the layout's loader just read it. */
  system: SystemStatus;
  children: ReactNode;
}

/** Keeps the one stream of this tab open, and what is on the screen up to date with it. */
export function LiveProvider({ system, children }: LiveProviderProps) {
  const [store] = useState(() => new LiveStore(system));
  const revalidation = useLiveRevalidation();
  const [round, setRound] = useState(0);

  useEffect(() => store.setSystem(system), [store, system]);
  useEffect(() => watchSystem({ store, onSignedOut: revalidation.ask }), [store, revalidation]);

  useEffect(() => {
    let stream: { close(): void } | null = null;
    let wanted = 0;
    let grace: ReturnType<typeof setTimeout> | undefined;
    let hidden: ReturnType<typeof setTimeout> | undefined;

    const lost = () => {
      // To ask a server that is gone would put an error where the page is. Once it is back everything is asked anyway.
      revalidation.cancel();
      const sinceMs = Date.now();
      grace ??= setTimeout(() => store.setConnection({ kind: 'stopped', sinceMs }), graceMs);
    };
    const open = async () => {
      wanted += 1;
      const mine = wanted;
      const { openStream } = await import('./live-stream.ts');
      if (mine !== wanted) {
        return;
      }
      stream = openStream({
        onOpen() {
          clearTimeout(grace);
          grace = undefined;
          store.setConnection({ kind: 'open' });
          // Whatever changed while nobody listened, also between the loader and now.
          revalidation.ask();
        },
        onLost: lost,
        onMessage(message) {
          store.receive(message);
          // Of an upload nothing is stored before the whole of it is.
          if (message.type !== 'upload') {
            revalidation.ask();
          }
        },
      });
    };
    const close = () => {
      wanted += 1;
      stream?.close();
      stream = null;
    };
    const onVisibility = () => {
      clearTimeout(hidden);
      if (document.hidden) {
        hidden = setTimeout(close, hiddenMs);
      } else if (!stream) {
        open().catch(lost);
      }
    };

    open().catch(lost);
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      document.removeEventListener('visibilitychange', onVisibility);
      clearTimeout(grace);
      clearTimeout(hidden);
      close();
    };
  }, [store, revalidation, round]);

  const live = useMemo<Live>(
    () => ({
      store,
      reconnect: () => setRound((current) => current + 1),
      refresh: revalidation.ask,
    }),
    [store, revalidation],
  );
  return <LiveContext.Provider value={live}>{children}</LiveContext.Provider>;
}
