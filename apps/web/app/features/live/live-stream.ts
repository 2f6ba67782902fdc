/** The one subscription of a tab. Loaded after the page is up: the client is not part of the first load. */

import type { AppRouter, LiveMessage } from '@hawker/api';
import { createTRPCClient, httpSubscriptionLink } from '@trpc/client';

/**
 * The server writes with superjson. A message holds nothing but plain JSON (ids, words, numbers), for which superjson's
 * form is the value under `json`; so the library itself, which weighs as much as this client, is not needed here.
 */
const plainJson = {
  serialize: (value: unknown) => ({ json: value }),
  deserialize: (written: { json: unknown }) => written.json,
};

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
    links: [httpSubscriptionLink({ url: '/api/trpc', transformer: plainJson })],
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
