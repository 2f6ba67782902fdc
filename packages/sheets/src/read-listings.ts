/** The rows of a recognised file, one after the other, each checked. Memory does not grow with the file but for its SKUs. */

import type { ImportedListing } from '@hawker/core';
import { type CellErrors, createRowCheck, type RowRules } from './check/check-cells.ts';
import type { Cells } from './columns.ts';
import type { Draft, Skipped } from './formats/format.ts';
import { badInput, count, sheetLimits, tooLarge } from './limits.ts';
import type { Reading, RecognisedFile } from './recognise.ts';
import { isFilledIn, type TableRow } from './tables/table.ts';

export interface ReadRow {
  /** The row a person sees in a spreadsheet program; of several rows that are one listing, the first. */
  rowNumber: number;
  /** What the file says, in our columns: what a grid shows and edits, and `createRowCheck` checks again. */
  cells: Cells;
  /** What only this format has: `offerShipping`. */
  attributes: Readonly<Record<string, string>>;
  /** What must be mended before the row can go, by column. */
  errors: CellErrors;
  /** What a person should know and need not mend, by column. */
  warnings: Cells;
  /** Null while there are errors. */
  listing: ImportedListing | null;
}

export interface ReadSummary {
  /** Rows that are listings, good or bad. */
  rows: number;
  good: number;
  bad: number;
  /** Rows that are no listings, and why; the first hundred of them. */
  skipped: readonly Skipped[];
  skippedCount: number;
}

export interface ListingReader extends AsyncIterable<ReadRow> {
  /** The same rows, some hundreds at a time: for writing them to a database. */
  batches(): AsyncIterable<readonly ReadRow[]>;
  /** Of the last pass, complete when it has ended. */
  readonly summary: ReadSummary;
}

const skippedKept = 100;

/** Each iteration reads the file anew. Throws a DomainError with a sentence where the file breaks off or a limit is met. */
export function readListings({ reading, photos }: RecognisedFile, rules: RowRules): ListingReader {
  let summary = createSummary();
  const fileNames = new Set([...rules.fileNames, ...photos.map(({ name }) => name.toLowerCase())]);
  async function* batches() {
    summary = createSummary();
    yield* readBatches(reading, { ...rules, fileNames }, summary);
  }
  return {
    batches,
    async *[Symbol.asyncIterator]() {
      for await (const batch of batches()) {
        yield* batch;
      }
    },
    get summary() {
      return summary;
    },
  };
}

interface Counting extends ReadSummary {
  skipped: Skipped[];
}

function createSummary(): Counting {
  return { rows: 0, good: 0, bad: 0, skipped: [], skippedCount: 0 };
}

async function* readBatches(
  { table, headerRow, open }: Reading,
  rules: RowRules,
  summary: Counting,
): AsyncGenerator<readonly ReadRow[]> {
  if (open === null) {
    throw badInput('Say first which column is which.');
  }
  const reader = open((skipped) => {
    summary.skippedCount++;
    if (summary.skipped.length < skippedKept) {
      summary.skipped.push(skipped);
    }
  });
  const finish = createFinish(rules, summary);
  let filledRows = 0;
  for await (const rows of table.rows()) {
    const batch: ReadRow[] = [];
    for (const row of rows) {
      if (!isListingRow(row, headerRow)) {
        continue;
      }
      filledRows++;
      if (filledRows > sheetLimits.maxRows) {
        throw tooLarge(`The file has more than ${count(sheetLimits.maxRows)} rows. Split it.`);
      }
      for (const draft of reader.take(row)) {
        batch.push(finish(draft));
      }
    }
    if (batch.length > 0) {
      yield batch;
    }
  }
  const last = reader.end().map(finish);
  if (last.length > 0) {
    yield last;
  }
  if (summary.rows === 0) {
    throw badInput('The file has a header but no listings below it.');
  }
}

function isListingRow(row: TableRow, headerRow: number): boolean {
  return row.number > headerRow && isFilledIn(row.cells);
}

function createFinish(rules: RowRules, summary: Counting): (draft: Draft) => ReadRow {
  const check = createRowCheck(rules);
  const firstRowOfSku = new Map<string, number>();
  return ({ rowNumber, cells, attributes, warnings }) => {
    const checked = check(cells);
    let { listing } = checked;
    let { errors } = checked;
    const { sku } = cells;
    if (sku !== undefined) {
      const first = firstRowOfSku.get(sku);
      if (first === undefined) {
        firstRowOfSku.set(sku, rowNumber);
      } else {
        listing = null;
        errors = { ...errors, sku: `Row ${count(first)} has this SKU too. Each listing needs its own.` };
      }
    }
    summary.rows++;
    if (listing === null) {
      summary.bad++;
    } else {
      summary.good++;
    }
    return { rowNumber, cells, attributes, errors, warnings, listing };
  };
}
