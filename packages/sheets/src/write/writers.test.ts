import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import excel from 'exceljs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guardFormula, guardFormulas, keepApostrophes, unguardFormula, unguardFormulas } from '../text/formula.ts';
import { writeCsv } from './csv.ts';
import type { ExportRow } from './rows.ts';
import { writeXlsx } from './xlsx.ts';

const dangerous = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '\tx',
  '\rx',
  '\n=1+1',
  "'=1+1",
  '＝1+1',
  '=HYPERLINK("http://example.com")',
];

/** One row with the text in each of the columns. */
const everywhere = (cell: string): ExportRow => ({
  cells: {
    sku: cell,
    title: cell,
    description: cell,
    price: cell,
    quantity: cell,
    brand: cell,
    tags: cell,
    images: cell,
  },
  error: cell,
});

test.each(dangerous)('%j is text in a CSV, and comes back', async (cell) => {
  expect(guardFormula(cell)).toBe(`'${cell}`);
  expect(unguardFormula(guardFormula(cell))).toBe(cell);
  const csv = await text(Readable.from(writeCsv([everywhere(cell)], { withErrors: true })));
  const [, row = ''] = csv.split(/(?<=Error)\r\n/);
  expect(row).not.toMatch(/(?:^|,)"?[=+\-@\t\r＝]/);
});

/** The cells that a program sees which separates by semicolons or tabs: quotation marks count only where a cell begins. */
function cellsBySemicolon(csv: string): string[] {
  const cells: string[] = [];
  for (let rest = csv.replace(/^\ufeff/, ''); rest !== ''; ) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(rest);
    const from = quoted?.[0].length ?? 0;
    const end = from + (/[;\t\r\n]|$/.exec(rest.slice(from))?.index ?? 0);
    cells.push(`${(quoted?.[1] ?? '').replaceAll('""', '"')}${rest.slice(from, end)}`);
    rest = rest.slice(end + 1);
  }
  return cells;
}

const dangerousInside = [
  'x;=1+1;y',
  'nice\n=HYPERLINK("http://example.com")',
  'a\r\n@SUM(A1)',
  'tab\t+1+1',
  'x;"=1+1"',
  "x;'=1+1",
  'x;\'"-1+1',
  'x;-5',
  'a;\n;＝1',
];

