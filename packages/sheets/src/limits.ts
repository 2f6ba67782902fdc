/** How much of a file is read. One place; every refusal says its number. Sizes are bytes unless the name says otherwise. */

import { DomainError, photoRules } from '@hawker/core';

const mebibyte = 1024 * 1024;

export const sheetLimits = {
  /** A CSV, or one entry of an archive that is a sheet. 100,000 rows of 2 KB. */
  maxSheetBytes: 200 * mebibyte,
  maxRows: 100_000,
  maxColumns: 200,
  maxCellCharacters: 50_000,
  /** A row of 20 full cells; what is longer is an open quotation mark. */
  maxRowBytes: 2 * mebibyte,
  /** In the whole sheet: an XLSX can name one long text a million times. */
  maxCharacters: 400_000_000,
} as const;

export const xlsxLimits = {
  maxBytes: 100 * mebibyte,
  /** All parts, unpacked. */
  maxUnpackedBytes: 600 * mebibyte,
  maxEntries: 2_000,
  /** Of the texts that cells share; they are the only part of a workbook that is held in memory. */
  maxSharedCharacters: 100_000_000,
} as const;

export const zipLimits = {
  maxBytes: 2_048 * mebibyte,
  maxUnpackedBytes: 4_096 * mebibyte,
  maxEntries: 20_000,
  maxPhotos: 10_000,
  maxPhotoBytes: photoRules.maxBytes,
  /** Unpacked to packed, of what is larger than `ratioFromBytes`. Sheets of repeated rows reach 100; bombs 1,000. */
  maxRatio: 250,
  ratioFromBytes: 8 * mebibyte,
} as const;

export function tooLarge(sentence: string): DomainError {
  return new DomainError('too_large', sentence);
}

export function badInput(sentence: string, cause?: unknown): DomainError {
  return new DomainError('bad_input', sentence, cause === undefined ? {} : { cause });
}

export function emptyFile(): DomainError {
  return badInput('The file is empty. It needs a header row and at least one listing.');
}

/** `1.5 MB`, as people count. */
export function megabytes(bytes: number): string {
  const size = bytes / mebibyte;
  return `${size < 10 ? size.toFixed(1) : Math.round(size).toLocaleString('en')} MB`;
}

export function count(number: number): string {
  return number.toLocaleString('en');
}
