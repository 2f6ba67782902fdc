/** What every file is to the formats: rows of cells, in the order of the file, a batch at a time. */

/** Only an XLSX has numbers; in a CSV all is text. A text has no NUL: Postgres stores none, and no sheet means one. */
export type Cell = string | number;

export interface TableRow {
  /** The number a spreadsheet program shows at the row: the first is 1, empty rows count. */
  readonly number: number;
  readonly cells: readonly Cell[];
}

export interface Table {
  /** From the start, each time it is called; throws a DomainError with a sentence at what cannot be read. */
  rows(): AsyncIterable<readonly TableRow[]>;
}

/** Spreadsheet programs save empty rows as nothing or as separators only. */
export function isFilledIn(cells: readonly Cell[]): boolean {
  return cells.some((cell) => typeof cell === 'number' || cell.trim() !== '');
}