test.each(dangerousInside)(
  '%j begins no formula where cells are separated by semicolons, and comes back',
  async (cell) => {
    const csv = await text(Readable.from(writeCsv([everywhere(cell)], { withErrors: true })));
    expect(cellsBySemicolon(csv).filter((one) => /^\s*"*[=+\-@＝]/.test(one))).toEqual([]);
    expect(unguardFormulas(guardFormulas(cell))).toBe(cell);
    expect(unguardFormulas(keepApostrophes(cell))).toBe(cell);
  },
);

test('whatever a text is, in a CSV it begins no formula inside, and in a workbook it is only guarded at its beginning', () => {
  const texts = fc.string({ unit: fc.constantFrom(...'a1;\t\n\r=-\'"', ' '), maxLength: 12 });
  fc.assert(
    fc.property(texts, (one) => {
      expect(guardFormulas(one)).not.toMatch(/[;\t\r\n]"*[=-]/);
      expect(unguardFormulas(guardFormulas(one))).toBe(one);
      expect(unguardFormulas(keepApostrophes(one))).toBe(one);
    }),
    { numRuns: 10_000 },
  );
  expect(keepApostrophes('Oak\n- 180 cm\n- 90 cm')).toBe('Oak\n- 180 cm\n- 90 cm');
});

test.each(dangerous)('%j is text in a workbook, with no formula', async (cell) => {
  const workbook = new excel.Workbook();
  await workbook.xlsx.load((await buffer(writeXlsx([everywhere(cell)], { withErrors: true }))).buffer as ArrayBuffer);
  const row = workbook.worksheets[0]?.getRow(2);
  const types: number[] = [];
  row?.eachCell((one) => {
    types.push(one.type);
    expect(String(one.value)).toMatch(/^'/);
  });
  expect(types).toEqual(Array.from({ length: 9 }, () => excel.ValueType.String));
  expect(row?.getCell(2).numFmt).toBe('@');
});

test('numbers stay numbers', async () => {
  const row: ExportRow = { cells: { title: '-5', price: '1234.50', quantity: '3' } };
  expect(await text(Readable.from(writeCsv([row])))).toContain('\r\n,-5,,1234.50,,3,');
  const workbook = new excel.Workbook();
  await workbook.xlsx.load((await buffer(writeXlsx([row]))).buffer as ArrayBuffer);
  expect(workbook.worksheets[0]?.getRow(2).getCell(4).value).toBe(1234.5);
  expect(workbook.worksheets[0]?.getRow(2).getCell(6).value).toBe(3);
});

test('a CSV begins with the mark that makes Excel read it as UTF-8, and its lines end with CRLF', async () => {
  const csv = await text(Readable.from(writeCsv([{ cells: { title: 'a "b", c', description: 'one\ntwo' } }])));
  expect(csv).toBe(
    '\ufeffSKU,Title,Description,Price,Currency,Quantity,Condition,Category,Brand,Location,Tags,Images\r\n' +
      ',"a ""b"", c","one\ntwo",,,,,,,,,\r\n',
  );
});

test('more images than a cell of a workbook holds go on in a second column', async () => {
  const images = Array.from({ length: 20 }, (_, index) => `https://example.com/${index}-${'x'.repeat(1_900)}.jpg`);
  const workbook = new excel.Workbook();
  await workbook.xlsx.load((await buffer(writeXlsx([{ cells: { images: images.join('|') } }]))).buffer as ArrayBuffer);
  const row = workbook.worksheets[0]?.getRow(2);
  expect([row?.getCell(12).value, row?.getCell(13).value].join('|')).toBe(images.join('|'));
});

test('a source of rows that breaks off breaks the workbook off', async () => {
  async function* rows(): AsyncGenerator<ExportRow> {
    yield { cells: { title: 'Chair' } };
    throw new Error('the database went away');
  }
  await expect(buffer(writeXlsx(rows()))).rejects.toThrow('the database went away');
});

test('columns may be chosen and others added, as safe as the listing’s own', async () => {
  const rows: ExportRow[] = [{ cells: { title: 'Chair', price: '5' }, extras: ['=1+1'] }, { cells: { title: 'Rug' } }];
  const options = { columns: ['price', 'title'], extraTitles: ['Account', 'Address'] } as const;
  expect(await text(Readable.from(writeCsv(rows, options)))).toBe(
    "\ufeffPrice,Title,Account,Address\r\n5,Chair,'=1+1,\r\n,Rug,,\r\n",
  );
  const workbook = new excel.Workbook();
  await workbook.xlsx.load((await buffer(writeXlsx(rows, { ...options, sheetName: 'Posts' }))).buffer as ArrayBuffer);
  const sheet = workbook.getWorksheet('Posts');
  expect(sheet?.getRow(1).values).toEqual([undefined, 'Price', 'Title', 'Account', 'Address']);
  expect(sheet?.getRow(2).values).toEqual([undefined, 5, 'Chair', "'=1+1"]);
});

test.each([
  ['CSV', (rows: AsyncIterable<ExportRow>) => Readable.from(writeCsv(rows))],
  ['XLSX', (rows: AsyncIterable<ExportRow>) => writeXlsx(rows)],
])('no more rows are taken for a %s that nobody reads any more', async (_form, write) => {
  let isDone: () => void = () => {};
  const done = new Promise<void>((resolve) => {
    isDone = resolve;
  });
  async function* endless(): AsyncGenerator<ExportRow> {
    try {
      for (let n = 0; ; n++) {
        yield { cells: { title: `Chair ${n} ${'x'.repeat(200)}`, price: '5' } };
      }
    } finally {
      isDone();
    }
  }
  const output = write(endless());
  for await (const _piece of output) {
    break;
  }
  await done;
  expect(output.destroyed).toBe(true);
});
