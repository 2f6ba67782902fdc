import { useLocation } from '@remix-run/react';
import { ButtonLink } from '../../components/button.tsx';

/** The button of a banner that the queue explains. There itself it would lead nowhere. */
export function QueueLink() {
  return useLocation().pathname === '/queue' ? null : (
    <ButtonLink to="/queue" size="sm">
      Show the queue
    </ButtonLink>
  );
}
