/** Cells as spreadsheet programs copy and paste them: a line for each row, tabs between its cells, quotes where they are needed. Pure. */

/** In quotes where it has a line break, a tab or a quote at its beginning. */
export function copiedText(text: string): string {
  return /[\t\n\r]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Each with the separator before it. Quotes that do not end at the end of a cell are text. */
const separatedCell = /([\t\n])(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))/g;

/** The last line break is the end of the last row. */
export function pastedCells(text: string): string[][] {
  const rows: string[][] = [];
  for (const [, separator, quoted, plain] of `\n${text.replace(/\r\n?/g, '\n').replace(/\n$/, '')}`.matchAll(
    separatedCell,
  )) {
    const cell = quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"');
    if (separator === '\n') {
      rows.push([cell]);
    } else {
      rows.at(-1)?.push(cell);
    }
  }
  return rows;
}
