/** The rows of an upload, checked against each other, the listings that are there, and the chosen accounts' channels. */

import type { ImportedListing } from '@hawker/core';
import { type CellErrors, createRowCheck, type RowRules } from '@hawker/sheets';
import type { StoredRow } from './read-upload.ts';

export interface CheckedRow extends StoredRow {
  /** Sentences by column; empty when the row can go. */
  errors: CellErrors;
  /** What it becomes; null while there are errors. */
  listing: ImportedListing | null;
}

export interface UploadRules extends RowRules {
  /** SKUs that listings have already. */
  takenSkus: ReadonlySet<string>;
}

export function checkRows(rows: readonly StoredRow[], { takenSkus, ...rules }: UploadRules): CheckedRow[] {
  const check = createRowCheck(rules);
  const firstRowOfSku = new Map<string, number>();
  return rows.map((row) => {
    const checked = { ...row, ...check(row.cells) };
    const { sku } = row.cells;
    if (sku === undefined) {
      return checked;
    }
    const first = firstRowOfSku.get(sku);
    if (first !== undefined) {
      return withSkuError(checked, `Row ${first} has this SKU too. Each listing needs its own.`);
    }
    firstRowOfSku.set(sku, row.row);
    return takenSkus.has(sku)
      ? withSkuError(checked, 'A listing has this SKU already. Change the SKU here, or edit that listing.')
      : checked;
  });
}

/** What the cell itself says comes first. */
function withSkuError(row: CheckedRow, sentence: string): CheckedRow {
  return { ...row, listing: null, errors: { sku: sentence, ...row.errors } };
}
