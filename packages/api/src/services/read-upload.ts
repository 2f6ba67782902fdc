/** From a file that somebody brought to the rows that an upload keeps, with what a person should know about them. */

import { DomainError, uploadLimits } from '@hawker/core';
import {
  type Cells,
  columnFor,
  type FormatName,
  isAddress,
  joinList,
  type PhotoFile,
  type RecognisedFile,
  readListings,
  recognise,
  type SheetSource,
  splitList,
} from '@hawker/sheets';

/** One row of an upload as it is kept. */
export interface StoredRow {
  /** The row a person sees in a spreadsheet program. */
  row: number;
  cells: Cells;
}

export interface ReadUpload {
  format: FormatName;
  /** As people call the format. */
  formatTitle: string;
  ignoredColumns: readonly string[];
  /** Rows that were left out, and what a person should look at, a sentence each. */
  notes: readonly string[];
  rows: readonly StoredRow[];
  photos: readonly PhotoFile[];
}

export interface UploadFile {
  source: SheetSource;
  fileName: string;
  /** For prices without a currency of their own. */
  currency: string;
}

/** Gives what was read to `use`, while the photos of a ZIP can still be read. */
export async function withReadUpload<T>(
  { source, fileName, currency }: UploadFile,
  use: (read: ReadUpload) => Promise<T>,
): Promise<T> {
  const file = await recognise(source, fileName);
  try {
    requireWithinLimits(file, source);
    requireColumns(file);
    const { rows, notes } = await readRows(file, currency);
    const { format, formatTitle, ignoredColumns, photos } = file;
    return await use({ format, formatTitle, ignoredColumns, notes, rows, photos });
  } finally {
    file.close();
  }
}

function requireWithinLimits({ photos, otherNames }: RecognisedFile, source: SheetSource): void {
  const { maxSheetBytes, maxZipPhotos } = uploadLimits;
  // What has neither is the sheet alone; of a ZIP, the text of the rows is counted as they are read.
  const isSheetAlone = photos.length === 0 && otherNames.length === 0;
  if (isSheetAlone && source.byteLength > maxSheetBytes) {
    throw tooLarge(
      `The file has ${megabytes(source.byteLength)} MB; at most ${megabytes(maxSheetBytes)} MB can be read. Split it.`,
    );
  }
  if (photos.length > maxZipPhotos) {
    throw tooLarge(`The ZIP has ${photos.length} photos; at most ${maxZipPhotos} can be taken at once. Split it.`);
  }
}

function requireColumns({ format, header }: RecognisedFile): void {
  if (format !== 'unknown') {
    return;
  }
  const columns = header.map(columnFor);
  const missing = (['title', 'price'] as const).filter((column) => !columns.includes(column));
  const found = header
    .slice(0, 12)
    .map((name) => `“${name.slice(0, 40)}”`)
    .join(', ');
  throw new DomainError(
    'bad_input',
    `The first row must name the columns. Missing: ${missing.join(' and ')}. Found: ${found}. The columns read are title, description, price, image, sku, quantity, condition, category, brand, location, currency and tags.`,
  );
}

const notesKept = 20;

async function readRows(file: RecognisedFile, currency: string): Promise<Pick<ReadUpload, 'rows' | 'notes'>> {
  const { maxRows, maxSheetBytes } = uploadLimits;
  const reader = readListings(file, { currency, fileNames: new Set(), channels: [] });
  const photoNames = new Set(file.photos.map(({ name }) => name.toLowerCase()));
  const rows: StoredRow[] = [];
  const notes: string[] = [];
  let noteCount = 0;
  let characters = 0;
  const note = (sentence: string) => {
    noteCount++;
    if (notes.length < notesKept) {
      notes.push(sentence);
    }
  };
  for await (const batch of reader.batches()) {
    for (const { rowNumber, cells, warnings } of batch) {
      for (const text of Object.values(cells)) {
        characters += text.length;
      }
      rows.push({ row: rowNumber, cells: withPhotoNames(cells, photoNames) });
      for (const [column, sentence] of Object.entries(warnings)) {
        note(`Row ${rowNumber}, ${column}: ${sentence}`);
      }
    }
    if (rows.length > maxRows) {
      throw tooLarge(`The file has more than ${maxRows} rows; at most ${maxRows} can be read at once. Split it.`);
    }
    if (characters > maxSheetBytes) {
      throw tooLarge(`The rows hold more than ${megabytes(maxSheetBytes)} MB of text. Split the file.`);
    }
  }
  const { skipped, skippedCount } = reader.summary;
  for (const { rowNumber, sentence } of skipped) {
    note(`Row ${rowNumber} was left out. ${sentence}`);
  }
  const more = noteCount + (skippedCount - skipped.length) - notes.length;
  return { rows, notes: more === 0 ? notes : [...notes, `And ${more} more of this kind.`] };
}

/** A sheet may name a photo of its ZIP with the folder it was in (`photos/oak.jpg`); the photo is kept under its own name. */
function withPhotoNames(cells: Cells, photoNames: ReadonlySet<string>): Cells {
  if (cells.images === undefined || photoNames.size === 0) {
    return cells;
  }
  const named = splitList(cells.images).map((image) => {
    const ownName = image.slice(Math.max(image.lastIndexOf('/'), image.lastIndexOf('\\')) + 1);
    const isFound = isAddress(image) || photoNames.has(image.toLowerCase());
    return !isFound && photoNames.has(ownName.toLowerCase()) ? ownName : image;
  });
  return { ...cells, images: joinList(named) };
}

function tooLarge(sentence: string): DomainError {
  return new DomainError('too_large', sentence);
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
