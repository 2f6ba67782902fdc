import { expect, test } from 'vitest';
import { copiedText, pastedCells } from './clipboard-text.ts';

test('a rectangle of a spreadsheet is read as its rows and cells', () => {
  expect(pastedCells('Chair\t25\r\nLamp\t12,50\r\n')).toEqual([
    ['Chair', '25'],
    ['Lamp', '12,50'],
  ]);
  expect(pastedCells('one')).toEqual([['one']]);
  expect(pastedCells('')).toEqual([['']]);
  // Empty cells are cells, and an empty line in between is a row.
  expect(pastedCells('\ta\n\nb\t')).toEqual([['', 'a'], [''], ['b', '']]);
});

test('a text with line breaks is one cell, and quotes within a text are text', () => {
  expect(pastedCells('"Two\nlines, ""quoted"""\t5')).toEqual([['Two\nlines, "quoted"', '5']]);
  expect(pastedCells('"Vintage" chair\n24" screen')).toEqual([['"Vintage" chair'], ['24" screen']]);
  expect(pastedCells('"never closed\nnext')).toEqual([['"never closed'], ['next']]);
});

test('what is copied is pasted as it was', () => {
  for (const text of ['Chair', 'Two\nlines', '"Vintage" chair', 'a\tb', '24" screen', '']) {
    expect(pastedCells(copiedText(text))).toEqual([[text]]);
  }
});
