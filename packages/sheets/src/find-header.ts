/** Which row of a sheet names the columns, and which format that makes it. */

import { sheetFormats } from './formats/all.ts';
import type { SheetFormat } from './formats/format.ts';
import { createHeader, type Header, textAt } from './formats/header.ts';
import { count } from './limits.ts';
import { findOwnHeader } from './own-header.ts';
import { isFilledIn, type TableRow } from './tables/table.ts';

/** Filled ones. Banners, comments and captions come before a header; not more of them. */
const rowsLookedAt = 20;

/** The rows of which one may be the header. */
export function headerCandidates(rows: readonly TableRow[]): TableRow[] {
  return rows.filter(({ cells }) => isFilledIn(cells)).slice(0, rowsLookedAt);
}

export interface FoundHeader {
  header: Header;
  /** Null: no format knows this header. */
  format: SheetFormat | null;
}

/** Null: every row is empty. */
export function findHeader(rows: readonly TableRow[], sheetName: string | null): FoundHeader | null {
  const filled = headerCandidates(rows);
  const headers = filled.map(createHeader);
  for (const format of sheetFormats) {
    const header = headers.find((one) => format.matches(one, sheetName));
    if (header !== undefined) {
      return { header, format };
    }
  }
  const told = filled.filter((row) => !textAt(row, 0).startsWith('#'));
  const first = findOwnHeader(told) ?? told[0] ?? filled[0];
  return first === undefined ? null : { header: createHeader(first), format: null };
}

/** What a person should know of the rows above a header; null where there are none but empty ones and comments. */
export function noteAboveHeader(rows: readonly TableRow[], headerRow: number): string | null {
  const isAny = rows.some((row) => row.number < headerRow && isFilledIn(row.cells) && !textAt(row, 0).startsWith('#'));
  if (!isAny) {
    return null;
  }
  const above = headerRow === 2 ? 'The row above them was' : `The ${count(headerRow - 1)} rows above them were`;
  return `The headers are in row ${count(headerRow)}. ${above} not read.`;
}
