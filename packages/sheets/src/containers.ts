/** What kind of file it is, by its content: a text with rows, a workbook, or an archive with one of them inside. */

import { fileTypeFromBuffer } from 'file-type';
import { chooseWorksheet } from './choose-worksheet.ts';
import { columns } from './columns.ts';
import { findHeader } from './find-header.ts';
import { badInput, megabytes, sheetLimits, tooLarge, xlsxLimits, zipLimits } from './limits.ts';
import { knownNames } from './own-header.ts';
import { headOf, type SheetSource, sourceOfBytes } from './source.ts';
import { type CsvDialect, csvTable, delimiters, dialectOf, sampleRows } from './tables/csv.ts';
import type { Table, TableRow } from './tables/table.ts';
import { openWorksheets } from './tables/xlsx/table.ts';
import { decodeHead, detectEncoding } from './text/encoding.ts';
import { type Archive, openArchive } from './zip/archive.ts';
import { findBundle, type PhotoFile } from './zip/bundle.ts';

export interface OpenedFile {
  table: Table;
  /** The first rows; all that recognition looks at. */
  firstRows: readonly TableRow[];
  /** Null: it is a workbook. */
  dialect: CsvDialect | null;
  /** Null: it is no workbook. */
  sheetName: string | null;
  /** What a person should know of how it is read. */
  notes: readonly string[];
  photos: readonly PhotoFile[];
  /** Files of a ZIP that are neither sheet nor photo. */
  otherNames: readonly string[];
  close(): void;
}

/** Enough for 40 rows of many long columns. */
const headBytes = 512 * 1024;
const firstRowCount = 40;
/** Of a workbook; looking at an empty one means to read all of it. */
const worksheetsLookedAt = 30;

export async function openFile(source: SheetSource): Promise<OpenedFile> {
  if (source.at === null || !(await isZip(source))) {
    return { ...(await openText(source)), photos: [], otherNames: [], close: () => {} };
  }
  const archive = await openArchive(source, zipLimits);
  try {
    if (isWorkbook(archive)) {
      checkWorkbookBytes(source);
      return { ...(await openWorkbook(archive)), photos: [], otherNames: [], close: () => archive.close() };
    }
    if (otherDocuments.some((name) => archive.entries.some((entry) => entry.name === name))) {
      throw badInput('This is a document of another program. Open it there and save it as XLSX or CSV.');
    }
    const { sheet, photos, otherNames } = findBundle(archive);
    const opened = (await isZip(sheet)) ? await openPackedWorkbook(sheet) : await openText(sheet);
    return { ...opened, photos, otherNames, close: () => archive.close() };
  } catch (error) {
    archive.close();
    throw error;
  }
}

/** Of its first entry, or of an archive without any. `PK` alone may begin the name of a column. */
const zipMarks = ['PK\u0003\u0004', 'PK\u0005\u0006'];

async function isZip(source: SheetSource): Promise<boolean> {
  return zipMarks.includes(Buffer.from(await headOf(source, 4)).toString('latin1'));
}

function isWorkbook({ entries }: Archive): boolean {
  return entries.some(({ name }) => name === 'xl/workbook.xml');
}

/** What shows OpenDocument, Numbers and Word. */
const otherDocuments = ['mimetype', 'Index/Document.iwa', 'word/document.xml'];

/** A workbook in a ZIP is the one archive inside another that is read; it is unpacked into memory. */
async function openPackedWorkbook(packed: SheetSource): Promise<Sheet> {
  checkWorkbookBytes(packed);
  const archive = await openArchive(sourceOfBytes(await headOf(packed, packed.byteLength)), zipLimits);
  if (!isWorkbook(archive)) {
    throw badInput('There is another archive inside the ZIP. Unpack it first.');
  }
  return openWorkbook(archive);
}

function checkWorkbookBytes({ byteLength }: SheetSource): void {
  if (byteLength > xlsxLimits.maxBytes) {
    throw tooLarge(`The workbook is larger than ${megabytes(xlsxLimits.maxBytes)}. Split it, or save it as CSV.`);
  }
}

