/** The rows of a recognised file, one after the other, each checked. Memory does not grow with the file but for its SKUs. */

import type { ImportedListing } from '@hawker/core';
import { type CellErrors, createRowCheck, type RowRules } from './check/check-cells.ts';
import type { Draft } from './formats/format.ts';
import { count } from './limits.ts';
import { type DraftSummary, readDrafts } from './read-drafts.ts';
import type { RecognisedFile } from './recognise.ts';

export interface ReadRow extends Draft {
  /** What must be mended before the row can go, by column. */
  errors: CellErrors;
  /** Null while there are errors. */
  listing: ImportedListing | null;
}

export interface ReadSummary extends DraftSummary {
  good: number;
  bad: number;
}

export interface ListingReader extends AsyncIterable<ReadRow> {
  /** The same rows, some hundreds at a time: for writing them to a database. */
  batches(): AsyncIterable<readonly ReadRow[]>;
  /** Of the last pass, complete when it has ended. */
  readonly summary: ReadSummary;
}

/** Each iteration reads the file anew. Throws a DomainError with a sentence where the file breaks off or a limit is met. */
export function readListings({ reading, photos }: RecognisedFile, rules: RowRules): ListingReader {
  const drafts = readDrafts({ reading });
  const fileNames = new Set([...rules.fileNames, ...photos.map(({ name }) => name)]);
  let judged = { good: 0, bad: 0 };
  async function* batches() {
    judged = { good: 0, bad: 0 };
    const finish = createFinish({ ...rules, fileNames }, judged);
    for await (const batch of drafts.batches()) {
      yield batch.map(finish);
    }
  }
  return {
    batches,
    async *[Symbol.asyncIterator]() {
      for await (const batch of batches()) {
        yield* batch;
      }
    },
    get summary() {
      return { ...drafts.summary, ...judged };
    },
  };
}

/** On the later of two rows of one file that give the same SKU. */
export function sameSkuSentence(firstRow: number): string {
  return `Row ${count(firstRow)} has this SKU too. Each listing needs its own.`;
}

function createFinish(rules: RowRules, judged: { good: number; bad: number }): (draft: Draft) => ReadRow {
  const check = createRowCheck(rules);
  const firstRowOfSku = new Map<string, number>();
  return (draft) => {
    const { sku } = draft.cells;
    let { listing, errors } = check(draft.cells);
    const first = sku === undefined ? undefined : firstRowOfSku.get(sku);
    if (sku !== undefined && first === undefined) {
      firstRowOfSku.set(sku, draft.rowNumber);
    }
    if (first !== undefined) {
      listing = null;
      errors = { ...errors, sku: sameSkuSentence(first) };
    }
    judged[listing === null ? 'bad' : 'good']++;
    const { rowNumber, cells, attributes, warnings } = draft;
    return { rowNumber, cells, attributes, warnings, errors, listing };
  };
}
