import { useBeforeUnload, useBlocker } from '@remix-run/react';
import { useCallback, useEffect } from 'react';
import { useConfirm } from '../../components/confirm.tsx';

/** Asks before what was typed is lost: by a link, the back button, or a closed tab. Saving stays on the same address. */
export function useUnsavedGuard(isChanged: boolean): void {
  const ask = useConfirm();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isChanged && currentLocation.pathname !== nextLocation.pathname,
  );
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
    if (state !== 'blocked') {
      return;
    }
    ask({
      title: 'Leave without saving?',
      description: 'What you changed on this listing is lost.',
      confirmLabel: 'Leave without saving',
      cancelLabel: 'Stay here',
    }).then((leaves) => (leaves ? blocker.proceed?.() : blocker.reset?.()));
  }, [state, ask]);
}
