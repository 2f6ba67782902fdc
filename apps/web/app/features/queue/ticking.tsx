import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { describeAge } from './queue-words.ts';

/** In milliseconds, since the page's data came. */
const ElapsedContext = createContext(0);

/** Lets every age below it go on between two loads. Ages come from the server, so that no clock has to agree with its. */
export function Ticking({ loaded, children }: { loaded: unknown; children: ReactNode }) {
  const [elapsedMs, setElapsedMs] = useState(0);
  // Each load starts the count anew.
  useEffect(() => {
    const loadedAtMs = performance.now();
    setElapsedMs(0);
    const timer = setInterval(() => setElapsedMs(performance.now() - loadedAtMs), 1_000);
    return () => clearInterval(timer);
  }, [loaded]);
  return <ElapsedContext.Provider value={elapsedMs}>{children}</ElapsedContext.Provider>;
}

/** How old something is by now, that was so old when the page was loaded. */
export function Age({ ms }: { ms: number }) {
  return <span className="whitespace-nowrap">{describeAge(ms + useContext(ElapsedContext))}</span>;
}

/** Until something that was so far away when the page was loaded. */
export function Countdown({ ms }: { ms: number }) {
  const leftMs = Math.max(0, ms - useContext(ElapsedContext));
  return <span className="whitespace-nowrap">{describeAge(leftMs)}</span>;
}
