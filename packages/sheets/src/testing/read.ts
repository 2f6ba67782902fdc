/** Reads a file in memory as the product does, for tests. */

import { readFileSync } from 'node:fs';
import type { RowRules } from '../check/check-cells.ts';
import type { Mapping } from '../mapping.ts';
import { readDrafts } from '../read-drafts.ts';
import { applyMapping, recognise } from '../recognise.ts';
import { sourceOfBytes } from '../source.ts';
import { type ReadRow, readListings } from './read-listings.ts';

export const rules: RowRules = { currency: 'EUR', fileNames: new Set(), channels: [] };

export function fixture(name: string): Buffer {
  return readFileSync(new URL(`../../fixtures/${name}`, import.meta.url));
}

export async function recogniseBytes(content: string | Uint8Array) {
  return recognise(sourceOfBytes(Buffer.from(content)), 'name-says-nothing.bin');
}

export async function readBytes(content: string | Uint8Array, mapping?: Mapping, rulesOfTest = rules) {
  const recognised = await recogniseBytes(content);
  const file = mapping === undefined ? recognised : applyMapping(recognised, mapping);
  try {
    const drafts = readDrafts(file);
    const rows: ReadRow[] = [];
    for await (const row of readListings(file, rulesOfTest, drafts)) {
      rows.push(row);
    }
    return { file, rows, summary: drafts.summary };
  } finally {
    file.close();
  }
}
