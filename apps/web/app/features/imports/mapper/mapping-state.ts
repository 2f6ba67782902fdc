/** A person's answer to what the columns of a file are, while it is given. Pure. */

import { withCurrencyOf } from '@hawker/core';
import type { Column } from '../upload-types.ts';

/** Our column by the name of theirs; null is left out. */
export type Mapping = Readonly<Record<string, Column | null>>;

/** The columns without which there is no listing. */
export const requiredColumns = ['title', 'price'] as const satisfies readonly Column[];

/** Names that can be asked about, each once. */
export function namesIn(header: readonly string[]): string[] {
  return [...new Set(header.filter((name) => name.trim() !== ''))];
}

/** Names that were chosen for a column, in the file's order. */
export function namesFor(column: Column, header: readonly string[], mapping: Mapping): string[] {
  return namesIn(header).filter((name) => mapping[name] === column);
}

/** The first few different texts of a column. */
export function samplesOf(name: string, header: readonly string[], sample: readonly (readonly string[])[]): string[] {
  const index = header.indexOf(name);
  const texts = sample.map((row) => (row[index] ?? '').trim()).filter((text) => text !== '');
  return [...new Set(texts)].slice(0, 3);
}

/**
 * A sample row as the mapping reads it: images add up, of anything else the first that is filled in counts. A price has the
 * currency that its column's name says, where the row says none.
 */
export function readSample(
  row: readonly string[],
  header: readonly string[],
  mapping: Mapping,
): Partial<Record<Column, string>> {
  const cells: Partial<Record<Column, string>> = {};
  const textAt = (index: number) => (row[index] ?? '').trim();
  const currency = textAt(header.findIndex((name) => mapping[name] === 'currency'));
  for (const [index, name] of header.entries()) {
    const column = mapping[name] ?? null;
    const text = column === 'price' && currency === '' ? withCurrencyOf(name)(textAt(index)) : textAt(index);
    if (column === null || text === '') {
      continue;
    }
    const before = cells[column];
    if (before === undefined) {
      cells[column] = text;
    } else if (column === 'images') {
      cells[column] = `${before}|${text}`;
    }
  }
  return cells;
}

/** A row of the file that may be its header, as it begins. */
export interface HeaderRowChoice {
  row: number;
  texts: readonly string[];
}

const shownCharacters = 60;

/** `Row 3: Bezeichnung · Preis`, short enough for a list to choose from. */
export function headerRowWords({ row, texts }: HeaderRowChoice): string {
  const said = [...texts.join(' · ')];
  const short = said.length > shownCharacters ? `${said.slice(0, shownCharacters).join('').trimEnd()}…` : said.join('');
  return `Row ${row.toLocaleString('en')}: ${short}`;
}
