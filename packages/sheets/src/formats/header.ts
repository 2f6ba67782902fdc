/** The header of a sheet: which column has which name, whatever its case, and the cells of a row by those names. */

import { count, sheetLimits, tooLarge } from '../limits.ts';
import type { Cell, TableRow } from '../tables/table.ts';
import { unguardFormula, unguardFormulas } from '../text/formula.ts';
import { numberText, pointIsDecimal } from '../text/price.ts';

/** Gives the text of one column of a row, trimmed; empty when there is none. */
export type ReadText = (row: TableRow) => string;

export interface Header {
  /** As they stand in the file, trimmed. */
  readonly names: readonly string[];
  readonly rowNumber: number;
  has(...names: readonly string[]): boolean;
  /** The first column of that name that is filled in; names in the order of preference. */
  text(...names: readonly string[]): ReadText;
  /** As `text`, with an apostrophe before a formula sign left where it is. */
  exact(...names: readonly string[]): ReadText;
  /** As `text`, for a price that has a point for its decimals, or is a number cell. */
  price(...names: readonly string[]): ReadText;
  /** Notes columns as read that were found by other means than their names. */
  use(indexes: readonly number[]): void;
  /** Names that nothing asked for. */
  unused(): string[];
}

/** Longer ones are no names: a row of texts was taken for the header. */
const maxNameCharacters = 200;

/** `Image_Link *` is `image link`. */
export function plainName(name: Cell): string {
  return (
    String(name)
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[_\s]+/g, ' ')
      // Looked for only where such characters begin: a name of nothing but dots is not tried from each of them.
      .replace(/(?<![*.:\s])[*.:\s]+$/, '')
      .replace(/^[*\s]+/, '')
  );
}

/** As a header has them. */
export function headerNames(cells: readonly Cell[]): string[] {
  return cells.map((cell) =>
    String(cell)
      .replace(/^\ufeff/, '')
      .trim()
      .slice(0, maxNameCharacters),
  );
}

export function createHeader(row: TableRow): Header {
  const names = headerNames(row.cells);
  const plain = names.map(plainName);
  const used = new Set<number>();
  const use = (indexes: readonly number[]) => {
    for (const index of indexes) {
      used.add(index);
    }
  };
  const find = (wanted: readonly string[]) => {
    const found = wanted.flatMap((name) => plain.flatMap((one, index) => (one === name ? [index] : [])));
    use(found);
    return found;
  };
  return {
    names,
    rowNumber: row.number,
    has: (...wanted) => wanted.every((name) => plain.includes(name)),
    text: (...wanted) => firstFilledIn(find(wanted), textAt),
    exact: (...wanted) => firstFilledIn(find(wanted), exactTextAt),
    price: (...wanted) => firstFilledIn(find(wanted), pointPriceAt),
    use,
    unused: () => names.filter((name, index) => name !== '' && !used.has(index)),
  };
}

function firstFilledIn(indexes: readonly number[], at: (row: TableRow, index: number) => string): ReadText {
  const [only = -1] = indexes;
  if (indexes.length < 2) {
    return (row) => at(row, only);
  }
  return (row) => {
    for (const index of indexes) {
      const text = at(row, index);
      if (text !== '') {
        return text;
      }
    }
    return '';
  };
}

/** The text of one cell, trimmed, without the apostrophe that makes a formula a text. */
export function textAt(row: TableRow, index: number): string {
  return unguardFormula(exactTextAt(row, index));
}

function exactTextAt(row: TableRow, index: number): string {
  const cell = row.cells[index];
  if (cell === undefined || cell === '') {
    return '';
  }
  if (typeof cell === 'number') {
    return numberText(cell);
  }
  if (cell.length > sheetLimits.maxCellCharacters) {
    throw tooLarge(
      `A cell in row ${count(row.number)} has more than ${count(sheetLimits.maxCellCharacters)} characters.`,
    );
  }
  return cell.trim();
}

function pointPriceAt(row: TableRow, index: number): string {
  return pointIsDecimal(textAt(row, index));
}

/** As `textAt`, of a cell that Hawker wrote. */
export function ownTextAt(row: TableRow, index: number): string {
  return unguardFormulas(exactTextAt(row, index));
}

/** A price as people type it (`1.234,50`); of a number cell the point is the decimal sign. */
export function priceAt(row: TableRow, index: number): string {
  return typeof row.cells[index] === 'number' ? pointPriceAt(row, index) : textAt(row, index);
}
