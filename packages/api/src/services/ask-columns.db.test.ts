/** In which row the headers are: found, or said by a person, and known for the next file. */

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp } from '../testing/test-app.ts';

const bench = await createTestApp();
const { caller } = bench;
afterAll(() => bench.close());
beforeAll(() => bench.addOwner());

const bring = (content: string | Uint8Array) => bench.bring(Buffer.from(content), 'lager.csv');

test('a list with a caption above its headers came as one column', async () => {
  const id = await bring(readFileSync(new URL('../../../sheets/fixtures/caption-above.csv', import.meta.url)));
  const { mapping } = await caller.uploads.get({ id });
  expect(mapping).toMatchObject({
    headerRow: 3,
    headerRows: [
      { row: 1, texts: ['Kiezmöbel Lagerliste, Stand 21.11.'] },
      { row: 3, texts: ['Bezeichnung', 'Preis', 'Zustand', 'Bestand'] },
      { row: 4, texts: ['Nierentisch', '120,00', 'gebraucht - gut', '1'] },
      { row: 5 },
      { row: 6 },
      { row: 7 },
    ],
  });
  expect(mapping?.sample[0]).toEqual([
    ...['Nierentisch', '120,00', 'gebraucht - gut', '1', 'https://example.com/nierentisch.jpg'],
  ]);
  await caller.uploads.map({ id, mapping: mapping?.mapping ?? {} });
  const upload = await caller.uploads.get({ id });
  expect(upload).toMatchObject({ rowCount: 4, good: 3, bad: 1 });
  expect(upload.notes).toContain('The headers are in row 3. The 2 rows above them were not read.');
  const { rows } = await caller.uploads.rows({ id });
  expect(rows.map(({ row, cells }) => [row, cells.title, cells.condition])).toEqual([
    [4, 'Nierentisch', 'Good'],
    [5, 'Stehlampe', 'Like new'],
    [6, 'Teppich, rot', 'Good'],
    [7, 'Summe', undefined],
  ]);
  expect(rows[3]?.errors.title).toContain('This looks like a total');
});

// Two rows that could be the headers, and the first is not.
const wronglyFound = 'Vara;Kronor;Antal\nnamn;summa;st\nBord;120;1\nStol;45;2';

test('where the headers were guessed wrong nobody could say where they are', async () => {
  const id = await bring(wronglyFound);
  expect((await caller.uploads.get({ id })).mapping).toMatchObject({
    headerRow: 1,
    header: ['Vara', 'Kronor', 'Antal'],
  });
  expect(await caller.uploads.columns({ id, headerRow: 2 })).toMatchObject({
    headerRow: 2,
    header: ['namn', 'summa', 'st'],
    sample: [
      ['Bord', '120', '1'],
      ['Stol', '45', '2'],
    ],
    remembered: false,
  });
  // Asking changes nothing.
  expect((await caller.uploads.columns({ id })).headerRow).toBe(1);
  const mapping = { namn: 'title', summa: 'price', st: 'quantity' } as const;
  await caller.uploads.map({ id, mapping, headerRow: 2 });
  const upload = await caller.uploads.get({ id });
  expect(upload).toMatchObject({ rowCount: 2, good: 2, mapping: { headerRow: 2, mapping, remembered: true } });
  expect(upload.notes).toEqual(['The headers are in row 2. The row above them was not read.']);
  expect((await caller.uploads.rows({ id })).rows.map(({ row, cells }) => [row, cells.title])).toEqual([
    [3, 'Bord'],
    [4, 'Stol'],
  ]);
  // It can be said otherwise again.
  await caller.uploads.map({ id, mapping: { Vara: 'title', Kronor: 'price' }, headerRow: 1 });
  expect(await caller.uploads.get({ id })).toMatchObject({ rowCount: 3, notes: [] });
});

test('headers that somebody has pointed at are found in the next file', async () => {
  const first = await bring(`${wronglyFound}\nLampa;60;1`);
  await caller.uploads.map({ id: first, mapping: { varor: null, namn: 'title', summa: 'price' }, headerRow: 2 });
  // No longer those of the first row, which were named once too.
  await bench.app.database.sql.rows(`DELETE FROM column_mapping WHERE mapping ? 'Vara'`);
  const id = await bring('Vara;Kronor;Antal\n\nnamn;summa;st\nMatta;80;1');
  expect(await caller.uploads.get({ id })).toMatchObject({ format: 'mapped', good: 1, mapping: { headerRow: 3 } });
  expect((await caller.uploads.rows({ id })).rows[0]).toMatchObject({ row: 4, cells: { title: 'Matta', price: '80' } });
});

test('what was mended stays when the headers are said to be elsewhere', async () => {
  const id = await bring('Vara;Kronor\nnamn;summa\nBord;dyr\nStol;45');
  await caller.uploads.map({ id, mapping: { Vara: 'title', Kronor: 'price' } });
  await caller.uploads.changeCell({ id, row: 3, column: 'price', text: '120' });
  expect(await caller.uploads.map({ id, mapping: { namn: 'title', summa: 'price' }, headerRow: 2 })).toEqual({
    ...{ kept: 1, dropped: 0 },
  });
  expect((await caller.uploads.rows({ id })).rows[0]).toMatchObject({ row: 3, cells: { title: 'Bord', price: '120' } });
});

test('the headers are in one of the first rows, and in one that is there', async () => {
  const id = await bring(['Vara;Kronor', ...Array.from({ length: 30 }, (_, n) => `Bord ${n};${n + 1}`)].join('\n'));
  expect((await caller.uploads.get({ id })).mapping?.headerRows).toHaveLength(20);
  for (const headerRow of [25, 999]) {
    await expect(caller.uploads.columns({ id, headerRow })).rejects.toThrow('in one of the first rows');
    await expect(caller.uploads.map({ id, mapping: { Vara: 'title', Kronor: 'price' }, headerRow })).rejects.toThrow(
      'in one of the first rows',
    );
  }
  const shopify = await bring(readFileSync(new URL('../../../sheets/fixtures/shopify-handle.csv', import.meta.url)));
  await expect(caller.uploads.columns({ id: shopify })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
