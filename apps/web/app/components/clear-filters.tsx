import { X } from 'lucide-react';
import { TextLink } from './text-link.tsx';

/** Behind the filters of a list, while they filter. `to`: the list without them. */
export function ClearFilters({ to }: { to: string }) {
  return (
    <TextLink
      to={to}
      preventScrollReset
      className="inline-flex h-9 items-center gap-1.5 px-1 text-sm max-md:justify-self-start"
    >
      <X aria-hidden className="size-4" />
      Clear filters
    </TextLink>
  );
}
