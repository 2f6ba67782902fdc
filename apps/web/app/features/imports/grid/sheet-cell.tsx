// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by the virtual list, which a real table cannot be; roles say what they are.
// biome-ignore-all lint/a11y/useFocusableInteractive: a cell that is being changed holds the field that has the focus.
import { CircleAlert, type LucideIcon, TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import { Button } from '../../../components/button.tsx';
import { cn } from '../../../components/cn.ts';
import type { Column, UploadRow } from '../upload-types.ts';
import { columnNames } from './sheet-columns.ts';

interface SheetCellProps {
  /** Undefined while it is being loaded. */
  row: UploadRow | undefined;
  column: Column;
  /** Places in the grid, from 0. */
  rowIndex: number;
  columnIndex: number;
  isActive: boolean;
  /** What was typed and is not checked yet. */
  typed: string | undefined;
  /** The row shall change the listing that the other row with its SKU has become. */
  onAcceptUpdate: (row: UploadRow) => void;
}

/** One cell as it stands: its text, what was there before, what is wrong with it. */
export function SheetCell(props: SheetCellProps) {
  const { row, column, rowIndex, columnIndex, isActive, typed, onAcceptUpdate } = props;
  const id = useId();
  const error = row?.errors[column];
  const warning = row?.warnings[column];
  const before = row?.before[column];
  const text = typed ?? row?.cells[column] ?? '';
  return (
    <div
      role="gridcell"
      tabIndex={isActive ? 0 : -1}
      aria-colindex={columnIndex + 2}
      aria-invalid={error ? true : undefined}
      aria-readonly={row?.isOut || undefined}
      aria-describedby={error ? `${id}-error` : warning ? `${id}-warning` : undefined}
      data-row={rowIndex}
      data-column={columnIndex}
      className={cn(
        'min-w-0 border-l hover:bg-hover focus-visible:-outline-offset-2 nth-2:border-l-0',
        row?.isOut ? 'cursor-default' : 'cursor-text',
        error ? 'bg-bad-tint' : warning && 'bg-caution-tint',
      )}
    >
      {row ? (
        <CellText text={text} hasError={error !== undefined} isStruck={row.isOut && column === 'title'} />
      ) : (
        <Waiting />
      )}
      {before === undefined ? null : <Before text={before} />}
      {error ? <CellNote id={`${id}-error`} icon={CircleAlert} look="text-bad-ink" sentence={error} /> : null}
      {row && column === 'sku' ? <AcceptUpdate row={row} isActive={isActive} onAccept={onAcceptUpdate} /> : null}
      {warning ? (
        <CellNote id={`${id}-warning`} icon={TriangleAlert} look="text-caution-ink" sentence={warning} />
      ) : null}
    </div>
  );
}

/** Of a row that is left out the title is struck through; the other texts stay legible. */
function CellText({ text, hasError, isStruck }: { text: string; hasError: boolean; isStruck: boolean }) {
  return (
    <span
      dir="auto"
      title={text}
      className={cn('block h-10 truncate px-3 py-2.5 text-left', isStruck && text !== '' && 'line-through')}
    >
      {text === '' ? <span className="text-ink-muted">{hasError ? 'Empty' : '–'}</span> : text}
    </span>
  );
}

interface AcceptUpdateProps {
  row: UploadRow;
  isActive: boolean;
  onAccept: (row: UploadRow) => void;
}

/** For a row that stayed because another with its SKU went: it may change that listing. Tab reaches it from its cell. */
function AcceptUpdate({ row, isActive, onAccept }: AcceptUpdateProps) {
  return row.twinRow === null || row.isOut ? null : (
    <span className="block px-3 pb-2">
      <Button
        size="sm"
        tabIndex={isActive ? 0 : -1}
        onClick={(event) => {
          // The button goes with the answer; the focus stays where it was.
          event.currentTarget.closest<HTMLElement>('[role="gridcell"]')?.focus();
          onAccept(row);
        }}
      >
        Update that listing
      </Button>
    </span>
  );
}

/** What the listing has until this row goes. */
function Before({ text }: { text: string }) {
  return (
    <span className="-mt-1.5 block truncate px-3 pb-2 text-ink-muted text-xs" title={text}>
      was{' '}
      {text === '' ? (
        'empty'
      ) : (
        <del dir="auto" className="line-through">
          {text}
        </del>
      )}
    </span>
  );
}

interface CellNoteProps {
  id: string;
  icon: LucideIcon;
  look: string;
  sentence: string;
}

function CellNote({ id, icon: Icon, look, sentence }: CellNoteProps) {
  return (
    <span id={id} className={cn('-mt-1 flex items-start gap-1.5 wrap-anywhere px-3 pb-2 text-xs', look)}>
      <Icon aria-hidden className="mt-px size-3.5 shrink-0" />
      <span className="min-w-0">{sentence}</span>
    </span>
  );
}

/** Seen only when loading takes longer than a moment. */
function Waiting() {
  return (
    <span className="block h-10 px-3 py-3.5">
      <span className="appear-late block h-3 w-3/5 rounded-sm bg-pressed" />
    </span>
  );
}

interface SheetFieldProps {
  row: UploadRow;
  column: Column;
  columnIndex: number;
  draft: string;
  onDraft: (text: string) => void;
  onLeave: () => void;
}

/** The cell while it is being changed. */
export function SheetField({ row, column, columnIndex, draft, onDraft, onLeave }: SheetFieldProps) {
  const id = useId();
  const error = row.errors[column];
  const shared = {
    'aria-label': `${columnNames[column]}, row ${row.row}`,
    'aria-invalid': error ? (true as const) : undefined,
    'aria-describedby': error ? id : undefined,
    autoFocus: true,
    value: draft,
    dir: 'auto',
    onBlur: onLeave,
  };
  const look =
    'block w-full resize-none bg-surface px-3 text-base outline-2 outline-focus -outline-offset-2 sm:text-sm';
  return (
    <div
      role="gridcell"
      aria-colindex={columnIndex + 2}
      className={cn('min-w-0 border-l nth-2:border-l-0', error && 'bg-bad-tint')}
    >
      {column === 'description' ? (
        // A field of one line would lose the line breaks.
        <textarea
          {...shared}
          rows={5}
          onChange={(event) => onDraft(event.target.value)}
          className={cn(look, 'py-2.5')}
        />
      ) : (
        <input {...shared} onChange={(event) => onDraft(event.target.value)} className={cn(look, 'h-10')} />
      )}
      {error ? <CellNote id={id} icon={CircleAlert} look="pt-2 text-bad-ink" sentence={error} /> : null}
    </div>
  );
}
