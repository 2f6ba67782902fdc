// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by the virtual list, which a real table cannot be; roles say what they are.
// biome-ignore-all lint/a11y/useFocusableInteractive: a cell that is being changed holds the field that has the focus.
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import { cn } from '../../../components/cn.ts';
import type { Column, UploadRow } from '../upload-types.ts';
import { CellNote } from './cell-note.tsx';
import { priceWords } from './price-words.ts';
import { AcceptUpdate, TakenFor } from './row-deeds.tsx';
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
  /** The row is another listing than the one that has its title. */
  onAnother: (row: UploadRow) => void;
}

/** One cell as it stands: its text, what was there before, what is wrong with it. */
export function SheetCell(props: SheetCellProps) {
  const { row, column, rowIndex, columnIndex, isActive, typed } = props;
  const id = useId();
  const error = row?.errors[column];
  const warning = row?.warnings[column];
  const isTaken = row !== undefined && column === 'title' && row.takenFor !== null;
  const text = typed ?? row?.cells[column] ?? '';
  return (
    <div
      role="gridcell"
      tabIndex={isActive ? 0 : -1}
      aria-colindex={columnIndex + 2}
      aria-invalid={error ? true : undefined}
      aria-readonly={row?.isOut || undefined}
      aria-describedby={error ? `${id}-error` : warning ? `${id}-warning` : isTaken ? `${id}-taken` : undefined}
      data-row={rowIndex}
      data-column={columnIndex}
      className={cn(
        'min-w-0 border-l hover:bg-hover focus-visible:-outline-offset-2 nth-2:border-l-0',
        row?.isOut ? 'cursor-default' : 'cursor-text',
        error ? 'bg-bad-tint' : warning && 'bg-caution-tint',
      )}
    >
      {row ? (
        <CellText
          text={text}
          readAs={column === 'price' && typed === undefined ? priceWords(text, row.price) : null}
          hasError={error !== undefined}
          isStruck={row.isOut && column === 'title'}
        />
      ) : (
        <Waiting />
      )}
      {row ? <CellNotes {...props} row={row} id={id} isTaken={isTaken} /> : null}
    </div>
  );
}

interface CellNotesProps extends SheetCellProps {
  row: UploadRow;
  /** The sentences have ids that begin with it. */
  id: string;
  isTaken: boolean;
}

/** What is said under the text: what was there before, what is wrong with it, and what can be done about that. */
function CellNotes({ row, column, id, isActive, isTaken, onAcceptUpdate, onAnother }: CellNotesProps) {
  const { [column]: error } = row.errors;
  const { [column]: warning } = row.warnings;
  const { [column]: before } = row.before;
  return (
    <>
      {before === undefined ? null : <Before text={before} />}
      {error ? <CellNote id={`${id}-error`} icon={CircleAlert} look="text-bad-ink" sentence={error} /> : null}
      {column === 'sku' ? <AcceptUpdate row={row} isActive={isActive} onAccept={onAcceptUpdate} /> : null}
      {isTaken ? <TakenFor id={`${id}-taken`} row={row} isActive={isActive} onAnother={onAnother} /> : null}
      {warning ? (
        <CellNote id={`${id}-warning`} icon={TriangleAlert} look="text-caution-ink" sentence={warning} />
      ) : null}
    </>
  );
}

interface CellTextProps {
  text: string;
  /** How it is read, where that is not plain. */
  readAs: string | null;
  hasError: boolean;
  /** Of a row that is left out the title is struck through; the other texts stay legible. */
  isStruck: boolean;
}

function CellText({ text, readAs, hasError, isStruck }: CellTextProps) {
  const shown = text === '' ? <span className="text-ink-muted">{hasError ? 'Empty' : '–'}</span> : text;
  const look = cn('truncate text-left', isStruck && text !== '' && 'line-through');
  return readAs === null ? (
    <span dir="auto" title={text} className={cn('block h-10 px-3 py-2.5', look)}>
      {shown}
    </span>
  ) : (
    // Beside it where there is room, or else below it.
    <span className="flex min-h-10 flex-wrap items-baseline gap-x-2 px-3 py-2.5">
      <span dir="auto" title={text} className={cn('max-w-full', look)}>
        {shown}
      </span>
      <span className="text-ink-muted text-xs tabular-nums" title={`Read as ${readAs}`}>
        <span className="sr-only">read as </span>
        {readAs}
      </span>
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
