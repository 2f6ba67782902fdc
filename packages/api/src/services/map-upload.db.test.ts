/** Columns of somebody's own are asked for once, wherever the answer is given, and remembered. */

import { readFileSync } from 'node:fs';
import { writeXlsx } from '@hawker/sheets';
import { writeZip } from '@hawker/sheets/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp } from '../testing/test-app.ts';

const bench = await createTestApp();
const { caller } = bench;
afterAll(() => bench.close());

let accountIds: string[] = [];
beforeAll(async () => {
  await bench.addOwner();
  accountIds = await bench.addAccounts(1);
});

const bring = (content: string | Uint8Array) => bench.bring(Buffer.from(content), 'artikel.csv');

const mapping = { Artikel: 'title', Preis: 'price', Bild: null } as const;

test('a file waits for its columns in any process, and is read when they are named', async () => {
  const id = await bring(readFileSync(new URL('../../../sheets/fixtures/unknown-columns.csv', import.meta.url)));
  const other = await bench.another();
  try {
    expect(await other.caller.uploads.get({ id })).toMatchObject({
      format: 'unknown',
      ...{ rowCount: 0, good: 0, bad: 0, columns: [] },
      mapping: {
        header: ['Artikel', 'Preis', 'Bild'],
        sample: [
          ['Tisch', '12,50', 'https://example.com/t.jpg'],
          ['Stuhl', '8', ''],
        ],
        mapping: { Artikel: 'title', Preis: 'price', Bild: 'images' },
        remembered: false,
      },
    });
    expect(await other.caller.uploads.rows({ id })).toEqual({ total: 0, rows: [] });
    await expect(other.caller.uploads.confirm({ id, accountIds, publish: { when: 'draft' } })).rejects.toThrow(
      'Say first which column is which.',
    );
    await expect(other.caller.uploads.map({ id, mapping: { Artikel: 'title' } })).rejects.toThrow(
      'Say which column is the price.',
    );
    await other.caller.uploads.map({ id, mapping });
  } finally {
    await other.close();
  }
  expect(await caller.uploads.get({ id })).toMatchObject({
    format: 'mapped',
    ignoredColumns: ['Bild'],
    ...{ rowCount: 2, good: 2, columns: ['title', 'price'] },
    mapping: { mapping, remembered: true },
  });
});

test('a later file with these columns, in whatever order, is not asked about', async () => {
  const id = await bring('BILD;preis;Artikel\nhttps://example.com/b.jpg;7;Bank');
  expect(await caller.uploads.get({ id })).toMatchObject({ format: 'mapped', good: 1 });
  expect((await caller.uploads.rows({ id })).rows[0]).toMatchObject({ row: 2, cells: { title: 'Bank', price: '7' } });
});

test('another answer reads the file anew, and is the one that is remembered', async () => {
  const id = await bring('Artikel;Preis;Bild\nSofa;70;https://example.com/s.jpg');
  await caller.uploads.map({ id, mapping: { ...mapping, Bild: 'images' } });
  expect((await caller.uploads.rows({ id })).rows[0]?.cells.images).toBe('https://example.com/s.jpg');
  const next = await bring('Artikel;Preis;Bild\nHocker;7;https://example.com/h.jpg');
  expect((await caller.uploads.rows({ id: next })).rows[0]?.cells.images).toBe('https://example.com/h.jpg');
});

test('a plain sheet with columns left over can be told what they are', async () => {
  const id = await bring('title,price,Wo\nChair,5,Berlin');
  expect(await caller.uploads.get({ id })).toMatchObject({
    format: 'plain',
    good: 1,
    mapping: { mapping: { title: 'title', price: 'price', Wo: null } },
  });
  await caller.uploads.map({ id, mapping: { title: 'title', price: 'price', Wo: 'location' } });
  expect((await caller.uploads.rows({ id })).rows[0]?.cells.location).toBe('Berlin');
  const later = await bring('title,price,Wo\nTable,5,Paris');
  expect((await caller.uploads.rows({ id: later })).rows[0]?.cells.location).toBe('Paris');
});

test('of two columns with one meaning the other can be chosen, and its currency goes with the price', async () => {
  const id = await bring('title,amount,price ($),Preis in €\nChair,3,49.90,45.00');
  const read = async () => (await caller.uploads.rows({ id })).rows[0]?.cells.price;
  expect((await caller.uploads.get({ id })).ignoredColumns).toEqual(['amount', 'Preis in €']);
  expect(await read()).toBe('$ 49.90');
  await caller.uploads.map({ id, mapping: { title: 'title', 'Preis in €': 'price' } });
  expect(await read()).toBe('€ 45.00');
});

