/** CSV as RFC 4180 has it: commas, CRLF, quotation marks doubled. The mark in front makes Excel read it as UTF-8. */

import { columns as allColumns } from '../columns.ts';
import { guardFormulas } from '../text/formula.ts';
import { columnTitles, type ExportRow, type SheetOptions } from './rows.ts';

/** Pieces of some rows each, to be sent as they come. */
export async function* writeCsv(
  rows: AsyncIterable<ExportRow> | Iterable<ExportRow>,
  { columns = allColumns, extraTitles = [], withErrors = false }: SheetOptions = {},
): AsyncGenerator<string> {
  const titles = [...columns.map((column) => columnTitles[column]), ...extraTitles];
  let piece = `\ufeff${lineOf(withErrors ? [...titles, 'Error'] : titles)}`;
  for await (const { cells, extras = [], error = '' } of rows) {
    const texts = [...columns.map((column) => cells[column] ?? ''), ...extraTitles.map((_title, n) => extras[n] ?? '')];
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
  const safe = guardFormulas(text);
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
