/** A column mapper's answer, and the name under which it is remembered for the next file of that kind. */

import { createHash } from 'node:crypto';
import { type Column, columns } from './columns.ts';
import { plainName } from './formats/header.ts';

/** Which of our columns each column of a file is, by the name in its header; null is left out. Plain JSON. */
export type Mapping = Readonly<Record<string, Column | null>>;

/** The same for every file with these column names, in whatever order and case. */
export function fingerprintOf(names: readonly string[]): string {
  const plain = names
    .map(plainName)
    .filter((name) => name !== '')
    .sort();
  return createHash('sha256').update(JSON.stringify(plain)).digest('hex').slice(0, 32);
}

/** The column of each name, whatever its case. */
export function columnsByMapping(names: readonly string[], mapping: Mapping): (Column | null)[] {
  const byName = new Map(Object.entries(mapping).map(([name, column]) => [plainName(name), column]));
  return names.map((name) => {
    const column = byName.get(plainName(name)) ?? null;
    return column !== null && columns.includes(column) ? column : null;
  });
}
