import { conditions, type DomainError, type ImportedListing, importedListingSchema, moneyToText } from '@hawker/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkRows } from './check-row.ts';
import { readSheet, sheetLimits } from './read-sheet.ts';

const read = (text: string) => readSheet(Buffer.from(text));
const rules = { currency: 'EUR', takenSkus: new Set<string>(), fileNames: new Set<string>(), channels: [] };

// A correct writer ------------------------------------------------------------------------------------------------

interface Dialect {
  delimiter: ',' | ';' | '\t';
  lineEnd: '\n' | '\r\n';
  quote: 'all' | 'where needed';
  encoding: 'utf8' | 'utf8 with BOM' | 'utf16le' | 'utf16be';
  lastLineEnds: boolean;
}

function write(rows: readonly (readonly string[])[], dialect: Dialect): Buffer {
  const cell = (text: string) =>
    dialect.quote === 'all' || /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = rows.map((row) => row.map(cell).join(dialect.delimiter));
  const text = lines.join(dialect.lineEnd) + (dialect.lastLineEnds ? dialect.lineEnd : '');
  switch (dialect.encoding) {
    case 'utf8':
      return Buffer.from(text);
    case 'utf8 with BOM':
      return Buffer.from(`\ufeff${text}`);
    case 'utf16le':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'utf16be':
      return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  }
}

const dialects: fc.Arbitrary<Dialect> = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  quote: fc.constantFrom('all', 'where needed'),
  encoding: fc.constantFrom('utf8', 'utf8 with BOM', 'utf16le', 'utf16be'),
  lastLineEnds: fc.boolean(),
});

const text = (maxLength: number) =>
  fc.string({
    unit: fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      fc.constantFrom('"', ',', ';', '\n', '\t', ' ', '|'),
    ),
    maxLength,
  });

const optional = (arbitrary: fc.Arbitrary<string>) => fc.option(arbitrary, { nil: undefined });

/** Listings as the schema leaves them, so that "the same" is exact. */
const listings: fc.Arbitrary<ImportedListing[]> = fc
  .uniqueArray(
    fc.record({
      sku: optional(text(20)),
      title: text(60),
      description: text(200),
      priceMinor: fc.integer({ min: 1, max: 2_000_000_000 }),
      currency: fc.constantFrom('EUR', 'USD', 'JPY', 'KWD'),
      quantity: fc.integer({ min: 1, max: 1_000_000 }),
      condition: fc.constantFrom(...conditions),
      category: optional(text(50)),
      brand: optional(text(20)),
      location: optional(text(20)),
      tags: fc.uniqueArray(
        text(10)
          .map((tag) => tag.replace(/[,;|]/g, '').replace(/\s+/g, ' ').trim())
          .filter((tag) => tag !== ''),
        { maxLength: 3 },
      ),
      images: fc.array(
        fc.webUrl({ validSchemes: ['https', 'http'] }).filter((url) => !url.includes('|')),
        { maxLength: 3 },
      ),
    }),
    { minLength: 1, maxLength: 8, selector: (listing) => listing.sku?.trim() ?? Symbol('none') },
  )
  .map((rows) =>
    rows.flatMap((row) => {
      const parsed = importedListingSchema.safeParse({ ...row, ...(row.sku?.trim() === '' ? { sku: undefined } : {}) });
      return parsed.success ? [parsed.data] : [];
    }),
  )
  .filter((rows) => rows.length > 0);

type Cell = (listing: ImportedListing) => string;
const cells: Readonly<Record<string, Cell>> = {
  SKU: ({ sku }) => sku ?? '',
  Title: ({ title }) => title,
  Description: ({ description }) => description,
  Price: ({ priceMinor, currency }) => moneyToText({ amountMinor: priceMinor, currency }),
  Currency: ({ currency }) => currency,
  Quantity: ({ quantity }) => String(quantity),
  Condition: ({ condition }) => condition,
  Category: ({ category }) => category ?? '',
  Brand: ({ brand }) => brand ?? '',
  Location: ({ location }) => location ?? '',
  Tags: ({ tags }) => tags.join('|'),
  Images: ({ images }) => images.join('|'),
};

