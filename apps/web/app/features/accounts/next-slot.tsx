import { ExactTime } from '../../components/relative-time.tsx';
import type { NextSlot } from './account-summary.ts';

/** When the account may post next, by its own clock. */
export function NextSlotTime({ slot, zone }: { slot: NextSlot; zone: string }) {
  switch (slot.kind) {
    case 'now':
      return <>Now</>;
    case 'at':
      return <ExactTime at={slot.at} zone={zone} />;
    case 'stopped':
      return (
        <span className="text-ink-muted">
          <span aria-hidden>–</span>
          <span className="sr-only">None while it does not post</span>
        </span>
      );
  }
}
