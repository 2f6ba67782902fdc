/** Which sheet of a workbook holds the listings: beside it there may be a cover, a guide, or last year's stock. */

import { findHeader } from './find-header.ts';
import { emptyFile } from './limits.ts';
import { knownNames } from './own-header.ts';
import { isFilledIn, type TableRow } from './tables/table.ts';
import type { Worksheet } from './tables/xlsx/table.ts';

export interface LookedAtWorksheet extends Worksheet {
  /** Its first rows. */
  firstRows: readonly TableRow[];
}

export interface ChosenWorksheet {
  sheet: LookedAtWorksheet;
  /** What a person should know of the others. */
  notes: readonly string[];
}

/** The first whose header a format knows, else the first that could be a list. Of several that are filled a note tells. */
export function chooseWorksheet(sheets: readonly LookedAtWorksheet[]): ChosenWorksheet {
  const filled = sheets.filter(({ firstRows }) => firstRows.some(({ cells }) => isFilledIn(cells)));
  // Of those that are alike the first one: sorting keeps their order.
  const [best] = filled.map((sheet) => ({ sheet, like: likeness(sheet) })).sort((one, other) => other.like - one.like);
  if (best === undefined) {
    throw emptyFile();
  }
  return { sheet: best.sheet, notes: noteOthers(best.sheet, filled) };
}

/** How much it looks like listings: what is known of its header counts most, then rows below it, in more columns than one. */
function likeness({ name, firstRows }: LookedAtWorksheet): number {
  const found = findHeader(firstRows, name);
  if (found === null) {
    return 0;
  }
  const { header, format } = found;
  const isWide = header.names.filter((one) => one !== '').length > 1;
  const hasRows = firstRows.some(({ number, cells }) => number > header.rowNumber && isFilledIn(cells));
  const known = format !== null ? 2 : knownNames(header.names) > 1 ? 1 : 0;
  return known * 2 + (isWide && hasRows ? 1 : 0);
}

const namesShown = 5;

function noteOthers(read: Worksheet, filled: readonly Worksheet[]): string[] {
  const others = filled.filter((sheet) => sheet !== read);
  if (others.length === 0) {
    return [];
  }
  const names = others.slice(0, namesShown).map(quoted);
  const more = others.length > names.length ? `${others.length - names.length} more` : names.pop();
  const list = names.length === 0 ? more : `${names.join(', ')} and ${more}`;
  return [`Read the sheet ${quoted(read)}; ${list} ${others.length === 1 ? 'was' : 'were'} not read.`];
}

function quoted({ name }: Worksheet): string {
  return `“${name.slice(0, 60)}”`;
}
