import type { Paint } from './paint.ts';
import { cutText, oneLine, textWidth } from './text-width.ts';

export interface Column<Row> {
  title: string;
  text(row: Row): string;
  align?: 'left' | 'right';
  /** May be cut where the table is wider than the terminal; the widest of these is cut first. */
  cut?: boolean;
  paint?(row: Row): keyof Paint | null;
}

export interface TableOptions {
  paint: Paint;
  /** Cells of the terminal; null for a file or a pipe, where nothing is cut. */
  width: number | null;
}

const gap = '  ';
const narrowest = 8;

export function renderTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[], options: TableOptions): string {
  const cells = rows.map((row) => columns.map((column) => oneLine(column.text(row))));
  const widths = columns.map((column, index) =>
    Math.max(textWidth(column.title), ...cells.map((line) => textWidth(line[index] ?? ''))),
  );
  fit(widths, columns, options.width);
  const line = (texts: readonly string[], paintOf: (index: number) => keyof Paint | null) =>
    texts
      .map((text, index) => {
        const width = widths[index] ?? 0;
        const shown = cutText(text, width);
        const painted = paintWith(options.paint, paintOf(index), shown);
        const padding = ' '.repeat(width - textWidth(shown));
        return columns[index]?.align === 'right' ? padding + painted : painted + padding;
      })
      .join(gap)
      .trimEnd();
  return [
    line(
      columns.map((column) => column.title),
      () => 'dim',
    ),
    ...rows.map((row, index) => line(cells[index] ?? [], (column) => columns[column]?.paint?.(row) ?? null)),
  ].join('\n');
}

function paintWith(paint: Paint, name: keyof Paint | null, text: string): string {
  return name === null ? text : paint[name](text);
}

function fit<Row>(widths: number[], columns: readonly Column<Row>[], available: number | null): void {
  if (available === null) {
    return;
  }
  const total = () => widths.reduce((sum, width) => sum + width, 0) + gap.length * (widths.length - 1);
  while (total() > available) {
    let widest = -1;
    columns.forEach((column, index) => {
      const width = widths[index] ?? 0;
      if (column.cut && width > narrowest && width > (widths[widest] ?? 0)) {
        widest = index;
      }
    });
    if (widest === -1) {
      return;
    }
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
}
