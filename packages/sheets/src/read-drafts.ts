/** The rows of a recognised file in our columns, not checked yet; and as they stand in it, for a file whose columns are to be named. */

import type { Draft, Skipped } from './formats/format.ts';
import { badInput, count, sheetLimits, tooLarge } from './limits.ts';
import type { Reading, RecognisedFile } from './recognise.ts';
import { isFilledIn, type TableRow } from './tables/table.ts';

export interface DraftSummary {
  /** Rows that are listings, good or bad. */
  rows: number;
  /** Rows that are no listings, and why; the first hundred of them. */
  skipped: readonly Skipped[];
  skippedCount: number;
}

export interface DraftReader {
  /** Some hundreds at a time. */
  batches(): AsyncIterable<readonly Draft[]>;
  /** Of the last pass, complete when it has ended. */
  readonly summary: DraftSummary;
}

const skippedKept = 100;

/** Each pass reads the file anew. Throws a DomainError with a sentence where the file breaks off or a limit is met. */
export function readDrafts({ reading }: Pick<RecognisedFile, 'reading'>): DraftReader {
  let summary: Counting = { rows: 0, skipped: [], skippedCount: 0 };
  return {
    async *batches() {
      summary = { rows: 0, skipped: [], skippedCount: 0 };
      yield* readBatches(reading, summary);
      if (summary.rows === 0) {
        throw noListings();
      }
    },
    get summary() {
      return summary;
    },
  };
}

interface Counting extends DraftSummary {
  skipped: Skipped[];
}

async function* readBatches(reading: Reading, summary: Counting): AsyncGenerator<readonly Draft[]> {
  if (reading.open === null) {
    throw badInput('Say first which column is which.');
  }
  const reader = reading.open((skipped) => {
    summary.skippedCount++;
    if (summary.skipped.length < skippedKept) {
      summary.skipped.push(skipped);
    }
  });
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

/** The rows below the header that have anything in them, some hundreds at a time, with no more cells than the header. */
export async function* readRawRows({
  reading,
  header,
}: Pick<RecognisedFile, 'reading' | 'header'>): AsyncGenerator<readonly TableRow[]> {
  let isEmpty = true;
  for await (const rows of filledRows(reading)) {
    isEmpty = false;
    yield rows.map(({ number, cells }) => ({ number, cells: cells.slice(0, header.length) }));
  }
  if (isEmpty) {
    throw noListings();
  }
}

async function* filledRows({ table, headerRow }: Reading): AsyncGenerator<readonly TableRow[]> {
  let filled = 0;
  for await (const rows of table.rows()) {
    const found = rows.filter(({ number, cells }) => number > headerRow && isFilledIn(cells));
    filled += found.length;
    if (filled > sheetLimits.maxRows) {
      throw tooLarge(`The file has more than ${count(sheetLimits.maxRows)} rows. Split it.`);
    }
    if (found.length > 0) {
      yield found;
    }
  }
}

function noListings(): Error {
  return badInput('The file has a header but no listings below it.');
}
