import { useEffect } from 'react';
import { useLive } from '../live/use-live.ts';

/** Heartbeats announce nothing, and a reason to wait may end by the clock alone. */
const everyMs = 5_000;

/** Loads the page again every few seconds while somebody sees it. */
export function usePoll(): void {
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
  }, [refresh]);
}
