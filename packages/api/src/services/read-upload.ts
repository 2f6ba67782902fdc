/** A file that somebody brought, opened and held to the limits of an upload, and what is noticed while its rows go by. */

import { DomainError, uploadLimits } from '@hawker/core';
import { type Cells, type Draft, type RecognisedFile, recognise, type SheetSource } from '@hawker/sheets';

export interface UploadFile {
  source: SheetSource;
  fileName: string;
}

/** Gives the file to `use`, while its rows and the photos of a ZIP can still be read. */
export async function withUploadFile<T>(
  { source, fileName }: UploadFile,
  use: (file: RecognisedFile) => Promise<T>,
): Promise<T> {
  const file = await recognise(source, fileName);
  try {
    requireWithinLimits(file, source);
    return await use(file);
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

/** Counts rows and their text, and stops with a sentence where there are too many. */
export class RowLimits {
  #rows = 0;
  #characters = 0;

  count(rows: readonly { cells: Readonly<Record<string, string>> | readonly (string | number)[] }[]): void {
    const { maxRows, maxSheetBytes } = uploadLimits;
    this.#rows += rows.length;
    for (const { cells } of rows) {
      for (const cell of Object.values(cells)) {
        this.#characters += typeof cell === 'number' ? 0 : cell.length;
      }
    }
    if (this.#rows > maxRows) {
      const most = maxRows.toLocaleString('en');
      throw tooLarge(`The file has more than ${most} rows; at most ${most} can be read at once. Split it.`);
    }
    if (this.#characters > maxSheetBytes) {
      throw tooLarge(`The rows hold more than ${megabytes(maxSheetBytes)} MB of text. Split the file.`);
    }
  }
}

const notesKept = 20;

/** Sentences about rows, of which only the first are kept. */
export class RowNotes {
  readonly #sentences: string[] = [];
  #count = 0;

  add(sentence: string): void {
    this.#count++;
    if (this.#sentences.length < notesKept) {
      this.#sentences.push(sentence);
    }
  }

  list(): string[] {
    const more = this.#count - this.#sentences.length;
    return more === 0 ? this.#sentences : [...this.#sentences, `And ${more} more of this kind.`];
  }
}

/** What a person should know of the rows, as text: for programs, which have no grid with the sentence at its cell. */
export function noteWarnings(notes: RowNotes, { rowNumber, warnings }: Draft): void {
  for (const column in warnings) {
    notes.add(`Row ${rowNumber}, ${column}: ${warnings[column as keyof Cells]}`);
  }
}

function tooLarge(sentence: string): DomainError {
  return new DomainError('too_large', sentence);
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
