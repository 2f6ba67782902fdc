import { useBeforeUnload, useBlocker, useNavigate } from '@remix-run/react';
import { useCallback, useEffect, useRef } from 'react';
import { useConfirm } from '../../components/confirm.tsx';

/** Asks before what was typed is lost: by a link, the back button, or a closed tab. Saving stays on the same address. */
export function useUnsavedGuard(isChanged: boolean): void {
  const ask = useConfirm();
  const navigate = useNavigate();
  /** The person has said so: from then on nothing is asked. */
  const isLeaving = useRef(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isChanged && !isLeaving.current && currentLocation.pathname !== nextLocation.pathname,
  );
  const latest = useRef(blocker);
  useEffect(() => {
    latest.current = blocker;
  }, [blocker]);
  useBeforeUnload(
    useCallback(
      (event) => {
        if (isChanged) {
          event.preventDefault();
        }
      },
      [isChanged],
    ),
  );
  const { state } = blocker;
  // The blocker is another object at every render; only being stopped asks, and once.
  useEffect(() => {
    const { current } = latest;
    if (state !== 'blocked' || current.state !== 'blocked') {
      return;
    }
    const { location } = current;
    ask({
      title: 'Leave without saving?',
      description: 'What you changed on this listing is lost.',
      confirmLabel: 'Leave without saving',
      cancelLabel: 'Stay here',
    }).then((leaves) => {
      const now = latest.current;
      if (!leaves) {
        now.reset?.();
        return;
      }
      isLeaving.current = true;
      if (now.state === 'blocked') {
        now.proceed();
      } else {
        // The page was loaded anew while the question stood there, and the blocker has forgotten what it stopped.
        navigate(location);
      }
    });
  }, [state, ask, navigate]);
}
