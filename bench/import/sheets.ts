/** The large sheets of the import bench: the same listings as CSV and as a workbook, written as Hawker exports them. */

import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { rowOfListing, writeCsv, writeXlsx } from '@hawker/sheets';

export interface LargeSheets {
  csvPath: string;
  xlsxPath: string;
}

export async function writeLargeSheets(directory: string, rows: number): Promise<LargeSheets> {
  const csvPath = join(directory, `import-${rows}.csv`);
  const xlsxPath = join(directory, `import-${rows}.xlsx`);
  await pipeline(Readable.from(writeCsv(exportRows(rows))), createWriteStream(csvPath));
  await pipeline(writeXlsx(exportRows(rows)), createWriteStream(xlsxPath));
  return { csvPath, xlsxPath };
}

const things = ['Oak chair', 'Walnut table', 'Desk lamp', 'Touring bicycle', 'Bookshelf', 'Wall mirror', 'Radio'];

/** Twelve columns, 300 bytes a row, a line break in each description. */
function* exportRows(rows: number) {
  for (let n = 0; n < rows; n += 1) {
    yield rowOfListing({
      sku: `SKU-${n}`,
      title: `${things[n % things.length]}, number ${n}`,
      description: `Well kept, from a house without pets or smoke.\nCollected in person or sent insured. "As new", item ${n}.`,
      priceMinor: 500 + ((n * 7919) % 90_000),
      currency: 'EUR',
      quantity: 1 + (n % 5),
      condition: n % 3 === 0 ? 'like_new' : 'good',
      category: n % 2 === 0 ? 'Home > Furniture' : 'Electronics',
      brand: 'Nordholm',
      location: 'Rotterdam',
      tags: ['oak', 'living room', `shelf ${n % 40}`],
      images: [`https://example.com/photos/${n}-1.jpg`, `https://example.com/photos/${n}-2.jpg`],
    });
  }
}
