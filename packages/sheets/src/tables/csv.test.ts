import type { DomainError } from '@hawker/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sheetLimits } from '../limits.ts';
import { recognise } from '../recognise.ts';
import { listings } from '../testing/listings.ts';
import { readBytes, recogniseBytes, rules } from '../testing/read.ts';
import { guardFormulas } from '../text/formula.ts';
import { columnTitles, rowOfListing } from '../write/rows.ts';

const cellsOf = async (content: string | Uint8Array) => (await readBytes(content)).rows.map(({ cells }) => cells);

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

test('whatever a correct writer wrote, in any dialect and order of columns, comes back the same', async () => {
  const titles = Object.entries(columnTitles);
  await fc.assert(
    fc.asyncProperty(
      listings,
      dialects,
      fc.shuffledSubarray(titles, { minLength: titles.length }),
      async (expected, dialect, order) => {
        const rows = expected.map((listing) => {
          const { cells } = rowOfListing(listing);
          return order.map(([column]) => guardFormulas(cells[column as keyof typeof cells] ?? ''));
        });
        const { file, rows: read } = await readBytes(write([order.map(([, title]) => title), ...rows], dialect));
        expect(file.ignoredColumns).toEqual([]);
        expect(read.map(({ errors }) => errors)).toEqual(expected.map(() => ({})));
        expect(read.map(({ listing }) => listing)).toEqual(expected);
      },
    ),
    { numRuns: 100 },
  );
}, 30_000);

test('whatever the bytes are, it reads them or says why not', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }),
        fc.string().map((text) => Buffer.from(`title,price\n${text}`)),
        fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.concat([Buffer.from('PK\u0003\u0004'), bytes])),
      ),
      async (bytes) => {
        try {
          await readBytes(bytes);
        } catch (error) {
          expect((error as DomainError).name).toBe('DomainError');
        }
      },
    ),
    { numRuns: 200 },
  );
}, 30_000);

// Separators and quotation marks ----------------------------------------------------------------------------------

test.each([
  ['comma', 'title,price\nChair,5'],
  ['semicolon', 'title;price\nChair;5'],
  ['tab', 'title\tprice\nChair\t5'],
  ['semicolon although a header has commas in quotation marks', '"a, b, c, d";title;price\nx;Chair;5'],
  ['comma although the rows have more semicolons', 'title,price,description\nChair,5,a;b;c;d;e;f;g'],
  ['comma after an empty line', '\n\ntitle,price\nChair,5'],
  ['semicolon after an empty line', '\r\ntitle;price\r\nChair;5'],
  ['the one that Excel names', 'sep=;\r\ntitle;price\r\nChair;5'],
  ['comma after a line of comment with semicolons', 'Stock of March; all; of; it\ntitle,price\nChair,5'],
  ['old Macintosh lines', 'title,price\rChair,5\r'],
])('%s', async (_name, content) => {
  expect(await cellsOf(content)).toMatchObject([{ title: 'Chair', price: '5' }]);
});

test('lines that end in two ways in one file', async () => {
  expect(await cellsOf('title,price\r\n"One",1\nTwo,2\r\n')).toMatchObject([{ title: 'One' }, { title: 'Two' }]);
});

test('quotation marks that quote nothing are text', async () => {
  expect(await cellsOf('title,price\nScreen 27" wide,5\n5" tall,6')).toMatchObject([
    { title: 'Screen 27" wide', price: '5' },
    { title: '5" tall', price: '6' },
  ]);
});

test('a line break in a cell is one row', async () => {
  const { rows } = await readBytes('title,description,price\nOne,"a\r\n\r\nb",1\nTwo,,2');
  expect(rows.map(({ rowNumber, listing }) => [rowNumber, listing?.description])).toEqual([
    [2, 'a\n\nb'],
    [3, ''],
  ]);
});

// Encodings -------------------------------------------------------------------------------------------------------

const sentence = 'title,price\nCafé – 5 € “neu” ’,5\n';

test.each([
  ['utf-8', Buffer.from(sentence)],
  ['utf-16le', Buffer.from(`\ufeff${sentence}`, 'utf16le')],
  ['utf-16le', Buffer.from(sentence, 'utf16le')],
  ['utf-16be', Buffer.from(sentence, 'utf16le').swap16()],
  [
    'windows-1252',
    Buffer.from(
      sentence.replace('–', '\x96').replace('€', '\x80').replace('“', '\x93').replace('”', '\x94').replace('’', '\x92'),
      'latin1',
    ),
  ],
])('%s', async (encoding, bytes) => {
  const { file, rows } = await readBytes(bytes);
  expect(file.dialect?.encoding).toBe(encoding);
  expect(rows[0]?.cells.title).toBe('Café – 5 € “neu” ’');
});

