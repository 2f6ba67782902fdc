/** The one subscription of a tab. Loaded after the page is up: the client is not part of the first load. */

import type { AppRouter, LiveMessage } from '@hawker/api';
import { createTRPCClient, httpSubscriptionLink } from '@trpc/client';
import superjson from 'superjson';

export interface StreamHandlers {
  onOpen(): void;
  /** Lost, or never opened. It is tried again all the time. */
  onLost(): void;
  onMessage(message: LiveMessage): void;
}

/** Waits between tries after the server ended the stream or refused it, in milliseconds; the last one repeats. */
const retryMs = [500, 1_000, 2_000, 5_000, 10_000] as const;

export function openStream(handlers: StreamHandlers): { close(): void } {
  const client = createTRPCClient<AppRouter>({
    links: [httpSubscriptionLink({ url: '/api/trpc', transformer: superjson })],
  });
  let tries = 0;
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let subscription: { unsubscribe(): void } | undefined;

  // A lost connection is opened again by the browser; an ended or refused one only by us.
  const again = () => {
    if (closed) {
      return;
    }
    handlers.onLost();
    timer = setTimeout(subscribe, retryMs[Math.min(tries, retryMs.length - 1)]);
    tries += 1;
  };
  const subscribe = () => {
    subscription = client.live.changes.subscribe(
      {},
      {
        onStarted() {
          tries = 0;
          handlers.onOpen();
        },
        onData: (event) => handlers.onMessage(event.data),
        onConnectionStateChange(state) {
          if (state.state === 'connecting' && state.error) {
            handlers.onLost();
          }
        },
        onComplete: again,
        onError: again,
      },
    );
  };
  subscribe();
  return {
    close() {
      closed = true;
      clearTimeout(timer);
      subscription?.unsubscribe();
    },
  };
}
