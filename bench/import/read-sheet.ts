/** Reading a sheet as Hawker does, and as csv-parse does alone. */

import { createReadStream } from 'node:fs';
import { createRowCheck, readDrafts, recognise, sourceOfFile } from '@hawker/sheets';
import { parse } from 'csv-parse';

/** Calls `tick` now and then; gives the number of listings, all of them good. */
export async function readWithHawker(path: string, tick: () => void = () => {}): Promise<number> {
  const file = await recognise(await sourceOfFile(path), 'sheet');
  const check = createRowCheck({ currency: 'EUR', fileNames: new Set(), channels: [] });
  let good = 0;
  for await (const drafts of readDrafts(file).batches()) {
    const listings = drafts.map(({ cells }) => check(cells).listing);
    if (listings.includes(null)) {
      throw new Error(`Rows were found bad, after ${good} good ones`);
    }
    good += listings.length;
    tick();
  }
  file.close();
  return good;
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
