/** The rows of a recognised file in our columns, not checked yet; and as they stand in it, for a file whose columns are to be named. */

import type { Draft, Skipped, SkipReason } from './formats/format.ts';
import { badInput, count, sheetLimits, tooLarge } from './limits.ts';
import type { Reading, RecognisedFile } from './recognise.ts';
import { isFilledIn, type TableRow } from './tables/table.ts';

export interface DraftSummary {
  /** Rows that are listings, good or bad. */
  rows: number;
  /** Rows that are no listings, by why. */
  skipped: readonly SkippedRows[];
}

export interface SkippedRows {
  reason: SkipReason;
  count: number;
  /** The first few. */
  rowNumbers: number[];
}

export interface DraftReader {
  /** Some hundreds at a time. */
  batches(): AsyncIterable<readonly Draft[]>;
  /** Of the last pass, complete when it has ended. */
  readonly summary: DraftSummary;
}

const rowsNamed = 5;

/** `2 rows were left out: 3 and 7. They only group others.` */
export function leftOutSentence({ reason, count: rows, rowNumbers }: SkippedRows): string {
  if (rows === 1) {
    return `Row ${rowNumbers.map(count)} was left out. ${reason.one}`;
  }
  const named = rowNumbers.map(count);
  const last = rows > named.length ? `${count(rows - named.length)} more` : named.pop();
  return `${count(rows)} rows were left out: ${named.join(', ')} and ${last}. ${reason.many}`;
}

/** Each pass reads the file anew. Throws a DomainError with a sentence where the file breaks off or a limit is met. */
export function readDrafts({ reading }: Pick<RecognisedFile, 'reading'>): DraftReader {
  let summary: Counting = { rows: 0, skipped: [] };
  return {
    async *batches() {
      summary = { rows: 0, skipped: [] };
      yield* readBatches(reading, summary);
      if (summary.rows === 0) {
        throw noListings(summary);
      }
    },
    get summary() {
      return summary;
    },
  };
}

interface Counting extends DraftSummary {
  skipped: SkippedRows[];
}

function countSkipped(skipped: SkippedRows[], { rowNumber, reason }: Skipped): void {
  const known = skipped.find((one) => one.reason === reason);
  if (known === undefined) {
    skipped.push({ reason, count: 1, rowNumbers: [rowNumber] });
    return;
  }
  known.count++;
  if (known.rowNumbers.length < rowsNamed) {
    known.rowNumbers.push(rowNumber);
  }
}

async function* readBatches(reading: Reading, summary: Counting): AsyncGenerator<readonly Draft[]> {
  if (reading.open === null) {
    throw badInput('Say first which column is which.');
  }
  const reader = reading.open((skipped) => countSkipped(summary.skipped, skipped));
  for await (const rows of filledRows(reading)) {
    const batch: Draft[] = [];
    for (const row of rows) {
      for (const draft of reader.take(row)) {
        batch.push(draft);
      }
    }
    summary.rows += batch.length;
    if (batch.length > 0) {
      yield batch;
    }
  }
  const last = reader.end();
  summary.rows += last.length;
  if (last.length > 0) {
    yield last;
  }
}

/**
 * The rows that have anything in them as they stand in the file, some hundreds at a time; also the header and what stands
 * above it, so that a person can say that the header is another row.
 */
export async function* readRawRows({ reading }: Pick<RecognisedFile, 'reading'>): AsyncGenerator<readonly TableRow[]> {
  let isEmpty = true;
  for await (const rows of filledRows({ ...reading, headerRow: 0 }, reading.headerRow)) {
    isEmpty &&= rows.every(({ number }) => number <= reading.headerRow);
    yield rows.map(({ number, cells }) => ({ number, cells: withoutEnd(cells) }));
  }
  if (isEmpty) {
    throw noListings();
  }
}

/** Without the empty cells at its end, and no more than a header may have. */
function withoutEnd(cells: TableRow['cells']): TableRow['cells'] {
  const width = cells.findLastIndex((cell) => cell !== '') + 1;
  return cells.slice(0, Math.min(width, sheetLimits.maxColumns));
}

/** Below the header. Those that count are below `countedFrom`. */
async function* filledRows(
  { table, headerRow }: Pick<Reading, 'table' | 'headerRow'>,
  countedFrom: number = headerRow,
): AsyncGenerator<readonly TableRow[]> {
  let filled = 0;
  for await (const rows of table.rows()) {
    const found = rows.filter(({ number, cells }) => number > headerRow && isFilledIn(cells));
    filled += found.filter(({ number }) => number > countedFrom).length;
    if (filled > sheetLimits.maxRows) {
      throw tooLarge(`The file has more than ${count(sheetLimits.maxRows)} rows. Split it.`);
    }
    if (found.length > 0) {
      yield found;
    }
  }
}

function noListings({ skipped }: Pick<DraftSummary, 'skipped'> = { skipped: [] }): Error {
  return skipped.length === 0
    ? badInput('The file has a header but no listings below it.')
    : badInput(`There is nothing to list in the file. ${skipped.map(leftOutSentence).join(' ')}`);
}
