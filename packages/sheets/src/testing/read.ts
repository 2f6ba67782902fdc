/** Reads a file in memory as the product does, for tests. */

import { readFileSync } from 'node:fs';
import type { Mapping } from '../mapping.ts';
import { type ReadRow, readListings } from '../read-listings.ts';
import { applyMapping, recognise } from '../recognise.ts';
import { sourceOfBytes } from '../source.ts';

export const rules = { currency: 'EUR', fileNames: new Set<string>(), channels: [] } as const;

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
    const reader = readListings(file, rulesOfTest);
    const rows: ReadRow[] = [];
    for await (const row of reader) {
      rows.push(row);
    }
    return { file, rows, summary: reader.summary };
  } finally {
    file.close();
  }
}
