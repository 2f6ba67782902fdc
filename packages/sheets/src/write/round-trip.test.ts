import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ImportedListing } from '@hawker/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { categoryPath } from '../formats/categories.ts';
import { listings } from '../testing/listings.ts';
import { readBytes } from '../testing/read.ts';
import { writeCsv } from './csv.ts';
import { writeFacebookTemplates } from './facebook.ts';
import { rowOfErrors, rowOfListing } from './rows.ts';
import { writeXlsx } from './xlsx.ts';

async function comesBack(bytes: Uint8Array, expected: readonly ImportedListing[]) {
  const { file, rows } = await readBytes(bytes);
  expect(file.format).toBe('hawker');
  expect(rows.map(({ errors }) => errors)).toEqual(expected.map(() => ({})));
  expect(rows.map(({ listing }) => listing)).toEqual(expected);
}

test('any listing comes back from a CSV as it was', async () => {
  await fc.assert(
    fc.asyncProperty(listings, async (expected) => {
      const pieces = Readable.from(writeCsv(expected.map(rowOfListing)));
      await comesBack(await buffer(pieces), expected);
    }),
    { numRuns: 100 },
  );
}, 30_000);

test('any listing comes back from a workbook as it was', async () => {
  await fc.assert(
    fc.asyncProperty(listings, async (expected) => {
      await comesBack(await buffer(writeXlsx(expected.map(rowOfListing))), expected);
    }),
    { numRuns: 60 },
  );
}, 30_000);

/** Between `//`, a slash at the edge of a part cannot be told from the separator. */
function holdableCategory(category: string | null): string | null {
  const parts = (category ?? '').split('>').map((part) => part.replace(/^[\s/]+|[\s/]+$/g, ''));
  return categoryPath(parts.join(' > ')) || null;
}

test('what Facebook’s template can hold comes back from it', async () => {
  const holdable = listings.map((all) =>
    all
      .filter(({ title }) => [...title].length <= 150)
      .map(({ title, description, priceMinor, condition, category }, index) => ({
        title,
        description,
        priceMinor: Math.min(Math.ceil(priceMinor / 100), 20_000_000) * 100,
        currency: 'EUR',
        condition,
        category: holdableCategory(category),
        offerShipping: index % 2 === 0,
      })),
  );
  await fc.assert(
    fc.asyncProperty(holdable, async (expected) => {
      for await (const { bytes } of writeFacebookTemplates(expected)) {
        const { file, rows } = await readBytes(bytes);
        expect([file.format, file.sheetName, file.headerRow]).toEqual(['facebook-sheet', 'Bulk Upload Template', 4]);
        const back = rows.map(({ listing, attributes }) => ({
          title: listing?.title,
          description: listing?.description,
          priceMinor: listing?.priceMinor,
          currency: listing?.currency,
          condition: listing?.condition,
          category: listing?.category,
          offerShipping: attributes.offerShipping === 'Yes',
        }));
        expect(back).toEqual(expected);
      }
    }),
    { numRuns: 60 },
  );
}, 30_000);

test('bad rows come back as they were, their errors beside them', async () => {
  const { rows } = await readBytes('title,price,condition,quantity\nChair,-5,shiny,2\n=1+1,abc,new,x');
  const csv = await buffer(Readable.from(writeCsv(rows.map(rowOfErrors), { withErrors: true })));
  expect(csv.toString()).toContain(`,Error\r\n`);
  expect(csv.toString()).toContain(`'=1+1`);
  expect(csv.toString()).toContain(
    'Price: The price must be more than zero. Condition: Use new, like new, good or fair.',
  );
  const again = await readBytes(csv);
  expect(again.rows.map(({ cells }) => cells)).toEqual(rows.map(({ cells }) => cells));
  expect(again.rows.map(({ errors }) => errors)).toEqual(rows.map(({ errors }) => errors));
});
