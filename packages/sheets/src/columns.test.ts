import { expect, test } from 'vitest';
import { columnFor } from './columns.ts';

test.each([
  ['title', 'title'],
  [' TITLE ', 'title'],
  ['Product name', 'title'],
  ['product_name', 'title'],
  ['Title*', 'title'],
  ['Price (€)', 'price'],
  ['ｐｒｉｃｅ', 'price'],
  ['Variant-SKU', null],
  ['Image Src', 'images'],
  ['image 2', 'images'],
  ['Photo URL', 'images'],
  ['QTY', 'quantity'],
  ['Vendor', 'brand'],
  ['', null],
  ['12', null],
  ['Titel', null],
  ['constructor', null],
] as const)('%j is %s', (header, column) => {
  expect(columnFor(header)).toBe(column);
});
