import excel from 'exceljs';
import { expect, test } from 'vitest';
import { findHeader } from './find-header.ts';
import { fixture, readBytes, recogniseBytes } from './testing/read.ts';

test('of a list with a caption above its headers one column was offered, and the headers were an item', async () => {
  const file = await recogniseBytes(fixture('caption-above.csv'));
  expect(file).toMatchObject({
    format: 'unknown',
    headerRow: 3,
    header: ['Bezeichnung', 'Preis', 'Zustand', 'Bestand', 'Bild'],
    suggestedMapping: {
      Bezeichnung: 'title',
      Preis: 'price',
      Zustand: 'condition',
      Bestand: 'quantity',
      Bild: 'images',
    },
    aboveHeader: 'The headers are in row 3. The 2 rows above them were not read.',
  });
  const { rows } = await readBytes(fixture('caption-above.csv'), file.suggestedMapping);
  expect(rows.map(({ rowNumber, listing, errors }) => [rowNumber, listing?.title ?? errors.title])).toEqual([
    [4, 'Nierentisch'],
    [5, 'Stehlampe'],
    [6, 'Teppich, rot'],
    [7, expect.stringContaining('This looks like a total')],
  ]);
});

test('the same list from a spreadsheet program, with merged cells and rows that are not there', async () => {
  const book = new excel.Workbook();
  const sheet = book.addWorksheet('Lager');
  sheet.getCell('A1').value = 'Kiezmöbel Lagerliste';
  sheet.mergeCells('A1:C1');
  sheet.getCell('C2').value = new Date('2026-11-21');
  sheet.getRow(5).values = ['Vara', 'Kronor', 'Farg'];
  sheet.getRow(6).values = ['Bord', 120.5, 'rod'];
  sheet.getRow(8).values = ['Stol', 45, 'bla'];
  const bytes = Buffer.from(await book.xlsx.writeBuffer());
  const { file, rows } = await readBytes(bytes, { Vara: 'title', Kronor: 'price' });
  expect([file.headerRow, file.aboveHeader]).toEqual([
    ...[5, 'The headers are in row 5. The 4 rows above them were not read.'],
  ]);
  expect(rows.map(({ rowNumber, listing }) => [rowNumber, listing?.title, listing?.priceMinor])).toEqual([
    [6, 'Bord', 12_050],
    [8, 'Stol', 4_500],
  ]);
});

const rowsOf = (lines: readonly string[]) =>
  lines.map((line, index) => ({ number: index + 1, cells: line.split(';') }));

test.each([
  ['names that we know', ['Bestand, Stand heute', 'Titel;Preis;Foto', 'Tisch;5;a.jpg'], 2],
  ['names that we know, below a caption of as many cells', ['Firma;Berlin;Telefon', 'Titel;Preis;Foto', 'Tisch;5;'], 2],
  ['names that we know, with a year among them', ['Titel;Preis;2024', 'Tisch;5;1', 'Stuhl;6;2'], 1],
  ['the row with most of the names', ['Name;Preis', 'Name;Preis;Menge;Bild', 'Tisch;5;1;'], 2],
  ['names of nobody’s language', ['Liste', '', 'Vara;Kronor;Farg', 'Bord;12,50;rod', 'Stol;8;bla'], 3],
  ['… with an address above', ['Firma AB;Stockholm', 'Vara;Kronor;Farg;Hylla', 'Bord;12;rod;1', 'Stol;8;bla;2'], 2],
  ['… where the first column has no name', ['Liste;;', ';Vara;Farg', '1;Bord;rod', '2;Stol;bla'], 2],
  ['… where later rows are shorter', ['Vara;Kronor;Farg', 'Bord;12', 'Stol;8', 'Lampa;3;rod'], 1],
  ['one column only', ['Vara', 'Bord', 'Stol'], 1],
  ['nothing that looks like names: the first row', ['1;2;3', '4;5;6'], 1],
  ['a comment is none', ['# Liste;x;y', 'Vara;Kronor;Farg', 'Bord;12;rod'], 2],
  ['a header alone', ['Vara;Kronor'], 1],
] as const)('the header is found by %s', (_what, lines, row) => {
  expect(findHeader(rowsOf(lines), null)?.header.rowNumber).toBe(row);
});

test('a caption with commas in it made commas the separator', async () => {
  const file = await recogniseBytes(
    'Lagerliste, Stand 21.11., Berlin, Nord\n\nArtikelname;Preis\nTisch;12,50\nStuhl;8,00\n',
  );
  expect(file).toMatchObject({ header: ['Artikelname', 'Preis'], headerRow: 3, dialect: { delimiter: ';' } });
});

test('what stands above the header is told, but for what a program writes there itself', async () => {
  const plain = await readBytes('My stock\ntitle,price\nChair,5');
  expect([plain.file.format, plain.rows[0]?.rowNumber, plain.file.aboveHeader]).toEqual([
    ...['plain', 3, 'The headers are in row 2. The row above them was not read.'],
  ]);
  for (const content of ['\n\ntitle,price\nChair,5', '# mine\ntitle,price\nChair,5', fixture('ebay-drafts.csv')]) {
    expect((await recogniseBytes(content)).aboveHeader).toBeNull();
  }
});
