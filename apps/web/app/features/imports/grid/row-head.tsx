// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by the virtual list, which a real table cannot be; roles say what they are.
// biome-ignore-all lint/a11y/useFocusableInteractive: the button in it takes the focus.
import {
  CircleAlert,
  CircleMinus,
  CirclePlus,
  CircleSlash,
  Equal,
  type LucideIcon,
  Plus,
  RefreshCw,
} from 'lucide-react';
import { IconButton } from '../../../components/button.tsx';
import { cn } from '../../../components/cn.ts';
import { formatCount } from '../../../components/number.tsx';
import type { UploadRow } from '../upload-types.ts';
import { headColumn } from './grid-places.ts';

interface RowHeadProps {
  /** Undefined while it is being loaded. */
  row: UploadRow | undefined;
  index: number;
  /** Whether Tab reaches its button. */
  isActive: boolean;
  onLeaveOut: (row: UploadRow, isOut: boolean) => void;
}

/** The number of a row, what it does, and the way to leave it out. The arrow to the left leads here from its first cell. */
export function RowHead({ row, index, isActive, onLeaveOut }: RowHeadProps) {
  return (
    <span
      role="rowheader"
      aria-colindex={1}
      data-row={index}
      data-column={headColumn}
      className={cn(
        'sticky left-0 z-1 flex h-full items-start gap-2 border-r py-2.5 pr-1 pl-3 text-ink-muted',
        row?.isOut ? 'bg-sunken' : 'bg-surface',
      )}
    >
      <span className="min-w-[calc(var(--digits)*9px)] text-right">{row?.row}</span>
      {row ? <WhatItDoes row={row} /> : null}
      {row ? (
        <IconButton
          icon={row.isOut ? CirclePlus : CircleMinus}
          label={`${row.isOut ? 'Take back' : 'Leave out'} row ${formatCount(row.row)}`}
          size="sm"
          tabIndex={isActive ? 0 : -1}
          onClick={() => onLeaveOut(row, !row.isOut)}
          className={cn(
            '-my-1.5 ml-auto text-ink-muted focus-visible:-outline-offset-2',
            // A mouse finds it at the row it is on; a finger has nothing to find it with.
            row.isOut ||
              'sm:pointer-fine:opacity-0 sm:pointer-fine:focus-visible:opacity-100 sm:pointer-fine:group-hover/row:opacity-100',
          )}
        />
      ) : null}
    </span>
  );
}

const deeds = {
  new: { icon: Plus, word: 'New', look: 'text-good-ink' },
  update: { icon: RefreshCw, word: 'Update', look: 'text-progress-ink' },
  unchanged: { icon: Equal, word: 'Unchanged', look: 'text-ink-muted' },
} as const satisfies Record<string, { icon: LucideIcon; word: string; look: string }>;

const stays = { icon: CircleAlert, word: 'To mend', look: 'text-bad-ink' } as const;
const leftOut = { icon: CircleSlash, word: 'Left out', look: 'text-ink-muted' } as const;

function WhatItDoes({ row: { change, isOut } }: { row: UploadRow }) {
  const { icon: Icon, word, look } = isOut ? leftOut : change === null ? stays : deeds[change];
  return (
    <span className={cn('flex h-5 items-center gap-1.5 text-xs', look)} title={word}>
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span className="max-sm:sr-only">{word}</span>
    </span>
  );
}
