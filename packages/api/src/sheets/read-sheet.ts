/**
 * Reads a CSV as people save it: UTF-8 with or without BOM, UTF-16, Windows-1252; comma, semicolon or tab; quoted line
 * breaks. Gives rows of text by column; what the text means is check-row's business.
 */

import { DomainError } from '@hawker/core';
import { CsvError, parse } from 'csv-parse/sync';
import { type Column, columnFor } from './columns.ts';

/** One row of a sheet, by our names of its columns. */
export interface SheetRow {
  /** The line a person sees in a spreadsheet program: the header is 1. */
  row: number;
  cells: Partial<Record<Column, string>>;
}

export interface Sheet {
  rows: SheetRow[];
  /** Headers that mean nothing to us; they are named on the screen, not dropped in silence. */
  ignoredColumns: string[];
}

export const sheetLimits = {
  maxBytes: 10 * 1024 * 1024,
  maxRows: 20_000,
  maxColumns: 200,
  maxCellCharacters: 50_000,
} as const;

export function readSheet(bytes: Uint8Array): Sheet {
  if (bytes.byteLength > sheetLimits.maxBytes) {
    throw new DomainError(
      'too_large',
      `The file has ${megabytes(bytes.byteLength)} MB; at most ${megabytes(sheetLimits.maxBytes)} MB can be read. Split it.`,
    );
  }
  // Postgres stores no NUL, and no sheet means one.
  const text = decode(bytes).replaceAll('\u0000', '');
  if (text.trim() === '') {
    throw new DomainError('bad_input', 'The file is empty. It needs a header row and at least one listing.');
  }
  const lines = split(text);
  const headerAt = lines.findIndex(isFilledIn);
  const header = lines[headerAt] ?? [];
  const records = lines
    .map((cells, index) => ({ cells, row: index + 1 }))
    .slice(headerAt + 1)
    .filter(({ cells }) => isFilledIn(cells));
  if (records.length === 0) {
    throw new DomainError('bad_input', 'The file has a header but no listings below it.');
  }
  if (header.length > sheetLimits.maxColumns) {
    throw new DomainError(
      'too_large',
      `The file has ${header.length} columns; at most ${sheetLimits.maxColumns} can be read.`,
    );
  }
  if (records.length > sheetLimits.maxRows) {
    throw new DomainError(
      'too_large',
      `The file has ${records.length} rows; at most ${sheetLimits.maxRows} can be read at once. Split it.`,
    );
  }
  const columns = header.map((name) => columnFor(name));
  requireColumns(columns, header);
  return {
    rows: records
      .map(({ cells, row }) => toRow(columns, cells, row))
      .filter((row) => Object.keys(row.cells).length > 0),
    ignoredColumns: header.filter((name, index) => columns[index] === null && name.trim() !== ''),
  };
}

/** Spreadsheet programs save empty rows as nothing or as separators only. They count as rows, as people see them. */
function isFilledIn(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== '');
}

function toRow(columns: readonly (Column | null)[], cells: readonly string[], row: number): SheetRow {
  const named: Partial<Record<Column, string>> = {};
  columns.forEach((column, index) => {
    const text = (cells[index] ?? '').trim();
    if (column === null || text === '') {
      return;
    }
    if (text.length > sheetLimits.maxCellCharacters) {
      throw new DomainError(
        'too_large',
        `A cell in row ${row} has more than ${sheetLimits.maxCellCharacters} characters.`,
      );
    }
    // Several image columns add up; of any other column that occurs twice, the first that is filled in counts.
    const before = named[column];
    named[column] = before === undefined ? text : column === 'images' ? `${before}|${text}` : before;
  });
  return { row, cells: named };
}

function requireColumns(columns: readonly (Column | null)[], header: readonly string[]): void {
  const missing = (['title', 'price'] as const).filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    const found = header
      .slice(0, 12)
      .map((name) => `“${name.trim().slice(0, 40)}”`)
      .join(', ');
    throw new DomainError(
      'bad_input',
      `The first row must name the columns. Missing: ${missing.join(' and ')}. Found: ${found}. The columns read are title, description, price, image, sku, quantity, condition, category, brand, location, currency and tags.`,
    );
  }
}

function decode(bytes: Uint8Array): string {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    return new TextDecoder('utf-8').decode(bytes);
  }
  if (first === 0xff && second === 0xfe) {
    return new TextDecoder('utf-16le').decode(bytes);
  }
  if (first === 0xfe && second === 0xff) {
    return new TextDecoder('utf-16be').decode(bytes);
  }
  if (bytes.includes(0)) {
    throw new DomainError(
      'bad_input',
      'This is not a CSV file. In your spreadsheet program, choose “Save as CSV (UTF-8)” and bring that file.',
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: what Excel saves on a Western Windows. Every byte has a meaning there, so this cannot fail.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function split(text: string): string[][] {
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      // All of them at any place: files that were edited on two systems mix them.
      record_delimiter: ['\r\n', '\n', '\r'],
      bom: true,
      relax_column_count: true,
      max_record_size: 1_000_000,
    });
  } catch (cause) {
    if (cause instanceof CsvError) {
      const at = typeof cause.lines === 'number' ? ` near line ${cause.lines}` : '';
      throw new DomainError(
        'bad_input',
        `The file cannot be read as CSV${at}: a quotation mark is opened and not closed, or stands in the wrong place.`,
        { cause },
      );
    }
    throw cause;
  }
}

/** A header is not longer, not even one of 200 long names. */
const headerCharacters = 100_000;

/** The separator that the header line has most of, outside quotation marks. */
function delimiterOf(text: string): string {
  const [headerLine = ''] = text
    .slice(0, headerCharacters)
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => /[,;\t]/.test(line));
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: headerLine.split(delimiter).length - 1 }));
  const [best] = counts.sort((a, b) => b.count - a.count);
  return best?.delimiter ?? ',';
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
