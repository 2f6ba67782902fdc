/** The column mapper: which column of somebody's own sheet is which, asked once and remembered for every such file. */

import { DomainError, notFound } from '@hawker/core';
import {
  findUpload,
  firstRow,
  listMendedRows,
  listRawRows,
  type MendedRow,
  moveLeftOutTexts,
  type SqlRunner,
  storableJson,
  type UploadRecord,
} from '@hawker/db';
import {
  type Column,
  columnFor,
  columns,
  columnsByMapping,
  type Mapping,
  type RecognisedFile,
  readingByMapping,
  suggestMapping,
} from '@hawker/sheets';
import type { Actor, App } from '../context.ts';
import { listAccounts } from './accounts.ts';
import { checkStoredRows, chosenOf, settleUpload } from './check-upload.ts';
import { keptTable, type MendedCells, stageRows } from './stage-upload.ts';
import { rulesKeyOf } from './upload-rules.ts';

/** Whose columns have meanings of the person's own: no format of a program, or a plain sheet with columns left over. */
export function isMappable({ format, ignoredColumns }: Pick<RecognisedFile, 'format' | 'ignoredColumns'>): boolean {
  return format === 'unknown' || (format === 'plain' && ignoredColumns.length > 0);
}

/** What somebody answered for a file with these columns; null where nobody was asked yet. */
export async function findRememberedMapping(sql: SqlRunner, fingerprint: string): Promise<Mapping | null> {
  const found = await firstRow<{ mapping: Mapping }>(sql, 'SELECT mapping FROM column_mapping WHERE fingerprint = $1', [
    fingerprint,
  ]);
  return found?.mapping ?? null;
}

export interface MappingQuestion {
  header: readonly string[];
  /** The first rows as they stand in the file, a text for each name of the header. */
  sample: string[][];
  /** As this file is read; while nobody has said it, what the names suggest. */
  mapping: Mapping;
  /** Whether an answer is kept for files with these columns. */
  remembered: boolean;
}

const sampleRowCount = 20;

/** Null where the columns are not for a person to name. */
export async function mappingQuestion(app: App, upload: UploadRecord): Promise<MappingQuestion | null> {
  if (!upload.hasRawRows || upload.batchId !== null) {
    return null;
  }
  const { sql } = app.database;
  const { header, fingerprint } = upload;
  const rows = await listRawRows(sql, upload.id, { after: -1, limit: sampleRowCount });
  const remembered = fingerprint === null ? null : await findRememberedMapping(sql, fingerprint);
  const sample = rows.map(({ cells }) => header.map((_name, index) => String(cells[index] ?? '').trim()));
  return {
    header,
    sample,
    mapping: (upload.mapping as Mapping | null) ?? suggestMapping(header, sample),
    remembered: remembered !== null,
  };
}

export interface MappedUpload {
  /** Cells that had been mended, and stayed so. */
  kept: number;
  /** Those whose column is not read from the file any more. */
  dropped: number;
}

/** Reads the file by this answer, and every later one with the same columns. What was mended in the rows stays. */
export async function mapUpload(
  app: App,
  actor: Actor,
  { id, mapping }: { id: string; mapping: Mapping },
): Promise<MappedUpload> {
  const accounts = await listAccounts(app);
  return app.database.transaction(async (tx) => {
    const upload = await findUpload(tx, { id, userId: actor.userId }, 'lock');
    if (upload === null) {
      throw notFound('upload');
    }
    if (upload.batchId !== null || !upload.hasRawRows) {
      throw new DomainError('conflict', 'The columns of this file cannot be changed any more. Bring the file again.');
    }
    const file = readingByMapping(upload.header, mapping, { table: keptTable(tx, id), headerRow: 0 });
    const json = storableJson(mapping);
    await tx.rows(
      `INSERT INTO column_mapping (fingerprint, mapping, user_id) VALUES ($1, $2::jsonb, $3)
       ON CONFLICT (fingerprint) DO UPDATE SET mapping = excluded.mapping, user_id = excluded.user_id, updated_at = now()`,
      [upload.fingerprint, json, actor.userId],
    );
    const staying = stayingColumns(upload, mapping);
    const { mended, ...counts } = keepMended(await listMendedRows(tx, id), staying);
    const chosen = chosenOf(accounts, upload);
    await tx.rows('DELETE FROM upload_row WHERE upload_id = $1', [id]);
    await tx.rows(`UPDATE upload SET mapping = $2::jsonb, left_out = '{}', revision = revision + 1 WHERE id = $1`, [
      id,
      json,
    ]);
    await stageRows(app, tx, file, {
      uploadId: id,
      currency: upload.currency,
      fileNames: upload.fileNames,
      accounts: chosen,
      mended,
    });
    const leftOut = staying.filter((column) => upload.leftOut.includes(column));
    if (leftOut.length > 0) {
      await moveLeftOutTexts(tx, id, leftOut);
      await checkStoredRows(app, tx, { upload, accounts: chosen, scope: 'all' });
      await settleUpload(tx, id, rulesKeyOf(app, chosen));
    }
    return counts;
  });
}

/** All but those that were read from the file and are not any more: what stood in one was given up with it. */
function stayingColumns({ header, mapping: said }: UploadRecord, mapping: Mapping): Column[] {
  // Where nobody has said it, a plain sheet was read by the names that we know, and not by what they suggest.
  const before = new Set(said === null ? header.map(columnFor) : columnsByMapping(header, said as Mapping));
  const now = new Set(columnsByMapping(header, mapping));
  return columns.filter((column) => now.has(column) || !before.has(column));
}

function keepMended(
  rows: readonly MendedRow[],
  staying: readonly Column[],
): MappedUpload & { mended: Map<number, MendedCells> } {
  const mended = new Map<number, MendedCells>();
  let [kept, dropped] = [0, 0];
  for (const { row, cells, mended: names } of rows) {
    const stay = staying.filter((column) => names.includes(column));
    kept += stay.length;
    dropped += names.length - stay.length;
    mended.set(row, Object.fromEntries(stay.map((column) => [column, cells[column] ?? ''])));
  }
  return { kept, dropped, mended };
}
