import { useEffect } from 'react';
import { useLive } from './use-live.ts';

/** Loads the page again every so many milliseconds while somebody sees it: for what changes without an announcement. */
export function usePoll(everyMs: number): void {
  const { refresh } = useLive();
  useEffect(() => {
    const stop = new AbortController();
    const ask = async () => {
      // A load that meets a server that is gone would put an error where the page is.
      if (!document.hidden && (await fetch('/healthz', { signal: stop.signal })).ok) {
        refresh();
      }
    };
    // No answer is the stream's matter: it notices the same, and says so.
    const timer = setInterval(() => void ask().catch(() => undefined), everyMs);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }, [refresh, everyMs]);
}