/** A workbook of texts, by hand: what is written here has one sheet. */
function workbookOf(sheets: Readonly<Record<string, readonly string[][]>>): Buffer {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const names = Object.keys(sheets);
  return writeZip([
    ...Object.values(sheets).map((rows, index) => ({
      name: `xl/sheet${index}.xml`,
      content: `<worksheet><sheetData>${rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('')}</sheetData></worksheet>`,
    })),
    {
      name: 'xl/workbook.xml',
      content: `<workbook><sheets>${names.map((name, index) => `<sheet name="${name}" r:id="r${index}"/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships>${names.map((_name, index) => `<Relationship Id="r${index}" Target="sheet${index}.xml"/>`).join('')}</Relationships>`,
    },
  ]);
}

test('which sheet of a workbook was read is told, before its columns are named and after', async () => {
  const sheets = {
    Cover: [['Stock of North Street'], ['As of March']],
    Lager: [
      ['Teil', 'Kostet'],
      ['Stuhl', '5'],
    ],
  };
  const id = await bring(workbookOf(sheets));
  const notes = ['Read the sheet “Lager”; “Cover” was not read.'];
  expect(await caller.uploads.get({ id })).toMatchObject({ format: 'unknown', notes });
  await caller.uploads.map({ id, mapping: { Teil: 'title', Kostet: 'price' } });
  expect(await caller.uploads.get({ id })).toMatchObject({ format: 'mapped', notes, good: 1 });
});

test('numbers of a workbook are read as such, and columns of a format are not asked for', async () => {
  const parts: Buffer[] = [];
  const rows = [{ cells: { title: 'Stool', price: '12.50' }, extras: ['x'] }];
  for await (const part of writeXlsx(rows, { columns: ['title', 'price'], extraTitles: ['Lager'] })) {
    parts.push(Buffer.from(part));
  }
  const id = await bring(Buffer.concat(parts));
  await caller.uploads.map({ id, mapping: { Title: 'title', Price: 'price', Lager: 'brand' } });
  expect((await caller.uploads.rows({ id })).rows[0]?.cells).toEqual({ title: 'Stool', price: '12.5', brand: 'x' });

  const shopify = await bring(readFileSync(new URL('../../../sheets/fixtures/shopify-handle.csv', import.meta.url)));
  expect((await caller.uploads.get({ id: shopify })).mapping).toBeNull();
  await expect(caller.uploads.map({ id: shopify, mapping })).rejects.toThrow('cannot be changed');
});

test('what was mended in the rows was lost when the columns were named anew', async () => {
  const header = 'Artikel;Preis;Bild;Ort';
  const id = await bring(`${header}\nSofa;70;x.jpg;Rom\nBank;teuer;;Rom\nHocker;7;;Rom`);
  await caller.uploads.map({ id, mapping: { Artikel: 'title', Preis: 'price', Bild: 'images', Ort: null } });
  const mend = (row: number, column: 'price' | 'images' | 'brand' | 'title', text: string) =>
    caller.uploads.changeCell({ id, row, column, text });
  await mend(2, 'images', '');
  await mend(3, 'price', '80');
  // No column of the file is the brand, before or after.
  await mend(4, 'brand', 'Thonet');
  expect(
    await caller.uploads.map({ id, mapping: { Artikel: 'title', Preis: 'price', Bild: null, Ort: 'location' } }),
  ).toEqual({ kept: 2, dropped: 1 });
  const cellsNow = async () => (await caller.uploads.rows({ id })).rows.map(({ cells }) => cells);
  expect(await cellsNow()).toEqual([
    { title: 'Sofa', price: '70', location: 'Rom' },
    { title: 'Bank', price: '80', location: 'Rom' },
    { title: 'Hocker', price: '7', location: 'Rom', brand: 'Thonet' },
  ]);
  // They are known as mended the next time too, and one that was taken away stays away.
  await mend(2, 'title', 'Couch');
  expect(
    await caller.uploads.map({ id, mapping: { Artikel: 'title', Preis: 'price', Bild: 'images', Ort: null } }),
  ).toEqual({ kept: 3, dropped: 0 });
  expect((await cellsNow())[0]).toEqual({ title: 'Couch', price: '70', images: 'x.jpg' });
});

test('what was written into a column that the file never gave was lost when its columns were named', async () => {
  const id = await bring('title,price,Marke\nVase,5,Oak');
  // By its name it might be the brand. It was not read as that.
  await caller.uploads.changeCell({ id, row: 2, column: 'brand', text: 'Elm' });
  const named = { title: 'title', price: 'price', Marke: null } as const;
  expect(await caller.uploads.map({ id, mapping: named })).toEqual({ kept: 1, dropped: 0 });
  expect((await caller.uploads.rows({ id })).rows[0]?.cells).toEqual({ title: 'Vase', price: '5', brand: 'Elm' });
});

test('naming the columns anew took back those that were left out', async () => {
  const id = await bring('Artikel;Preis;Foto;Stadtteil\nVase;5;vase.jpg;Mitte');
  const named = { Artikel: 'title', Preis: 'price', Foto: 'images', Stadtteil: 'location' } as const;
  await caller.uploads.map({ id, mapping: named });
  await caller.uploads.leaveOut({ id, leave: 'images' });
  await caller.uploads.leaveOut({ id, leave: 'location' });
  // One that is not read any more has nothing to leave out.
  await caller.uploads.map({ id, mapping: { ...named, Stadtteil: null } });
  expect(await caller.uploads.get({ id })).toMatchObject({ good: 1, leftOut: ['images'] });
  expect((await caller.uploads.rows({ id })).rows[0]?.cells).toEqual({ title: 'Vase', price: '5' });
  await caller.uploads.leaveOut({ id, takeBack: 'images' });
  expect(await caller.uploads.get({ id })).toMatchObject({ good: 0, bad: 1, leftOut: [] });
  expect((await caller.uploads.rows({ id })).rows[0]?.cells.images).toBe('vase.jpg');
});
