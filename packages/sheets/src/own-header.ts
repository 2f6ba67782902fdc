/** Where a sheet that no format knows has its header: people write a caption, a date or their address above it. */

import { headerNames } from './formats/header.ts';
import { sheetLimits } from './limits.ts';
import { suggestMapping } from './suggest-mapping.ts';
import type { Cell, TableRow } from './tables/table.ts';

/** Of filled rows. Null: there is none. */
export function findOwnHeader(rows: readonly TableRow[]): TableRow | null {
  return bestKnown(rows) ?? rows.find((row, index) => isHeadOf(row, rows.slice(index + 1))) ?? null;
}

/** Fewer may be chance: a caption can be a name too. */
const fewestKnown = 2;

/** The row of which most cells are names of columns, in whatever language. */
function bestKnown(rows: readonly TableRow[]): TableRow | null {
  let best: TableRow | null = null;
  let most = fewestKnown - 1;
  for (const row of rows) {
    const known = knownNames(row.cells);
    if (known > most) {
      [best, most] = [row, known];
    }
  }
  return best;
}

/** How many of our columns the cells name. */
export function knownNames(cells: readonly Cell[]): number {
  const names = headerNames(cells.slice(0, sheetLimits.maxColumns));
  return new Set(Object.values(suggestMapping(names, [])).filter((column) => column !== null)).size;
}

/** Nothing but names, and as many as the rows below have cells. */
function isHeadOf({ cells }: TableRow, below: readonly TableRow[]): boolean {
  const filled = cells.filter((cell) => String(cell).trim() !== '');
  const widths = below.map((row) => widthOf(row.cells)).sort((one, other) => one - other);
  const usual = widths[Math.floor(widths.length / 2)] ?? Number.POSITIVE_INFINITY;
  return filled.every(isName) && widthOf(cells) >= usual && filled.length * 2 > usual;
}

/** Without the empty cells at the end, which a row of a CSV has as many of as the widest. */
function widthOf(cells: readonly Cell[]): number {
  return cells.findLastIndex((cell) => String(cell).trim() !== '') + 1;
}

function isName(cell: Cell): boolean {
  return (
    typeof cell === 'string' && cell.length <= 100 && /^[^\d]*\p{L}/u.test(cell) && !/^[a-z]+:\/\//i.test(cell.trim())
  );
}
