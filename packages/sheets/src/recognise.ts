/** What a file is, told by its content and not by its name. */

import { type OpenedFile, openFile } from './containers.ts';
import { type FoundHeader, findHeader, noteAboveHeader } from './find-header.ts';
import { formatTitles } from './formats/all.ts';
import type { FormatName, SheetFormat } from './formats/format.ts';
import { createHeader, type Header, textAt } from './formats/header.ts';
import { openColumns } from './formats/plain.ts';
import { badInput, count, emptyFile, sheetLimits, tooLarge } from './limits.ts';
import { columnsByMapping, fingerprintOf, type Mapping } from './mapping.ts';
import type { SheetSource } from './source.ts';
import { suggestMapping } from './suggest-mapping.ts';
import type { CsvDialect } from './tables/csv.ts';
import { isFilledIn, type Table, type TableRow } from './tables/table.ts';
import type { PhotoFile } from './zip/bundle.ts';

export interface RecognisedFile {
  fileName: string;
  /** `unknown`: ask for a mapping, and give it to `applyMapping`. */
  format: FormatName;
  /** As people call the format. */
  formatTitle: string;
  /** The names of the columns, in their order. */
  header: readonly string[];
  /** Where the header stands, as a spreadsheet program counts. */
  headerRow: number;
  /** The first rows below the header, for the column mapper. */
  sample: readonly (readonly string[])[];
  /** The same for every file with these columns: the key of a remembered mapping. */
  fingerprint: string;
  /** What the names of the columns suggest. */
  suggestedMapping: Mapping;
  /** Columns that are not read; they are named on the screen, not dropped in silence. */
  ignoredColumns: readonly string[];
  /** Null: it is a workbook. */
  dialect: Pick<CsvDialect, 'encoding' | 'delimiter'> | null;
  /** Null: it is no workbook. */
  sheetName: string | null;
  /** What a person should know of how it is read, in sentences. */
  notes: readonly string[];
  /** As `notes`, of what stands above the header; null where nothing does. */
  aboveHeader: string | null;
  /** All that recognition looked at, the header among them. */
  firstRows: readonly TableRow[];
  /** Photos of the ZIP. */
  photos: readonly PhotoFile[];
  /** Files of the ZIP that are neither sheet nor photo. */
  otherNames: readonly string[];
  /** Frees the file. Rows and photos cannot be read afterwards. */
  close(): void;
  /** For `readDrafts`. */
  reading: Reading;
}

/** How the rows below the header become drafts. */
export interface Reading {
  table: Table;
  headerRow: number;
  /** Opens a reader for one pass; null while a mapping is wanted. */
  open: ((skip: Parameters<SheetFormat['open']>[1]) => ReturnType<SheetFormat['open']>) | null;
}

const sampleRowCount = 20;

/** Throws a DomainError with one sentence for what is no sheet, is damaged, too large or not to be trusted. */
export async function recognise(source: SheetSource, fileName: string): Promise<RecognisedFile> {
  if (source.byteLength === 0) {
    throw emptyFile();
  }
  const file = await openFile(source);
  try {
    return toRecognised(file, fileName);
  } catch (error) {
    file.close();
    throw error;
  }
}

function toRecognised(file: OpenedFile, fileName: string): RecognisedFile {
  const { table, firstRows, dialect, sheetName, notes, photos, otherNames } = file;
  const found = findHeader(firstRows, sheetName);
  if (found === null) {
    throw emptyFile();
  }
  return {
    fileName,
    ...readByHeader(found, { table, firstRows }),
    dialect: dialect === null ? null : { encoding: dialect.encoding, delimiter: dialect.delimiter },
    sheetName,
    notes,
    firstRows,
    photos,
    otherNames,
    close: () => file.close(),
  };
}

type ByHeader = Omit<
  RecognisedFile,
  'fileName' | 'dialect' | 'sheetName' | 'notes' | 'firstRows' | 'photos' | 'otherNames' | 'close'
>;

/** All that depends on which row is the header. */
function readByHeader(
  { header, format }: FoundHeader,
  { table, firstRows }: { table: Table; firstRows: readonly TableRow[] },
): ByHeader {
  const { names, rowNumber } = header;
  if (names.length > sheetLimits.maxColumns) {
    throw tooLarge(`The file has ${count(names.length)} columns; at most ${sheetLimits.maxColumns} are read.`);
  }
  const sample = sampleOf(firstRows, header);
  return {
    format: format?.name ?? 'unknown',
    formatTitle: formatTitles[format?.name ?? 'unknown'],
    header: names,
    headerRow: rowNumber,
    aboveHeader: format?.hasInfoAbove ? null : noteAboveHeader(firstRows, rowNumber),
    sample,
    fingerprint: fingerprintOf(names),
    suggestedMapping: suggestMapping(names, sample),
    ignoredColumns: format === null ? [] : ignoredBy(format, header),
    reading: {
      table,
      headerRow: rowNumber,
      open: format === null ? null : (skip) => format.open(header, skip),
    },
  };
}

/** The file with another row for its header, of a file whose columns a person names. */
export function withHeader(file: RecognisedFile, row: TableRow): RecognisedFile {
  const { firstRows, reading } = file;
  return { ...file, ...readByHeader({ header: createHeader(row), format: null }, { table: reading.table, firstRows }) };
}

function sampleOf(rows: readonly TableRow[], header: Header): string[][] {
  return rows
    .filter((row) => row.number > header.rowNumber && isFilledIn(row.cells))
    .slice(0, sampleRowCount)
    .map((row) => header.names.map((_name, index) => textAt(row, index)));
}

function ignoredBy(format: SheetFormat, header: Header): readonly string[] {
  // A header notes what is asked of it, so it is asked in a copy of its own.
  const asked = createHeader({ number: header.rowNumber, cells: header.names });
  format.open(asked, () => {});
  return asked.unused();
}

/** The file with a person's answer to what its columns are; also over a format that was recognised. */
export function applyMapping(file: RecognisedFile, mapping: Mapping): RecognisedFile {
  return { ...file, ...readingByMapping(file.header, mapping, file.reading) };
}

/** As `applyMapping`, of rows that were kept. */
export function readingByMapping(
  header: readonly string[],
  mapping: Mapping,
  { table, headerRow }: Pick<Reading, 'table' | 'headerRow'>,
): Pick<RecognisedFile, 'format' | 'formatTitle' | 'ignoredColumns' | 'reading'> {
  const mapped = columnsByMapping(header, mapping);
  const missing = (['title', 'price'] as const).filter((column) => !mapped.includes(column));
  if (missing.length > 0) {
    throw badInput(`Say which column is the ${missing.join(' and which is the ')}.`);
  }
  return {
    format: 'mapped',
    formatTitle: formatTitles.mapped,
    ignoredColumns: header.filter((name, index) => mapped[index] === null && name !== ''),
    reading: { table, headerRow, open: () => openColumns(header, mapped) },
  };
}
