import type { Outputs } from '@hawker/api';

export type SheetRow = Outputs['uploads']['get']['rows'][number];
export type Column = keyof SheetRow['cells'];

/** In the order in which people think of them; the first four are always shown. */
const order: readonly Column[] = [
  'title',
  'price',
  'description',
  'images',
  'sku',
  'currency',
  'quantity',
  'condition',
  'category',
  'brand',
  'location',
  'tags',
];
const always = 4;

export const columnNames: Readonly<Record<Column, string>> = {
  title: 'Title',
  price: 'Price',
  description: 'Description',
  images: 'Images',
  sku: 'SKU',
  currency: 'Currency',
  quantity: 'Quantity',
  condition: 'Condition',
  category: 'Category',
  brand: 'Brand',
  location: 'Location',
  tags: 'Tags',
};

/** The columns that the sheet has, and those in which something is to be mended. */
export function columnsOf(rows: readonly SheetRow[]): Column[] {
  const used = new Set(rows.flatMap((row) => [...Object.keys(row.cells), ...Object.keys(row.errors)]));
  return order.filter((column, index) => index < always || used.has(column));
}

export function isBad(row: SheetRow): boolean {
  return Object.keys(row.errors).length > 0;
}