test('one letter far down decides between UTF-8 and Windows-1252', async () => {
  const rows = 'Chair,5\n'.repeat(20_000);
  const utf8 = await recogniseBytes(Buffer.from(`title,price\n${rows}Café,5\n`));
  const windows = await recogniseBytes(Buffer.from(`title,price\n${rows}Café,5\n`, 'latin1'));
  expect([utf8.dialect?.encoding, windows.dialect?.encoding]).toEqual(['utf-8', 'windows-1252']);
});

test('letters are whole wherever a chunk ends', async () => {
  const content = Buffer.from(`title,price\n${'€'.repeat(40)},5\n`);
  for (const size of [1, 2, 3, 5, 7]) {
    const source = {
      byteLength: content.length,
      at: null,
      async *chunks() {
        for (let start = 0; start < content.length; start += size) {
          yield content.subarray(start, start + size);
        }
      },
    };
    expect((await recognise(source, 'x')).dialect?.encoding).toBe('utf-8');
  }
});

// Rows and columns ------------------------------------------------------------------------------------------------

test('rows have the numbers that a spreadsheet program shows, empty ones counted', async () => {
  const { rows } = await readBytes('title,price\nOne,1\n\n,\nFive,5\n\n');
  expect(rows.map(({ rowNumber, cells }) => [rowNumber, cells.title])).toEqual([
    [2, 'One'],
    [5, 'Five'],
  ]);
});

test('several image columns add up', async () => {
  const [cells] = await cellsOf('title,price,image 1,image 2,image 3\nChair,5,a.jpg,,c.jpg');
  expect(cells).toMatchObject({ images: 'a.jpg|c.jpg' });
});

test('what is said to be one column by a person is: the first that is filled in counts', async () => {
  const mapping = { what: 'title', name: 'title', price: 'price' } as const;
  const { rows } = await readBytes('what,name,price\n,Chair,5\nTable,x,6', mapping);
  expect(rows.map(({ cells }) => cells.title)).toEqual(['Chair', 'Table']);
});

test.each([
  ['amount is no price', 'title,amount,price\nChair,3,49.90', { title: 'Chair', price: '49.90' }, ['amount']],
  ['an SKU is surer than an id', 'id,sku,title,price\n7,OAK-1,Chair,5', { sku: 'OAK-1' }, ['id']],
  ['a price is surer than a sale price', 'title,sale price,price\nChair,,5', { price: '5' }, ['sale price']],
  [
    'the first of two that say the same',
    'title,price,Price 2,category,Category 2\nA,5,6,x,y',
    { price: '5', category: 'x' },
    ['Price 2', 'Category 2'],
  ],
])(
  'of several columns with one meaning the surest is read, and the others told: %s',
  async (_what, csv, cells, left) => {
    const { file, rows } = await readBytes(csv);
    expect(rows[0]?.cells).toMatchObject(cells);
    expect([file.format, file.ignoredColumns]).toEqual(['plain', left]);
  },
);

test('an amount alone is no price: the columns are asked about', async () => {
  const file = await recogniseBytes('title,amount\nChair,3');
  expect(file.format).toBe('unknown');
});

test.each([
  ['title,price ($)\nChair,12.50', 'EUR', 'USD'],
  ['title,price ($)\nChair,12.50', 'CAD', 'CAD'],
  ['title,Price in €\nChair,"12,50"', 'USD', 'EUR'],
  ['title,price_gbp\nChair,12.50', 'EUR', 'GBP'],
  ['title,price CAD\nChair,$12.50', 'USD', 'USD'],
  ['title,price ($),currency\nChair,12.50,AUD', 'EUR', 'AUD'],
  ['title,price ($),currency\nChair,12.50,EUR', 'USD', 'EUR'],
  ['title,price,currency\nChair,$12.50,CAD', 'EUR', 'CAD'],
  ['title,price\nChair,$12.50', 'AUD', 'AUD'],
])('%j where %s is usual is in %s', async (csv, usual, currency) => {
  const { rows } = await readBytes(csv, undefined, { ...rules, currency: usual });
  expect(rows[0]?.listing).toMatchObject({ priceMinor: 1250, currency });
});

