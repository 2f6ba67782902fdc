import { useNavigation, useRevalidator } from '@remix-run/react';
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { Connection, LiveStore, PostState, SystemStatus, UploadProgress } from './live-store.ts';
import { createThrottle, type Throttled } from './throttle.ts';

export interface Live {
  store: LiveStore;
  /** Tries to open the stream now; once it is open, everything is asked again. */
  reconnect(): void;
  /** Asks the page's loaders again, at most as often as the stream does. The one way: two loads would abort each other. */
  refresh(): void;
}

export const LiveContext = createContext<Live | null>(null);

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) {
    throw new Error('Live updates are there only inside the signed-in layout.');
  }
  return live;
}

/** The post's status as the page loaded it, or the newer one that the stream told since. */
export function usePostStatus(postId: string, initial: PostState): PostState {
  const { store } = useLive();
  const subscribe = useCallback((listener: () => void) => store.subscribeToPost(postId, listener), [store, postId]);
  const told = useSyncExternalStore(subscribe, () => store.post(postId), noNews);
  return told && told.version > initial.version ? told : initial;
}

const noNews = () => undefined;

export function useConnection(): Connection {
  const { store } = useLive();
  return useSyncExternalStore(store.subscribe, store.connection, store.connection);
}

export function useSystem(): SystemStatus {
  const { store } = useLive();
  return useSyncExternalStore(store.subscribe, store.system, store.system);
}

/** Null until something is told of it. */
export function useUploadProgress(uploadId: string): UploadProgress | null {
  const { store } = useLive();
  return useSyncExternalStore(store.subscribe, () => store.upload(uploadId), nothing);
}

const nothing = () => null;

/** While messages come, the loaders are asked again at most so often, in milliseconds. */
const revalidateEveryMs = 1_000;

/**
 * Asks the page's loaders again, at most once a second, and always once more after the last ask. Never while a page is
 * loading already: that would start the load anew, and one that takes longer than a second would never arrive.
 */
export function useLiveRevalidation(): Throttled {
  const revalidator = useRevalidator();
  const navigation = useNavigation();
  const isIdle = revalidator.state === 'idle' && navigation.state === 'idle';
  const latest = useRef({ isPending: false, revalidate: revalidator.revalidate });
  const throttle = useMemo(() => {
    const { ask, cancel } = createThrottle(() => {
      // Without a network it would put an error where a half-filled form is. The stream asks once it is back.
      if (!navigator.onLine) {
        return;
      }
      if (isLoading()) {
        latest.current.isPending = true;
      } else {
        latest.current.revalidate();
      }
    }, revalidateEveryMs);
    return {
      ask,
      cancel() {
        latest.current.isPending = false;
        cancel();
      },
    };
  }, []);
  // Whenever it is drawn, and so also after a load that was too quick to be seen as one.
  useEffect(() => {
    const isDue = latest.current.isPending && isIdle;
    latest.current = { isPending: latest.current.isPending && !isIdle, revalidate: revalidator.revalidate };
    if (isDue) {
      throttle.ask();
    }
  });
  useEffect(() => () => throttle.cancel(), [throttle]);
  return throttle;
}

/** What React has drawn may be older: a second load begun in between would abort the first. The router itself knows. */
function isLoading(): boolean {
  const { navigation, revalidation } = window.__remixRouter.state;
  return navigation.state !== 'idle' || revalidation !== 'idle';
}
