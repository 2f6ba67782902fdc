import { expect, test } from 'vitest';
import type { Column } from '../upload-types.ts';
import { gridColumns } from './sheet-columns.ts';

const of = (...columns: Column[]) => ({ columns, leftOut: [] });

test('shows what the sheet fills, and what every listing has, in one order however the sheet names them', () => {
  const inOrder = ['title', 'price', 'description', 'images', 'quantity', 'tags'];
  expect(gridColumns(of('title', 'price', 'quantity', 'tags'))).toEqual(inOrder);
  // Of a cell that was filled since, the column stands where it would have stood.
  expect(gridColumns(of('tags', 'quantity', 'price', 'title'))).toEqual(inOrder);
  expect(gridColumns(of('title'))).toEqual(['title', 'price', 'description', 'images']);
});

test('a column that is left out is not shown, also one that every listing has', () => {
  expect(gridColumns({ columns: ['title', 'price'], leftOut: ['images'] })).toEqual(['title', 'price', 'description']);
});
