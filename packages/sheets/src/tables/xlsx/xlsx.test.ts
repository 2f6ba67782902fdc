import excel from 'exceljs';
import { expect, test } from 'vitest';
import { readBytes, recogniseBytes } from '../../testing/read.ts';
import { writeZip, type ZipItem } from '../../testing/zip-writer.ts';

// A workbook by hand, for what libraries do not write --------------------------------------------------------------

const part = (name: string, content: string): ZipItem => ({
  name,
  content: `<?xml version="1.0" encoding="UTF-8"?>${content}`,
});

interface Parts {
  rows: string;
  shared?: string;
  styles?: string;
  workbook?: string;
  target?: string;
}

function workbookOf({ rows, shared, styles, workbook, target = 'worksheets/sheet1.xml' }: Parts): Buffer {
  return writeZip([
    // The order of Excel's own: the sheet before the texts it needs.
    part(
      'xl/worksheets/sheet1.xml',
      rows.includes('worksheet') ? rows : `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    ),
    part(
      'xl/workbook.xml',
      workbook ?? '<workbook><sheets><sheet name="Mine" sheetId="1" r:id="rId7"/></sheets></workbook>',
    ),
    part('xl/_rels/workbook.xml.rels', `<Relationships><Relationship Id="rId7" Target="${target}"/></Relationships>`),
    ...(shared === undefined ? [] : [part('xl/sharedStrings.xml', `<sst>${shared}</sst>`)]),
    ...(styles === undefined ? [] : [part('xl/styles.xml', styles)]),
  ]);
}

const inline = (...texts: string[]) =>
  `<row>${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;

const cellsOf = async (parts: Parts) => (await readBytes(workbookOf(parts))).rows.map(({ cells }) => cells);
const header = inline('title', 'price', 'description');

test('shared texts: in runs of different looks, with reading aids, empty, and referred to twice', async () => {
  const shared =
    '<si><t>title</t></si><si><t>price</t></si>' +
    '<si><r><rPr><b/></rPr><t xml:space="preserve">Oak </t></r><r><t>chair</t></r></si>' +
    '<si/><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>';
  const row = (number: number, text: number) =>
    `<row r="${number}"><c r="A${number}" t="s"><v>${text}</v></c><c r="B${number}"><v>5</v></c></row>`;
  const rows = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>${row(2, 2)}${row(3, 3)}${row(4, 4)}${row(5, 2)}`;
  expect(await cellsOf({ rows, shared })).toEqual([
    { title: 'Oak chair', price: '5' },
    { price: '5' },
    { title: '東京', price: '5' },
    { title: 'Oak chair', price: '5' },
  ]);
});

test('an inline text in runs, with its reading aid', async () => {
  const cell =
    '<c t="inlineStr"><is><r><t>東</t></r><r><t>京</t></r><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is></c>';
  expect(await cellsOf({ rows: `${header}<row>${cell}<c><v>5</v></c></row>` })).toEqual([
    { title: '東京', price: '5' },
  ]);
});

test('cells and rows without numbers, rows that are left out, cells in any column', async () => {
  const rows = `${header}<row r="4"><c r="C4" t="inlineStr"><is><t>far</t></is></c></row><row><c><v>1</v></c><c><v>2</v></c></row>`;
  const { rows: read } = await readBytes(workbookOf({ rows }));
  expect(read.map(({ rowNumber, cells }) => [rowNumber, cells])).toEqual([
    [4, { description: 'far' }],
    [5, { title: '1', price: '2' }],
  ]);
});

test('what XML and XLSX escape is read once, and only once', async () => {
  const rows = `${header}${inline('&amp;lt; &#x20AC; _x0041_ _x005F_x0041_ \u0000_x0000_&#0;', '5', 'one_x000D__x000A_two&#10;three')}`;
  expect(await cellsOf({ rows })).toEqual([
    { title: '&lt; € A _x0041_ \ufffd', price: '5', description: 'one\r\ntwo\nthree' },
  ]);
});

test('formulas give the value that was saved with them, errors none', async () => {
  const rows = `${header}<row><c t="str"><f>A1&amp;"x"</f><v>Chair</v></c><c><f>1+1</f><v>2</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>`;
  expect(await cellsOf({ rows })).toEqual([{ title: 'Chair', price: '2' }]);
});

test('days are written out, by built-in and by own formats; in the calendar of 1904 too', async () => {
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-407]d\\. mmm"/><numFmt numFmtId="165" formatCode="0 &quot;days&quot;"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>';
  const day = (style: number) => `<row><c s="${style}"><v>46000</v></c><c><v>1</v></c></row>`;
  const rows = `${header}${day(0)}${day(1)}${day(2)}${day(3)}`;
  expect((await cellsOf({ rows, styles })).map(({ title }) => title)).toEqual([
    '46000',
    '2025-12-09',
    '2025-12-09',
    '46000',
  ]);
  const workbook = '<workbook><workbookPr date1904="1"/><sheets><sheet name="M" r:id="rId7"/></sheets></workbook>';
  expect((await cellsOf({ rows, styles, workbook })).map(({ title }) => title)).toContain('2029-12-10');
});

test('numbers are what they are: no thousands, no dust of binary fractions, no exponents', async () => {
  const price = (value: string) => `<row><c t="b"><v>1</v></c><c><v>${value}</v></c></row>`;
  const { rows } = await readBytes(
    workbookOf({
      rows: `${header}${price('1234.5')}${price('12.500')}${price('0.30000000000000004')}${price('1.234')}${price('1E2')}`,
    }),
  );
  expect(rows.map(({ listing, errors }) => listing?.priceMinor ?? errors.price)).toEqual([
    123_450,
    1_250,
    30,
    '“1.2340” has too many decimals for EUR.',
    10_000,
  ]);
  expect(rows[0]?.cells.title).toBe('true');
});

test('prefixed names and absolute targets, as some libraries write them', async () => {
  const cell = (text: string) => `<x:c t="inlineStr"><x:is><x:t>${text}</x:t></x:is></x:c>`;
  const rows = `<x:worksheet><x:sheetData><x:row>${cell('title')}${cell('price')}</x:row><x:row>${cell('Chair')}${cell('5')}</x:row></x:sheetData></x:worksheet>`;
  expect(await cellsOf({ rows, target: '/xl/worksheets/sheet1.xml' })).toEqual([{ title: 'Chair', price: '5' }]);
});

test.each([
  ['rows that go backwards', { rows: '<row r="3"><c><v>1</v></c></row><row r="2"/>' }, /damaged/],
  ['no sheet', { rows: header, target: 'nowhere.xml' }, /no sheet/],
  ['elements without end', { rows: '<a>'.repeat(5_000) }, /made to do harm/],
  ['nothing in it', { rows: '' }, /empty/],
] as const)('%s is refused with a sentence', async (_what, parts, sentence) => {
  await expect(readBytes(workbookOf(parts))).rejects.toThrow(
    expect.objectContaining({ name: 'DomainError', message: expect.stringMatching(sentence) }),
  );
});

test('thousands of cells with one long text are too much text, and not memory', async () => {
  const shared = `<si><t>title</t></si><si><t>price</t></si><si><t>note</t></si><si><t>${'x'.repeat(40_000)}</t></si>`;
  const row = '<row><c t="s"><v>0</v></c><c><v>5</v></c><c t="s"><v>3</v></c></row>';
  const rows = `<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row>${row.repeat(12_000)}`;
  await expect(readBytes(workbookOf({ rows, shared }))).rejects.toThrow('too much text');
});

// A workbook as a library writes it --------------------------------------------------------------------------------

test('links, looks and more sheets, as exceljs writes them', async () => {
  const workbook = new excel.Workbook();
  const sheet = workbook.addWorksheet('Stock');
  workbook.addWorksheet('Other').addRow(['nothing']);
  sheet.addRow(['Title', 'Price', 'Description', 'Image']);
  sheet.addRow([
    { richText: [{ text: 'Oak ' }, { font: { bold: true }, text: 'chair' }] },
    { formula: '10*2', result: 20 },
    new Date(Date.UTC(2026, 2, 31)),
    { text: 'https://example.com/a.jpg', hyperlink: 'https://example.com/other' },
  ]);
  const { file, rows } = await readBytes(new Uint8Array(await workbook.xlsx.writeBuffer()));
  expect([file.format, file.sheetName, file.dialect]).toEqual(['plain', 'Stock', null]);
  expect(rows.map(({ cells }) => cells)).toEqual([
    { title: 'Oak chair', price: '20', description: '2026-03-31', images: 'https://example.com/a.jpg' },
  ]);
});

// Which sheet -----------------------------------------------------------------------------------------------------

type Sheets = Record<string, { rows: (string | number)[][]; state?: 'hidden' | 'veryHidden' }>;

async function workbookWith(sheets: Sheets): Promise<Uint8Array> {
  const workbook = new excel.Workbook();
  for (const [name, { rows, state = 'visible' }] of Object.entries(sheets)) {
    workbook.addWorksheet(name, { state }).addRows(rows);
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const stock = {
  rows: [
    ['title', 'price'],
    ['Chair', 5],
  ],
};
const cover = { rows: [['Stock of North Street'], ['As of March'], ['Questions to Mary']] };
const ownList = {
  rows: [
    ['Was', 'Wieviel'],
    ['Stuhl', 5],
  ],
};

test.each<[string, Sheets, string | undefined]>([
  ['a hidden empty cover', { Cover: { rows: [], state: 'hidden' }, Stock: stock }, undefined],
  ['a hidden list of last year', { Old: { ...stock, state: 'veryHidden' }, Stock: stock }, undefined],
  ['an empty cover', { Cover: { rows: [] }, Stock: stock }, undefined],
  ['a cover with text', { Cover: cover, Stock: stock }, 'Read the sheet “Stock”; “Cover” was not read.'],
  [
    'a cover and a guide',
    { Cover: cover, Stock: stock, Guide: cover, Old: stock },
    'Read the sheet “Stock”; “Cover”, “Guide” and “Old” were not read.',
  ],
  [
    'a header without rows',
    { Form: { rows: [['title', 'price']] }, Stock: stock },
    'Read the sheet “Stock”; “Form” was not read.',
  ],
  [
    'a list in words that are not known, behind a cover',
    { Cover: cover, Stock: ownList },
    'Read the sheet “Stock”; “Cover” was not read.',
  ],
  [
    'a wide guide, before a list in another language',
    {
      Guide: {
        rows: [
          ['How to', 'and why'],
          ['write', 'it'],
        ],
      },
      Stock: {
        rows: [
          ['Titel', 'Preis'],
          ['Stuhl', 5],
        ],
      },
    },
    'Read the sheet “Stock”; “Guide” was not read.',
  ],
  [
    'a list that is known, behind one that is not',
    { Own: ownList, Stock: stock },
    'Read the sheet “Stock”; “Own” was not read.',
  ],
])('%s is not what is read of a workbook', async (_what, sheets, note) => {
  const file = await recogniseBytes(await workbookWith(sheets));
  expect([file.sheetName, file.notes]).toEqual(['Stock', note === undefined ? [] : [note]]);
  file.close();
});

test('a workbook in which nothing that is shown is filled is empty', async () => {
  const bytes = await workbookWith({ Cover: { rows: [] }, Old: { ...stock, state: 'hidden' } });
  await expect(recogniseBytes(bytes)).rejects.toThrow('The file is empty');
});
