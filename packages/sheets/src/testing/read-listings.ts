/** The rows of a recognised file, each checked by itself, as tests want them. */

import type { ImportedListing } from '@hawker/core';
import { type CellErrors, createRowCheck, type RowRules } from '../check/check-cells.ts';
import type { Draft } from '../formats/format.ts';
import { type DraftReader, readDrafts } from '../read-drafts.ts';
import type { RecognisedFile } from '../recognise.ts';

export interface ReadRow extends Draft {
  /** What must be mended before the row can go, by column. */
  errors: CellErrors;
  /** Null while there are errors. */
  listing: ImportedListing | null;
}

export async function* readListings(
  file: RecognisedFile,
  rules: RowRules,
  drafts: DraftReader = readDrafts(file),
): AsyncGenerator<ReadRow> {
  const fileNames = new Set([...rules.fileNames, ...file.photos.map(({ name }) => name)]);
  const check = createRowCheck({ ...rules, fileNames });
  for await (const batch of drafts.batches()) {
    for (const draft of batch) {
      yield { ...draft, ...check(draft.cells) };
    }
  }
}
