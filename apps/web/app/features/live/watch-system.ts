import type { LiveStore } from './live-store.ts';
import { isSystemStatus } from './system-status.ts';

/** A dead worker says nothing, so it is asked about: after 20 s of silence it counts as gone, so within 30 s. */
const everyMs = 8_000;

interface Watch {
  store: LiveStore;
  onSignedOut(): void;
}

/** Asks for the system's health until it is told to stop. A hidden tab does not ask; it asks when it is shown. */
export function watchSystem({ store, onSignedOut }: Watch): () => void {
  const stop = new AbortController();
  const ask = async () => {
    if (document.hidden) {
      return;
    }
    const response = await fetch('/system-status', { redirect: 'manual', signal: stop.signal });
    if (response.type === 'opaqueredirect') {
      onSignedOut();
      return;
    }
    const status: unknown = response.ok ? await response.json() : null;
    if (isSystemStatus(status)) {
      store.setSystem(status);
    }
  };
  // No answer is the stream's matter: it notices the same, and says so.
  const quietly = () => void ask().catch(() => undefined);
  const timer = setInterval(quietly, everyMs);
  document.addEventListener('visibilitychange', quietly);
  return () => {
    stop.abort();
    clearInterval(timer);
    document.removeEventListener('visibilitychange', quietly);
  };
}
