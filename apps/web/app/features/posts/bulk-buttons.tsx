import type { PostAct } from '@hawker/core';
import { Ellipsis } from 'lucide-react';
import { Button, IconButton } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import type { OfferedAct } from './bulk-acts.ts';
import type { ListAct } from './post-acts.ts';

interface BulkButtonsProps {
  /** What one most likely wants comes first, and stands at the end, where the next step always is. */
  buttons: readonly OfferedAct[];
  more: readonly OfferedAct[];
  /** Which act is under way: meanwhile there is no other. */
  pending: ListAct | null;
  onPress: (act: PostAct, able: number) => void;
}

export function BulkButtons({ buttons, more, pending, onPress }: BulkButtonsProps) {
  if (buttons.length === 0) {
    return <p className="text-ink-muted text-sm">There is nothing to do with these.</p>;
  }
  return (
    <>
      {more.length > 0 ? (
        <Menu
          trigger={
            <IconButton
              icon={Ellipsis}
              size="sm"
              label="More to do with these"
              disabled={pending !== null}
              className="max-sm:absolute max-sm:top-2.5 max-sm:right-3"
            />
          }
          entries={more.map(({ act, label, icon, count }) => ({
            kind: 'act',
            label,
            icon,
            danger: act === 'remove',
            onSelect: () => onPress(act, count),
          }))}
        />
      ) : null}
      {buttons.toReversed().map(({ act, label, icon, count }) => (
        <Button
          key={act}
          size="sm"
          variant={act === buttons[0]?.act && isNextStep(act) ? 'primary' : 'secondary'}
          icon={icon}
          busy={pending === act}
          disabled={pending !== null && pending !== act}
          onClick={() => onPress(act, count)}
        >
          {label}
        </Button>
      ))}
    </>
  );
}

/** What brings posts on their way, or says that they are there; everything else is as good left alone. */
function isNextStep(act: PostAct): boolean {
  return act === 'publish' || act === 'retry' || act === 'markLive';
}
