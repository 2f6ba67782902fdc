// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by the virtual list, which a real table cannot be; roles say what they are.
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells hold the buttons that take the focus.
import { useSearchParams } from '@remix-run/react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { TabLinks } from '../../components/tabs.tsx';
import { SheetCell } from './sheet-cell.tsx';
import { type Column, columnNames, columnsOf, isBad, type SheetRow } from './sheet-columns.ts';

/** Widths in pixels; a row is as wide as their sum and scrolls sideways in its own box. */
const widths: Readonly<Record<Column, number>> = {
  title: 280,
  price: 110,
  description: 300,
  images: 240,
  sku: 150,
  currency: 100,
  quantity: 100,
  condition: 120,
  category: 200,
  brand: 130,
  location: 150,
  tags: 150,
};
const rowNumberWidth = 56;
const rowHeight = 40;

/** Every row of the sheet; a cell that is not right says why, and every cell can be changed in place. */
export function SheetGrid({ rows }: { rows: readonly SheetRow[] }) {
  const [params] = useSearchParams();
  const onlyBad = params.get('show') === 'bad';
  const bad = rows.filter(isBad).length;
  const shown = onlyBad ? rows.filter(isBad) : rows;
  const columns = columnsOf(rows);
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 1_000, height: 640 },
    getItemKey: (index) => shown[index]?.row ?? index,
  });
  const width = rowNumberWidth + columns.reduce((sum, column) => sum + widths[column], 0);
  const template = `${rowNumberWidth}px ${columns.map((column) => `${widths[column]}px`).join(' ')}`;

  return (
    <section className="min-w-0 rounded-md border bg-surface">
      <TabLinks
        label="Rows to show"
        tabs={[
          { to: '?', label: 'All', count: rows.length, isCurrent: !onlyBad },
          { to: '?show=bad', label: 'To mend', count: bad, isCurrent: onlyBad },
        ]}
      />
      <div
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
        tabIndex={0}
        role="table"
        aria-label="Rows of the sheet"
        aria-rowcount={shown.length + 1}
        className="relative max-h-[70vh] overflow-auto border-t"
      >
        <div role="rowgroup" className="sticky top-0 z-10 bg-sunken" style={{ width }}>
          <div
            role="row"
            aria-rowindex={1}
            className="grid border-b text-ink-muted text-xs"
            style={{ gridTemplateColumns: template }}
          >
            <span role="columnheader" className="px-3 py-2.5 text-right font-medium">
              Row
            </span>
            {columns.map((column) => (
              <span key={column} role="columnheader" className="px-3 py-2.5 font-medium">
                {columnNames[column]}
              </span>
            ))}
          </div>
        </div>
        {shown.length === 0 ? (
          <p className="px-4 py-10 text-center text-ink-muted text-sm">Nothing is left to mend.</p>
        ) : null}
        <div role="rowgroup" className="relative" style={{ width, height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = shown[item.index];
            return row ? (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                role="row"
                aria-rowindex={item.index + 2}
                className="absolute left-0 grid w-full items-start border-b"
                style={{ gridTemplateColumns: template, transform: `translateY(${item.start}px)` }}
              >
                <span role="rowheader" className="px-3 py-2.5 text-right text-ink-muted text-sm">
                  {row.row}
                </span>
                {columns.map((column) => (
                  <SheetCell
                    key={column}
                    row={row.row}
                    column={column}
                    text={row.cells[column] ?? ''}
                    error={row.errors[column] ?? null}
                  />
                ))}
              </div>
            ) : null;
          })}
        </div>
      </div>
    </section>
  );
}