test('whatever a correct writer wrote comes back the same', () => {
  fc.assert(
    fc.property(
      listings,
      dialects,
      fc.shuffledSubarray(Object.keys(cells), { minLength: Object.keys(cells).length }),
      (expected, dialect, header) => {
        const rows = expected.map((listing) => header.map((name) => cells[name]?.(listing) ?? ''));
        const sheet = readSheet(write([header, ...rows], dialect));
        const checked = checkRows(sheet.rows, rules);
        expect(checked.map((row) => row.errors)).toEqual(expected.map(() => ({})));
        expect(checked.map((row) => row.listing)).toEqual(expected);
        expect(sheet.ignoredColumns).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});

test('whatever the bytes are, it reads them or says why not', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }),
        fc.string().map((text) => Buffer.from(`title,price\n${text}`)),
      ),
      (bytes) => {
        try {
          checkRows(readSheet(bytes).rows, rules);
        } catch (error) {
          expect((error as DomainError).name).toBe('DomainError');
        }
      },
    ),
    { numRuns: 500 },
  );
});

// The separator ---------------------------------------------------------------------------------------------------

test.each([
  ['comma', 'title,price\nChair,5'],
  ['semicolon', 'title;price\nChair;5'],
  ['tab', 'title\tprice\nChair\t5'],
  ['semicolon although a header has a comma in quotation marks', '"a, b, c, d";title;price\nx;Chair;5'],
  ['semicolon with commas in the rows', 'title;price\nChair;"5"'],
  ['comma after an empty line', '\n\ntitle,price\nChair,5'],
  ['semicolon after an empty line', '\r\ntitle;price\r\nChair;5'],
  ['old Macintosh lines', 'title,price\rChair,5\r'],
])('%s', (_name, file) => {
  expect(read(file).rows.map((row) => row.cells)).toMatchObject([{ title: 'Chair', price: '5' }]);
});

test('lines that end in two ways in one file', () => {
  expect(read('title,price\r\nOne,1\nTwo,2\r\n').rows.map((row) => row.cells.title)).toEqual(['One', 'Two']);
});

// Rows and columns ------------------------------------------------------------------------------------------------

test('rows have the numbers that a spreadsheet program shows, empty ones counted', () => {
  const { rows } = read('title,price\nOne,1\n\n,\nFive,5\n\n');
  expect(rows.map((row) => [row.row, row.cells.title])).toEqual([
    [2, 'One'],
    [5, 'Five'],
  ]);
});

test('a line break in a cell is one row', () => {
  const { rows } = read('title,description,price\nOne,"a\nb",1\nTwo,,2');
  expect(rows.map((row) => [row.row, row.cells.description])).toEqual([
    [2, 'a\nb'],
    [3, undefined],
  ]);
});

test('several image columns add up; of other columns the first that is filled in counts', () => {
  const [row] = read('title,name,price,image 1,image 2,image 3\n,Chair,5,a.jpg,,c.jpg').rows;
  expect(row?.cells).toMatchObject({ title: 'Chair', images: 'a.jpg|c.jpg' });
});

test('rows that are shorter or longer than the header', () => {
  const { rows } = read('title,price,brand\nShort,5\nLong,5,x,y,z');
  expect(rows.map((row) => row.cells)).toEqual([
    { title: 'Short', price: '5' },
    { title: 'Long', price: '5', brand: 'x' },
  ]);
});

test('columns that mean nothing are named', () => {
  expect(read('title,price,Shelf,,Colour\nChair,5,a,b,c').ignoredColumns).toEqual(['Shelf', 'Colour']);
});

test.each([
  ['nothing', '', 'bad_input', /empty/],
  ['only spaces', ' \n ', 'bad_input', /empty/],
  ['only a header', 'title,price\n\n,\n', 'bad_input', /no listings below/],
  ['no header', 'Chair,5\nTable,6', 'bad_input', /Missing: title and price.*“Chair”/],
  ['an open quotation mark', 'title,price\nChair,"5\nTable,6', 'bad_input', /quotation mark/],
  ['a quotation mark in the wrong place', 'title,price\nChair 27" high,5', 'bad_input', /near line 2/],
  ['too many columns', `title,price${',x'.repeat(sheetLimits.maxColumns)}\nChair,5`, 'too_large', /202 columns/],
  ['too many rows', `title,price${'\nChair,5'.repeat(sheetLimits.maxRows + 1)}`, 'too_large', /20001 rows/],
  ['a giant cell', `title,price\n${'x'.repeat(sheetLimits.maxCellCharacters + 1)},5`, 'too_large', /row 2/],
  ['a ZIP, as XLSX is', 'PK\u0003\u0004\u0000\u0000', 'bad_input', /Save as CSV/],
] as const)('%s is refused with a sentence', (_what, file, code, sentence) => {
  expect(() => read(file)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(sentence) }));
});

test('a file that is too large is not even looked at', () => {
  expect(() => readSheet(new Uint8Array(sheetLimits.maxBytes + 1))).toThrow('at most 10.0 MB');
});
