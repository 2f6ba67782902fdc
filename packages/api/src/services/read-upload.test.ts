import { uploadLimits } from '@hawker/core';
import { expect, test } from 'vitest';
import { RowLimits, RowNotes } from './read-upload.ts';

const batchOf = (rows: number, text: string) => Array.from({ length: rows }, () => ({ cells: { title: text } }));

test('so many rows, and no more', () => {
  const limits = new RowLimits();
  for (let rows = 0; rows < uploadLimits.maxRows; rows += 1_000) {
    limits.count(batchOf(1_000, 'x'));
  }
  expect(() => limits.count(batchOf(1, 'x'))).toThrow('more than 100,000 rows; at most 100,000 can be read at once');
});

test('so much text, and no more; numbers of a workbook are none', () => {
  const limits = new RowLimits();
  const mebibyte = 'x'.repeat(1024 * 1024);
  limits.count(batchOf(60, mebibyte));
  limits.count([{ cells: [12.5, 7] }]);
  expect(() => limits.count(batchOf(1, 'x'))).toThrow('more than 60.0 MB of text');
});

test('of many sentences the first are kept, and how many there are more', () => {
  const notes = new RowNotes();
  for (let n = 1; n <= 25; n++) {
    notes.add(`${n}`);
  }
  expect(notes.list()).toHaveLength(21);
  expect(notes.list().at(-1)).toBe('And 5 more of this kind.');
});