test('a currency in the name of a price’s column goes with it, also where a person said which column that is', async () => {
  const { rows } = await readBytes(
    'what,net EUR\nChair,"12,50"',
    { what: 'title', 'net EUR': 'price' },
    { ...rules, currency: 'USD' },
  );
  expect(rows[0]?.cells).toEqual({ title: 'Chair', price: 'EUR 12,50' });
  expect(rows[0]?.listing?.currency).toBe('EUR');
});

test('a price that says another currency than its row is an error at the price', async () => {
  const { rows } = await readBytes('title,price,currency\nChair,€12.50,USD');
  expect(rows[0]?.errors).toEqual({ price: '“€12.50” is not in USD, which is said beside it.' });
});

test('a header of nothing but dots is cut, and not tried from each of them', async () => {
  const { file } = await readBytes(`title,price,${'.'.repeat(49_000)}x\nChair,5,`);
  expect(file.ignoredColumns).toEqual(['.'.repeat(200)]);
});

test('rows that are shorter or longer than the header', async () => {
  expect(await cellsOf('title,price,brand\nShort,5\nLong,5,x,y,z')).toEqual([
    { title: 'Short', price: '5' },
    { title: 'Long', price: '5', brand: 'x' },
  ]);
});

test('HTML in a description is reduced to its text, in a sheet of somebody’s own', async () => {
  const [plain, html] = await cellsOf('title,price,description\nA,5,3 < 4 & <3\nB,5,<p>One</p><p>Two &amp; three</p>');
  expect(plain?.description).toBe('3 < 4 & <3');
  expect(html?.description).toBe('One\n\nTwo & three');
});

const columns = `title,price${',x'.repeat(sheetLimits.maxColumns)}\nChair,5`;
const rows = `title,price${'\nChair,5'.repeat(sheetLimits.maxRows + 1)}`;
const giantCell = `title,price\n${'x'.repeat(sheetLimits.maxCellCharacters + 1)},5`;
const openQuote = `title,price\nChair,"5\n${'Table,6\n'.repeat(400_000)}`;

test.each([
  ['nothing', '', 'bad_input', /empty/],
  ['only spaces', ' \n ', 'bad_input', /empty/],
  ['only a header', 'title,price\n\n,\n', 'bad_input', /no listings below/],
  ['an open quotation mark', 'title,price\nChair,"5\nTable,6', 'bad_input', /at row 2: a quotation mark/],
  [
    'an open quotation mark in a long file',
    openQuote,
    'too_large',
    /Row 2 is larger than 2\.0 MB\. Is a quotation mark/,
  ],
  ['too many columns', columns, 'too_large', /202 columns/],
  ['too many rows', rows, 'too_large', /more than 100,000 rows/],
  ['a giant cell', giantCell, 'too_large', /row 2/],
  ['a web page', '<html><table><tr><td>title</td></tr></table></html>', 'bad_input', /web page/],
  ['a PDF', '%PDF-1.7\n\u0000\u0000\u0000\u0001\u0002\u0003\u0004', 'bad_input', /PDF/],
  ['an old workbook', Buffer.from('d0cf11e0a1b11ae1000000000000000000000000', 'hex'), 'bad_input', /\.xls/],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex'), 'bad_input', /picture/],
  ['half a ZIP', 'PK\u0003\u0004\u0000\u0000', 'bad_input', /damaged/],
] as const)('%s is refused with a sentence', async (_what, content, code, message) => {
  await expect(readBytes(content)).rejects.toThrow(
    expect.objectContaining({ code, message: expect.stringMatching(message) }),
  );
});

test('zero bytes are left out', async () => {
  expect(await cellsOf('title,price\nCh\u0000air,5')).toEqual([{ title: 'Chair', price: '5' }]);
});

test.each(['BM', 'PK', 'PKW Teile'])('a text that begins with %s like another kind of file is text', async (name) => {
  expect(await cellsOf(`${name},title,price\nx,Chair,5`)).toMatchObject([{ title: 'Chair' }]);
});

test('a file is larger than what is read at once, and no row is lost', async () => {
  const count = 30_000;
  const lines = Array.from({ length: count }, (_, index) => `Chair ${index},"${index % 50}.50"`);
  const { rows: read } = await readBytes(`title,price\n${lines.join('\n')}`);
  expect(read.length).toBe(count);
  expect(read.at(-1)).toMatchObject({ rowNumber: count + 1, cells: { title: `Chair ${count - 1}` } });
});
