import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { countOf, formatCount } from '../../components/number.tsx';

interface SelectionBarProps {
  /** `post` or `listing`. */
  what: string;
  /** How many rows of the page are selected. */
  onPage: number;
  /** Whether that is every row of the page. */
  isWholePage: boolean;
  /** All that match; null while only rows of the page are selected. */
  matching: number | null;
  /** Offers to select all that match: `Select all 12,431 that match`. Null where the page has them all. */
  offer: { label: string; isBusy: boolean; onSelect: () => void } | null;
  onClear: () => void;
  children: ReactNode;
}

/** What is selected, and below a list always in sight what can be done with it. */
export function SelectionBar({ what, onPage, isWholePage, matching, offer, onClear, children }: SelectionBarProps) {
  return (
    <section
      aria-label={`Selected ${what}s`}
      data-print="hide"
      className="sticky bottom-14 z-20 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-b-md border-t bg-raised px-4 py-2.5 shadow-raised sm:bottom-0"
    >
      <div className="flex min-h-8 flex-wrap items-center gap-x-2 text-sm">
        <IconButton icon={X} size="sm" label="Select none" className="-ml-2" onClick={onClear} />
        <p role="status" className="font-medium">
          {sentence({ what, onPage, isWholePage, matching })}
        </p>
        {offer ? (
          <Button
            variant="ghost"
            size="sm"
            busy={offer.isBusy}
            className="-ml-1 px-2 text-accent-ink"
            onClick={offer.onSelect}
          >
            {offer.label}
          </Button>
        ) : null}
      </div>
      <div className="flex flex-wrap items-center gap-2 sm:ml-auto">{children}</div>
    </section>
  );
}

function sentence({
  what,
  onPage,
  isWholePage,
  matching,
}: Pick<SelectionBarProps, 'what' | 'onPage' | 'isWholePage' | 'matching'>): string {
  if (matching !== null) {
    return `All ${countOf(matching, what)} that match are selected`;
  }
  return isWholePage && onPage > 1
    ? `All ${formatCount(onPage)} on this page are selected`
    : `${formatCount(onPage)} selected`;
}
