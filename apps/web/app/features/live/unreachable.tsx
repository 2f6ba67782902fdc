import { useRevalidator } from '@remix-run/react';
import { PlugZap } from 'lucide-react';
import { useEffect } from 'react';
import { ErrorState } from '../../components/error-state.tsx';

/** How often the page is asked for again, in milliseconds. */
const retryEveryMs = 4_000;

/** Whether the page could not be loaded because nothing answered: each browser has its own words for it. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError && /fetch|network|load failed/i.test(error.message);
}

/** In place of a page that could not be loaded. It gives way to the page by itself. */
export function Unreachable() {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(revalidate, retryEveryMs);
    return () => clearInterval(timer);
  }, [revalidate]);
  return (
    <ErrorState headingLevel={1} icon={PlugZap} tone="neutral" title="Hawker does not answer">
      The server is starting again, or the network between you and it is down. This page comes back by itself.
    </ErrorState>
  );
}