type Sheet = Omit<OpenedFile, 'photos' | 'otherNames' | 'close'>;

async function openWorkbook(archive: Archive): Promise<Sheet> {
  const unpackedBytes = archive.entries.reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (unpackedBytes > xlsxLimits.maxUnpackedBytes || archive.entries.length > xlsxLimits.maxEntries) {
    throw tooLarge('The workbook holds too much. Split it, or save it as CSV.');
  }
  const worksheets = (await openWorksheets(archive)).slice(0, worksheetsLookedAt);
  const lookedAt = [];
  for (const worksheet of worksheets) {
    lookedAt.push({ ...worksheet, firstRows: await firstRowsOf(worksheet.table) });
  }
  const { sheet, notes } = chooseWorksheet(lookedAt);
  return { table: sheet.table, firstRows: sheet.firstRows, dialect: null, sheetName: sheet.name, notes };
}

async function firstRowsOf(table: Table): Promise<TableRow[]> {
  const firstRows: TableRow[] = [];
  for await (const rows of table.rows()) {
    firstRows.push(...rows.slice(0, firstRowCount - firstRows.length));
    if (firstRows.length === firstRowCount) {
      break;
    }
  }
  return firstRows;
}

async function openText(source: SheetSource): Promise<Sheet> {
  const encoding = await detectEncoding(source);
  if (encoding === null) {
    throw await notText(source);
  }
  const bytes = await headOf(source, headBytes);
  const head = decodeHead(bytes, encoding);
  if (/^\s*<(?:!doctype|html|table|\?xml)/i.test(head)) {
    throw badInput(
      'This is a web page or XML under the name of a sheet. Open it in a spreadsheet program and save it as XLSX or CSV.',
    );
  }
  const { named, ...dialect } = dialectOf(head, encoding);
  const isWhole = source.byteLength <= bytes.byteLength;
  const candidates = delimiters
    .filter((delimiter) => named === null || delimiter === named)
    .map((delimiter) => {
      const whole = { ...dialect, delimiter };
      const firstRows = sampleRows(head, whole, isWhole, firstRowCount);
      return { dialect: whole, firstRows, score: scoreOf(firstRows) };
    });
  const [best] = candidates.sort((one, other) => other.score - one.score);
  if (best === undefined) {
    throw new Error('There is always a delimiter to try');
  }
  const { firstRows } = best;
  return { table: csvTable(source, best.dialect), firstRows, dialect: best.dialect, sheetName: null, notes: [] };
}

/**
 * A separator is right when with it the header is one that is known; else when it makes the most names of columns, and of
 * those that make as many, the most columns.
 */
function scoreOf(rows: readonly TableRow[]): number {
  const found = findHeader(rows, null);
  const names = found?.header.names ?? [];
  const likeness = found?.format == null ? 0 : found.format.name === 'plain' ? 1 : 2;
  return (likeness * columns.length * 2 + knownNames(names)) * sheetLimits.maxColumns + names.length;
}

async function notText(source: SheetSource): Promise<Error> {
  const type = await fileTypeFromBuffer(await headOf(source, headBytes));
  switch (type?.mime) {
    case 'application/x-cfb':
      return badInput('This is a workbook of the old kind (.xls). Open it and save it as XLSX or CSV.');
    case 'application/pdf':
      return badInput('This is a PDF. Bring the sheet it was made from, as XLSX or CSV.');
    case undefined:
      return badInput(
        'This is not a sheet that can be read. Bring a CSV, an XLSX, or a ZIP with one of them and its photos.',
      );
    default:
      return type?.mime.startsWith('image/')
        ? badInput('This is a picture. Bring a sheet, and its photos in the same ZIP or beside it.')
        : badInput(`This is a .${type?.ext} file. Bring a CSV, an XLSX, or a ZIP with one of them and its photos.`);
  }
}
