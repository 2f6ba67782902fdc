import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { IconButton } from '../../components/button.tsx';
import { formatCount } from '../../components/number.tsx';
import { useRoomForToasts } from './use-room-for-toasts.ts';

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
  onSelectPage: () => void;
  onClear: () => void;
  children: ReactNode;
}

/** What is selected, and below a list always in sight what can be done with it. */
export function SelectionBar({
  what,
  onPage,
  isWholePage,
  matching,
  offer,
  onSelectPage,
  onClear,
  children,
}: SelectionBarProps) {
  const bar = useRef<HTMLElement>(null);
  useRoomForToasts(bar);
  return (
    <section
      ref={bar}
      aria-label={`Selected ${what}s`}
      data-print="hide"
      className="sticky bottom-14 z-20 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-b-md border-t bg-raised px-4 py-2.5 shadow-raised sm:bottom-0"
    >
      <div className="flex min-h-8 flex-wrap items-center gap-x-2 text-sm max-sm:pr-10">
        <span className="flex items-center gap-2">
          <IconButton icon={X} size="sm" label="Select none" className="-ml-2" onClick={onClear} />
          <span role="status" className="font-medium">
            {sentence({ onPage, isWholePage, matching })}
          </span>
        </span>
        {isWholePage ? null : (
          // A phone shows no head of the table, where the box for all of them is.
          <span className="sm:hidden">
            <WidenButton onPress={onSelectPage}>Select the whole page</WidenButton>
          </span>
        )}
        {offer ? (
          <WidenButton isBusy={offer.isBusy} onPress={offer.onSelect}>
            {offer.label}
          </WidenButton>
        ) : null}
      </div>
      <div className="flex flex-wrap items-center gap-2 max-sm:[&_button:not([aria-label])_svg]:hidden sm:ml-auto">
        {children}
      </div>
    </section>
  );
}

/** Looks like a link, because it changes nothing but what is selected. */
function WidenButton({
  isBusy = false,
  onPress,
  children,
}: {
  isBusy?: boolean;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-busy={isBusy || undefined}
      onClick={isBusy ? undefined : onPress}
      className="min-h-8 rounded-sm px-1 font-medium text-accent-ink underline decoration-accent-ink/40 underline-offset-3 hover:decoration-current aria-busy:cursor-progress aria-busy:opacity-55"
    >
      {children}
    </button>
  );
}

function sentence({
  onPage,
  isWholePage,
  matching,
}: Pick<SelectionBarProps, 'onPage' | 'isWholePage' | 'matching'>): string {
  if (matching !== null) {
    return `All ${formatCount(matching)} that match are selected`;
  }
  return isWholePage && onPage > 1
    ? `All ${formatCount(onPage)} on this page are selected`
    : `${formatCount(onPage)} selected`;
}
