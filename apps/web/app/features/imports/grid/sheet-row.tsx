// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by the virtual list, which a real table cannot be; roles say what they are.
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells take the focus, one at a time.
import { CircleAlert, Equal, type LucideIcon, Plus, RefreshCw } from 'lucide-react';
import { memo, type RefCallback } from 'react';
import { cn } from '../../../components/cn.ts';
import type { Column, UploadRow } from '../upload-types.ts';
import { SheetCell, SheetField } from './sheet-cell.tsx';

export interface Editing {
  draft: string;
  onDraft: (text: string) => void;
  onLeave: () => void;
}

interface SheetRowProps {
  row: UploadRow | undefined;
  index: number;
  columns: readonly Column[];
  /** Of the cell that Tab reaches, when it is in this row. */
  activeColumn: number | null;
  editing: Editing | null;
  typedIn: (row: UploadRow, column: Column) => string | undefined;
  onAcceptUpdate: (row: UploadRow) => void;
  /** Grows with every change of what is shown: a row is not drawn again without one. */
  version: number;
  measure: RefCallback<HTMLDivElement>;
  /** The tracks of the columns. */
  tracks: string;
  /** From the top of the list, in pixels. */
  top: number;
}

/** One row of the sheet, with what it does. */
export const SheetRow = memo(function SheetRow(props: SheetRowProps) {
  const { row, index, columns, activeColumn, editing, typedIn, onAcceptUpdate, measure, tracks, top } = props;
  return (
    <div
      ref={measure}
      data-index={index}
      role="row"
      aria-rowindex={index + 2}
      className="absolute left-0 grid w-full items-stretch border-b bg-surface text-sm"
      style={{ gridTemplateColumns: tracks, transform: `translateY(${top}px)` }}
    >
      <span
        role="rowheader"
        aria-colindex={1}
        className="sticky left-0 z-1 flex h-full items-start gap-2 border-r bg-surface px-3 py-2.5 text-ink-muted"
      >
        <span className="min-w-[calc(var(--digits)*9px)] text-right">{row?.row}</span>
        {row ? <WhatItDoes row={row} /> : null}
      </span>
      {columns.map((column, columnIndex) =>
        row && editing && columnIndex === activeColumn ? (
          <SheetField key={column} row={row} column={column} columnIndex={columnIndex} {...editing} />
        ) : (
          <SheetCell
            key={column}
            row={row}
            column={column}
            rowIndex={index}
            columnIndex={columnIndex}
            isActive={columnIndex === activeColumn}
            typed={row && typedIn(row, column)}
            onAcceptUpdate={onAcceptUpdate}
          />
        ),
      )}
    </div>
  );
});

const deeds = {
  new: { icon: Plus, word: 'New', look: 'text-good-ink' },
  update: { icon: RefreshCw, word: 'Update', look: 'text-progress-ink' },
  unchanged: { icon: Equal, word: 'Unchanged', look: 'text-ink-muted' },
} as const satisfies Record<string, { icon: LucideIcon; word: string; look: string }>;

const stays = { icon: CircleAlert, word: 'To mend', look: 'text-bad-ink' } as const;

function WhatItDoes({ row: { change } }: { row: UploadRow }) {
  const { icon: Icon, word, look } = change === null ? stays : deeds[change];
  return (
    <span className={cn('flex h-5 items-center gap-1.5 text-xs', look)} title={word}>
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span className="max-sm:sr-only">{word}</span>
    </span>
  );
}
