import { useNavigation } from '@remix-run/react';

/** A thin bar while the next page is on its way. It is seen only after 200 ms, so quick pages never show it. */
export function NavigationProgress() {
  const { state } = useNavigation();
  return (
    <div role="status" aria-label={state === 'idle' ? undefined : 'Loading the page'} data-print="hide">
      {state === 'idle' ? null : (
        <div className="bar-delayed fixed inset-x-0 top-0 z-50 h-0.5 origin-left bg-accent opacity-0" />
      )}
    </div>
  );
}
