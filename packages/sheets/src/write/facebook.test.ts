import excel from 'exceljs';
import { expect, test } from 'vitest';
import { readBytes } from '../testing/read.ts';
import { type FacebookListing, writeFacebookTemplates } from './facebook.ts';

const chair: FacebookListing = {
  title: '=Chair',
  description: 'Two lines\nof text',
  priceMinor: 4_500,
  currency: 'USD',
  condition: 'like_new',
  category: 'Home & Garden > Furniture > Chairs',
};

async function filesOf(listings: readonly FacebookListing[]) {
  const files = [];
  for await (const file of writeFacebookTemplates(listings)) {
    files.push(file);
  }
  return files;
}

/** Read by the library's own reader, which knows nothing of ours. */
async function sheetOf(bytes: Uint8Array) {
  const workbook = new excel.Workbook();
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer);
  expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Bulk Upload Template']);
  return workbook.worksheets[0];
}

test('the file is Facebook’s template, letter for letter', async () => {
  const [file] = await filesOf([chair, { ...chair, title: 'Table', category: null, offerShipping: false }]);
  const sheet = await sheetOf(file?.bytes ?? new Uint8Array());
  const row = (number: number) => {
    const values = sheet?.getRow(number).values;
    return Array.isArray(values) ? values.slice(1) : [];
  };
  expect(row(1)[0]).toBe('Facebook Marketplace Bulk Upload Template');
  expect(row(3)[1]).toBe('REQUIRED | A whole number in $');
  expect(row(4)).toEqual(['TITLE', 'PRICE', 'CONDITION', 'DESCRIPTION', 'CATEGORY', 'OFFER SHIPPING']);
  expect(row(5)).toEqual(['=Chair', 45, 'Used - Like New', 'Two lines\nof text', 'Home & Garden//Furniture//Chairs']);
  expect(row(6)).toEqual(['Table', 45, 'Used - Like New', 'Two lines\nof text', undefined, 'No']);
  expect(sheet?.getCell('A5').type).toBe(excel.ValueType.String);
});

test('51 listings are two files, of 50 and of 1', async () => {
  const listings = Array.from({ length: 51 }, (_, index) => ({ ...chair, title: `Chair ${index + 1}` }));
  const files = await filesOf(listings);
  expect(files.map(({ firstIndex, count }) => [firstIndex, count])).toEqual([
    [0, 50],
    [50, 1],
  ]);
  const titles = [];
  for (const { bytes } of files) {
    titles.push(...(await readBytes(bytes)).rows.map(({ listing }) => listing?.title));
  }
  expect(titles).toEqual(listings.map(({ title }) => title));
});

test.each([
  ['a price with cents', { priceMinor: 4_550 }, /“=Chair”.*whole prices only/],
  ['a title of 151 characters', { title: 'x'.repeat(151) }, /at most 150 characters/],
] as const)('%s is refused with a sentence', async (_what, change, sentence) => {
  await expect(filesOf([{ ...chair, ...change }])).rejects.toThrow(sentence);
});
