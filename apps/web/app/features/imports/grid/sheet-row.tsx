// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by the virtual list, which a real table cannot be; roles say what they are.
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells take the focus, one at a time.
import { memo, type RefCallback } from 'react';
import { cn } from '../../../components/cn.ts';
import type { Column, UploadRow } from '../upload-types.ts';
import { headColumn } from './grid-places.ts';
import { RowHead } from './row-head.tsx';
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
  /** Of the cell that Tab reaches, when it is in this row; its head is one too. */
  activeColumn: number | null;
  editing: Editing | null;
  typedIn: (row: UploadRow, column: Column) => string | undefined;
  onAcceptUpdate: (row: UploadRow) => void;
  onAnother: (row: UploadRow) => void;
  onLeaveOut: (row: UploadRow, isOut: boolean) => void;
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
  const { row, index, columns, activeColumn, editing, typedIn, onAcceptUpdate, onAnother, onLeaveOut } = props;
  const { measure, tracks, top } = props;
  return (
    <div
      ref={measure}
      data-index={index}
      role="row"
      aria-rowindex={index + 2}
      className={cn(
        'group/row absolute left-0 grid w-full items-stretch border-b text-sm',
        row?.isOut ? 'bg-sunken text-ink-muted' : 'bg-surface',
      )}
      style={{ gridTemplateColumns: tracks, transform: `translateY(${top}px)` }}
    >
      <RowHead row={row} index={index} isActive={activeColumn === headColumn} onLeaveOut={onLeaveOut} />
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
            onAnother={onAnother}
          />
        ),
      )}
    </div>
  );
});
