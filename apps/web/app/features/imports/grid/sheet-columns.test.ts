import { expect, test } from 'vitest';
import type { Column, UploadRow } from '../upload-types.ts';
import { gridColumns } from './sheet-columns.ts';

const row: UploadRow = {
  position: 0,
  row: 2,
  cells: { title: 'Chair', price: '5', quantity: 'x' },
  errors: { quantity: 'Give a whole number.' },
  warnings: {},
  change: null,
  before: { tags: 'old' },
  photosAgain: false,
  twinRow: null,
  isOut: false,
};

const of = (...columns: Column[]) => ({ columns, leftOut: [] });

test('shows what the sheet fills, and what every listing has', () => {
  expect(gridColumns(of('title', 'price', 'quantity'), 'all', [row])).toEqual([
    'title',
    'quantity',
    'price',
    'description',
    'images',
  ]);
  expect(gridColumns(of('title', 'price', 'quantity'), 'all', [])).toEqual([
    'title',
    'price',
    'description',
    'images',
    'quantity',
  ]);
});

test('what a tab is about stands right behind the title', () => {
  const used = of('title', 'price', 'quantity', 'tags');
  expect(gridColumns(used, 'bad', [row]).slice(0, 3)).toEqual(['title', 'quantity', 'price']);
  expect(gridColumns(used, 'updates', [row]).slice(0, 3)).toEqual(['title', 'tags', 'price']);
  // A phone shows two columns: what fails everywhere is one of them, and not what fails once.
  const often = { ...row, errors: { quantity: 'Give a whole number.', price: 'Give a price.' } };
  expect(gridColumns(used, 'bad', [often, row, row]).slice(0, 3)).toEqual(['title', 'quantity', 'price']);
  expect(gridColumns(used, 'bad', [row, often, { ...often, errors: { price: 'Give a price.' } }]).slice(0, 2)).toEqual([
    'title',
    'price',
  ]);
});

test('a column that is left out is not shown, also one that every listing has', () => {
  expect(gridColumns({ columns: ['title', 'price'], leftOut: ['images'] }, 'all', [])).toEqual([
    'title',
    'price',
    'description',
  ]);
});
