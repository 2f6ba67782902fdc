/** CSV as RFC 4180 has it: commas, CRLF, quotation marks doubled. The mark in front makes Excel read it as UTF-8. */

import { columns } from '../columns.ts';
import { guardFormula } from '../text/formula.ts';
import { columnTitles, type ExportRow } from './rows.ts';

export interface CsvOptions {
  /** Adds the column `Error`. */
  withErrors?: boolean;
}

/** Pieces of some rows each, to be sent as they come. */
export async function* writeCsv(
  rows: AsyncIterable<ExportRow> | Iterable<ExportRow>,
  { withErrors = false }: CsvOptions = {},
): AsyncGenerator<string> {
  const titles = columns.map((column) => columnTitles[column]);
  let piece = `\ufeff${lineOf(withErrors ? [...titles, 'Error'] : titles)}`;
  for await (const { cells, error = '' } of rows) {
    const texts = columns.map((column) => cells[column] ?? '');
    piece += lineOf(withErrors ? [...texts, error] : texts);
    if (piece.length > pieceCharacters) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}

const pieceCharacters = 64 * 1024;

function lineOf(texts: readonly string[]): string {
  return `${texts.map(fieldOf).join(',')}\r\n`;
}

function fieldOf(text: string): string {
  const safe = guardFormula(text);
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
