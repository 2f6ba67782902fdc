/** The column mapper: which column of somebody's own sheet is which, and in which row its headers are. */

import { DomainError, notFound } from '@hawker/core';
import { findUpload, listRawRows, type SqlRunner, type UploadRecord } from '@hawker/db';
import {
  fingerprintOf,
  headerCandidates,
  headerNames,
  type Mapping,
  type RecognisedFile,
  suggestMapping,
  type TableRow,
  withHeader,
} from '@hawker/sheets';
import type { Actor, App } from '../context.ts';

/** Whose columns have meanings of the person's own: no format of a program, or a plain sheet with columns left over. */
export function isMappable({ format, ignoredColumns }: Pick<RecognisedFile, 'format' | 'ignoredColumns'>): boolean {
  return format === 'unknown' || (format === 'plain' && ignoredColumns.length > 0);
}

/** What somebody answered for files with these columns, by their fingerprints. */
async function listMappings(sql: SqlRunner, fingerprints: readonly string[]): Promise<Map<string, Mapping>> {
  const found = await sql.rows<{ fingerprint: string; mapping: Mapping }>(
    'SELECT fingerprint, mapping FROM column_mapping WHERE fingerprint = ANY($1::text[])',
    [fingerprints],
  );
  return new Map(found.map(({ fingerprint, mapping }) => [fingerprint, mapping]));
}

export interface AsNamedBefore {
  file: RecognisedFile;
  /** Null where nobody was asked yet. */
  mapping: Mapping | null;
}

/** The file as somebody has named its columns; where nobody named those of its header, that of its first rows that is known. */
export async function asNamedBefore(sql: SqlRunner, file: RecognisedFile): Promise<AsNamedBefore> {
  if (!isMappable(file)) {
    return { file, mapping: null };
  }
  const rows = file.format === 'unknown' ? headerCandidates(file.firstRows) : [];
  const fingerprints = rows.map(({ cells }) => fingerprintOf(headerNames(cells)));
  const known = await listMappings(sql, [file.fingerprint, ...fingerprints]);
  const own = known.get(file.fingerprint);
  const named = fingerprints.findIndex((fingerprint) => known.has(fingerprint));
  const row = rows[named];
  return own !== undefined || row === undefined
    ? { file, mapping: own ?? null }
    : { file: withHeader(file, row), mapping: known.get(fingerprints[named] ?? '') ?? null };
}

export interface MappingQuestion {
  header: readonly string[];
  /** Where it stands, as a spreadsheet program counts. */
  headerRow: number;
  /** The rows that it may be, as they begin; none where only those below it were kept. */
  headerRows: { row: number; texts: string[] }[];
  /** The first rows as they stand in the file, a text for each name of the header. */
  sample: string[][];
  /** As this file is read; while nobody has said it, what the names suggest. */
  mapping: Mapping;
  /** Whether an answer is kept for files with these columns. */
  remembered: boolean;
}

const sampleRowCount = 20;
/** At most so many of them are the header and what stands above it. */
const firstRowCount = 2 * sampleRowCount;
const textsShown = 4;

/** Null where the columns are not for a person to name. */
export async function mappingQuestion(
  app: App,
  upload: UploadRecord,
  headerRow: number = upload.headerRow,
): Promise<MappingQuestion | null> {
  if (!upload.hasRawRows || upload.batchId !== null) {
    return null;
  }
  const { sql } = app.database;
  const rows = await listFirstRows(sql, upload.id);
  const { header, fingerprint } = headerAt(upload, rows, headerRow);
  const remembered = fingerprint === null ? undefined : (await listMappings(sql, [fingerprint])).get(fingerprint);
  const sample = rows
    .filter(({ number }) => number > headerRow)
    .slice(0, sampleRowCount)
    .map(({ cells }) => header.map((_name, index) => String(cells[index] ?? '').trim()));
  const isAsRead = headerRow === upload.headerRow && upload.mapping !== null;
  return {
    header,
    headerRow,
    headerRows: upload.headerRow === 0 ? [] : headerCandidates(rows).map(beginningOf),
    sample,
    mapping: isAsRead ? (upload.mapping as Mapping) : (remembered ?? suggestMapping(header, sample)),
    remembered: remembered !== undefined,
  };
}

/** As `mappingQuestion`, of a file whose header may be another row. */
export async function askColumns(
  app: App,
  actor: Actor,
  { id, headerRow }: { id: string; headerRow?: number | undefined },
): Promise<MappingQuestion> {
  const upload = await findUpload(app.database.sql, { id, userId: actor.userId });
  const question = upload === null ? null : await mappingQuestion(app, upload, headerRow);
  if (question === null) {
    throw notFound('upload');
  }
  return question;
}

export async function listFirstRows(sql: SqlRunner, id: string): Promise<TableRow[]> {
  const rows = await listRawRows(sql, id, { after: -1, limit: firstRowCount });
  return rows.map(({ row, cells }) => ({ number: row, cells }));
}

function beginningOf({ number, cells }: TableRow): MappingQuestion['headerRows'][number] {
  const texts = headerNames(cells).filter((text) => text !== '');
  return { row: number, texts: texts.slice(0, textsShown) };
}

/** The header as it was found, or the row of that number. */
export function headerAt(
  upload: UploadRecord,
  rows: readonly TableRow[],
  headerRow: number,
): { header: string[]; fingerprint: string | null } {
  if (headerRow === upload.headerRow) {
    return upload;
  }
  const found = upload.headerRow === 0 ? undefined : headerCandidates(rows).find(({ number }) => number === headerRow);
  if (found === undefined) {
    throw new DomainError('bad_input', 'The headers can only be in one of the first rows of the file.');
  }
  const header = headerNames(found.cells);
  return { header, fingerprint: fingerprintOf(header) };
}
