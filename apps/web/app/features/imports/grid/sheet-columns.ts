import type { Column, Show, UploadDetail, UploadRow } from '../upload-types.ts';

interface ColumnLook {
  title: string;
  /** The least width, as a style sheet says it; a box that has more gives it to those that grow. */
  width: string;
  grows?: true;
}

/** In the order in which people think of them. */
const looks: Readonly<Record<Column, ColumnLook>> = {
  // On a phone the next column is seen too.
  title: { title: 'Title', width: 'min(260px, 48vw)', grows: true },
  price: { title: 'Price', width: '160px' },
  description: { title: 'Description', width: '280px', grows: true },
  images: { title: 'Images', width: '240px' },
  // Room for the button of a row whose SKU is taken.
  sku: { title: 'SKU', width: '184px' },
  currency: { title: 'Currency', width: '130px' },
  quantity: { title: 'Quantity', width: '160px' },
  condition: { title: 'Condition', width: '160px' },
  category: { title: 'Category', width: '200px' },
  brand: { title: 'Brand', width: '140px' },
  location: { title: 'Location', width: '150px' },
  tags: { title: 'Tags', width: '150px' },
};

const isColumn = (name: string): name is Column => name in looks;
const order = Object.keys(looks).filter(isColumn);

export const columnNames: Readonly<Record<Column, string>> = Object.fromEntries(
  order.map((column) => [column, looks[column].title]),
) as Record<Column, string>;

/** Shown also when the sheet has no such column: what is missing can then be written here. */
const always: ReadonlySet<Column> = new Set(['title', 'price', 'description', 'images']);

/**
 * The columns of the grid for a sheet that fills these. What is to be mended, or changes, comes first, behind the title, the
 * most frequent foremost: it would be out of sight to the right. Judged by the first rows of the tab, so that no column moves while it is scrolled.
 */
export function gridColumns(
  { columns: used, leftOut }: Pick<UploadDetail, 'columns' | 'leftOut'>,
  show: Show,
  rows: readonly UploadRow[],
): Column[] {
  const shown = order.filter((column) => (always.has(column) || used.includes(column)) && !leftOut.includes(column));
  const count = (column: Column) =>
    rows.filter((row) => (show === 'updates' ? row.before : row.errors)[column] !== undefined).length;
  const about = shown
    .filter((column) => column !== 'title' && count(column) > 0)
    .sort((one, other) => count(other) - count(one));
  return ['title', ...about, ...shown.filter((column) => column !== 'title' && !about.includes(column))];
}

/** The tracks of a row: the number of the row first, its width as the style sheet says. */
export function tracksOf(columns: readonly Column[]): string {
  const tracks = columns.map((column) => {
    const { width, grows } = looks[column];
    return grows ? `minmax(${width}, 1fr)` : width;
  });
  return `var(--row-head) ${tracks.join(' ')}`;
}

/** The least width of a row. */
export function widthOf(columns: readonly Column[]): string {
  return `calc(${['var(--row-head)', ...columns.map((column) => looks[column].width)].join(' + ')})`;
}

/** All columns that a listing has, for the mapper. */
export const allColumns: readonly Column[] = order;
