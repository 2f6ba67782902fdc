import type { Column } from '../upload-types.ts';

interface ColumnLook {
  title: string;
  /** The least width in pixels; a box that has more gives it to `grows`. */
  width: number;
  grows?: true;
}

/** In the order in which people think of them. */
const looks: Readonly<Record<Column, ColumnLook>> = {
  title: { title: 'Title', width: 260, grows: true },
  price: { title: 'Price', width: 160 },
  description: { title: 'Description', width: 280, grows: true },
  images: { title: 'Images', width: 240 },
  sku: { title: 'SKU', width: 150 },
  currency: { title: 'Currency', width: 110 },
  quantity: { title: 'Quantity', width: 110 },
  condition: { title: 'Condition', width: 130 },
  category: { title: 'Category', width: 200 },
  brand: { title: 'Brand', width: 140 },
  location: { title: 'Location', width: 150 },
  tags: { title: 'Tags', width: 150 },
};

const isColumn = (name: string): name is Column => name in looks;
const order = Object.keys(looks).filter(isColumn);

export const columnNames: Readonly<Record<Column, string>> = Object.fromEntries(
  order.map((column) => [column, looks[column].title]),
) as Record<Column, string>;

/** Shown also when the sheet has no such column: what is missing can then be written here. */
const always: ReadonlySet<Column> = new Set(['title', 'price', 'description', 'images']);

/** The columns of the grid for a sheet that fills these. */
export function gridColumns(used: readonly string[]): Column[] {
  return order.filter((column) => always.has(column) || used.includes(column));
}

/** The tracks of a row: the number of the row first, its width as the style sheet says. */
export function tracksOf(columns: readonly Column[]): string {
  const tracks = columns.map((column) => {
    const { width, grows } = looks[column];
    return grows ? `minmax(${width}px, 1fr)` : `${width}px`;
  });
  return `var(--row-head) ${tracks.join(' ')}`;
}

/** The least width of the columns together, in pixels. */
export function widthOf(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + looks[column].width, 0);
}

/** All columns that a listing has, for the mapper. */
export const allColumns: readonly Column[] = order;
