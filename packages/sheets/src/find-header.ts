/** Which row of a sheet names the columns, and which format that makes it. */

import { sheetFormats } from './formats/all.ts';
import type { SheetFormat } from './formats/format.ts';
import { createHeader, type Header, textAt } from './formats/header.ts';
import { isFilledIn, type TableRow } from './tables/table.ts';

/** Banners, comments and empty rows come before a header; not more of them. */
const rowsLookedAt = 20;

export interface FoundHeader {
  header: Header;
  /** Null: no format knows this header. */
  format: SheetFormat | null;
}

/** Null: every row is empty. */
export function findHeader(rows: readonly TableRow[], sheetName: string | null): FoundHeader | null {
  const filled = rows.slice(0, rowsLookedAt).filter(({ cells }) => isFilledIn(cells));
  const headers = filled.map(createHeader);
  for (const format of sheetFormats) {
    const header = headers.find((one) => format.matches(one, sheetName));
    if (header !== undefined) {
      return { header, format };
    }
  }
  const first = filled.find((row) => !textAt(row, 0).startsWith('#')) ?? filled[0];
  return first === undefined ? null : { header: createHeader(first), format: null };
}
