/** Rows by COPY: a table of a hundred thousand rows goes in as fast as they can be read. */

import type pg from 'pg';
import { from } from 'pg-copy-streams';

export async function copyIn(client: pg.PoolClient, statement: string, lines: string): Promise<void> {
  const copying = client.query(from(statement));
  await new Promise<void>((resolve, reject) => {
    copying.on('finish', resolve);
    copying.on('error', reject);
    copying.end(lines);
  });
}

/** One row in COPY's text format; null is NULL. Text must be storable: without NUL, and well-formed. */
export function copyLine(values: readonly (string | number | null)[]): string {
  return `${values.map((value) => (value === null ? '\\N' : escaped(String(value)))).join('\t')}\n`;
}

const special = /[\\\t\n\r]/g;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escaped(text: string): string {
  return text.replace(special, (character) => escapes[character] ?? '');
}
