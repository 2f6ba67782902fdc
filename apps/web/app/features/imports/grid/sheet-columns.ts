import type { Column, UploadDetail } from '../upload-types.ts';

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
 * The columns of the grid for a sheet that fills these: in one order for every sheet, whatever is shown of it and whatever is
 * wrong with it. Where a column stood before, somebody types into it without looking.
 */
export function gridColumns({ columns: used, leftOut }: Pick<UploadDetail, 'columns' | 'leftOut'>): Column[] {
  return order.filter((column) => (always.has(column) || used.includes(column)) && !leftOut.includes(column));
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
