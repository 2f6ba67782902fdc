/** Reading a sheet as Hawker does, and as csv-parse does alone. */

import { createReadStream } from 'node:fs';
import { readListings, recognise, sourceOfFile } from '@hawker/sheets';
import { parse } from 'csv-parse';

/** Calls `tick` now and then; gives the number of listings, all of them good. */
export async function readWithHawker(path: string, tick: () => void = () => {}): Promise<number> {
  const file = await recognise(await sourceOfFile(path), 'sheet');
  const reader = readListings(file, { currency: 'EUR', fileNames: new Set(), channels: [] });
  for await (const _rows of reader.batches()) {
    tick();
  }
  file.close();
  if (reader.summary.bad > 0) {
    throw new Error(`${reader.summary.bad} rows were found bad`);
  }
  return reader.summary.good;
}

export async function readWithParserAlone(path: string, tick: () => void = () => {}): Promise<number> {
  let rows = -1;
  for await (const _record of createReadStream(path).pipe(parse())) {
    rows += 1;
    if (rows % 500 === 0) {
      tick();
    }
  }
  return rows;
}
