// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by the virtual list, which a real table cannot be; roles say what they are.
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells take the focus, one at a time.
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactNode, useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import { Banner } from '../../../components/banner.tsx';
import { Button } from '../../../components/button.tsx';
import type { Column } from '../upload-types.ts';
import type { Change } from './change-history.ts';
import { headColumn } from './grid-places.ts';
import type { RowStore } from './row-store.ts';
import { columnNames, tracksOf, widthOf } from './sheet-columns.ts';
import { SheetRow } from './sheet-row.tsx';
import { useClipboard } from './use-clipboard.ts';
import { useGridKeys } from './use-grid-keys.ts';
import type { Travelled } from './use-undo.ts';

const rowHeight = 41;

interface SheetGridProps {
  store: RowStore;
  columns: readonly Column[];
  /** What is said where there is no row. */
  empty: ReactNode;
  /** The change that was taken back or made again last. */
  travelled: Travelled | null;
}

/** Where a change is seen; what was decided about a row as a whole, at its head or at the SKU that it is about. */
function columnOf(change: Change, columns: readonly Column[]): number {
  switch (change.kind) {
    case 'cell':
    case 'cells':
      return columns.indexOf(change.column);
    case 'twin':
      return columns.indexOf('sku');
    case 'another':
      return columns.indexOf('title');
    case 'out':
      return headColumn;
  }
}

/** The rows of one tab, however many: a cell that is not right says why, and every cell can be changed in place. */
export function SheetGrid({ store, columns, empty, travelled }: SheetGridProps) {
  const version = useSyncExternalStore(store.subscribe, store.version, store.version);
  const box = useRef<HTMLDivElement>(null);
  const keys = useGridKeys({
    box,
    rows: store.total,
    columns: columns.length,
    cellAt: (place) => {
      const [row, column] = [store.rowAt(place.row), columns[place.column]];
      return row && column ? { row, column } : null;
    },
    placeOf: (cell) => {
      const [row, column] = [store.indexOf(cell.row.position), columns.indexOf(cell.column)];
      return row === null || column === -1 ? null : { row, column };
    },
    textOf: ({ row, column }) => store.typedIn(row, column) ?? row.cells[column] ?? '',
    keep: ({ row, column }, text) => void store.change(row, column, text.trim()),
  });
  const { active, draft } = keys;
  useClipboard({ box, store, columns, active });
  const shownAlready = useRef(travelled);
  // Where something was taken back, it is seen; another tab may not have the row.
  useEffect(() => {
    if (travelled === null || travelled === shownAlready.current) {
      return;
    }
    shownAlready.current = travelled;
    const { change } = travelled;
    const row = store.indexOf(change.position);
    if (row !== null) {
      keys.show({ row, column: columnOf(change, columns) });
    }
  });
  // A height belongs to its row, wherever that stands by now; with each version rows may stand elsewhere.
  const keyOf = useCallback(
    (index: number) => store.rowAt(index)?.position ?? store.placeholderKey(index),
    [store, version],
  );
  const virtual = useVirtualizer({
    count: store.total,
    getItemKey: keyOf,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialRect: { width: 1_000, height: 640 },
    // The focus would be lost with its row.
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range);
      return seen.includes(active.row) || active.row >= store.total
        ? seen
        : [...seen, active.row].sort((a, b) => a - b);
    },
  });
  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};
  // Asked at each draw: also a page that was dropped is a reason. What is there or on its way is not asked for again.
  useEffect(() => store.want(startIndex, endIndex));

  const shown = virtual.getVirtualItems();
  // Room for the numbers that are seen: rows that stayed behind are few, and their numbers may be large.
  const digits = Math.max(
    2,
    `${store.total}`.length,
    ...shown.map(({ index }) => `${store.rowAt(index)?.row ?? 0}`.length),
  );
  const tracks = tracksOf(columns);
  const minWidth = widthOf(columns);
  return (
    <>
      {store.problem ? (
        <Banner
          tone="bad"
          title="Some rows could not be loaded"
          action={
            <Button size="sm" onClick={() => store.retry()}>
              Try again
            </Button>
          }
        >
          {store.problem}
        </Banner>
      ) : null}
      <div
        ref={box}
        role="grid"
        // Without a row there is no cell that takes the focus, and the heads of the columns may still be scrolled.
        tabIndex={store.total === 0 ? 0 : -1}
        aria-label="Rows of the sheet"
        aria-rowcount={store.total + 1}
        aria-colcount={columns.length + 1}
        onKeyDown={keys.onKeyDown}
        onFocus={keys.onFocus}
        onBlur={keys.onBlur}
        onClick={(event) => keys.press(event.target)}
        className="relative max-h-[70vh] overflow-auto [--row-head:calc(74px+var(--digits)*9px)] [scroll-padding:45px_8px_8px_var(--row-head)] sm:[--row-head:calc(142px+var(--digits)*9px)]"
        style={{ '--digits': digits } as CSSProperties}
      >
        <div role="rowgroup" className="sticky top-0 z-10 bg-sunken" style={{ minWidth }}>
          <div
            role="row"
            aria-rowindex={1}
            className="grid border-b text-ink-muted text-xs"
            style={{ gridTemplateColumns: tracks }}
          >
            <span
              role="columnheader"
              aria-colindex={1}
              className="sticky left-0 border-r bg-sunken px-3 py-2.5 font-medium"
            >
              Row
            </span>
            {columns.map((column, index) => (
              <span
                key={column}
                role="columnheader"
                aria-colindex={index + 2}
                className="border-l px-3 py-2.5 font-medium nth-2:border-l-0"
              >
                {columnNames[column]}
              </span>
            ))}
          </div>
        </div>
        {store.total === 0 ? <div className="px-4 py-10 text-center text-ink-muted text-sm">{empty}</div> : null}
        {/* The last line of the last row is the border of the box. */}
        <div role="rowgroup" className="relative" style={{ minWidth, height: virtual.getTotalSize() - 1 }}>
          {shown.map(({ index, start }) => {
            const isHere = index === active.row;
            const row = store.rowAt(index);
            return (
              <SheetRow
                // A row keeps its field, and the cursor in it, when rows above it have gone.
                key={keyOf(index)}
                row={row}
                index={index}
                columns={columns}
                activeColumn={isHere ? active.column : null}
                editing={isHere && draft !== null ? { draft, onDraft: keys.setDraft, onLeave: keys.leave } : null}
                typedIn={store.typedIn}
                onAcceptUpdate={store.acceptUpdate}
                onAnother={store.tellAnother}
                onLeaveOut={store.leaveRowOut}
                version={version}
                measure={virtual.measureElement}
                tracks={tracks}
                top={start}
              />
            );
          })}
        </div>
      </div>
    </>
  );
}
