import { useNavigation, useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';

/** Heartbeats announce nothing, and a reason to wait may end by the clock alone. In milliseconds. */
const queueEveryMs = 5_000;

/** Loads the page again every few seconds while somebody sees it; never on top of a load that is under way. */
export function usePoll(everyMs = queueEveryMs): void {
  const revalidator = useRevalidator();
  const navigation = useNavigation();
  const latest = useRef({ isIdle: true, revalidate: revalidator.revalidate });
  useEffect(() => {
    const isIdle = revalidator.state === 'idle' && navigation.state === 'idle';
    latest.current = { isIdle, revalidate: revalidator.revalidate };
  }, [revalidator, navigation.state]);
  useEffect(() => {
    const timer = setInterval(() => {
      if (latest.current.isIdle && !document.hidden) {
        latest.current.revalidate();
      }
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
}
