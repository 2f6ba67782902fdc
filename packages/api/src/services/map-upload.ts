/** A person's answer to the column mapper: the rows are read by it, and it is remembered for every such file. */

import { DomainError, notFound } from '@hawker/core';
import {
  type DecidedRow,
  fillSilentRows,
  findUpload,
  listDecidedRows,
  moveLeftOutTexts,
  storableJson,
  type UploadRecord,
} from '@hawker/db';
import {
  type Column,
  columnFor,
  columns,
  columnsByMapping,
  type Mapping,
  noteAboveHeader,
  readingByMapping,
} from '@hawker/sheets';
import type { Actor, App } from '../context.ts';
import { listAccounts } from './accounts.ts';
import { headerAt, listFirstRows } from './ask-columns.ts';
import { checkStoredRows, chosenOf, settleUpload } from './check-upload.ts';
import { type DecidedByHand, keptTable, stageRows } from './stage-upload.ts';
import { rulesKeyOf } from './upload-rules.ts';

export interface MappedUpload {
  /** Cells that had been mended, and stayed so. */
  kept: number;
  /** Those whose column is not read from the file any more. */
  dropped: number;
}

export interface MapUpload {
  id: string;
  mapping: Mapping;
  /** Which row names the columns, where it is another than was found. */
  headerRow?: number | undefined;
}

/** Reads the file by this answer, and every later one with the same columns. What was decided about the rows stays. */
export async function mapUpload(app: App, actor: Actor, { id, mapping, headerRow }: MapUpload): Promise<MappedUpload> {
  const accounts = await listAccounts(app);
  return app.database.transaction(async (tx) => {
    const upload = await findUpload(tx, { id, userId: actor.userId }, 'lock');
    if (upload === null) {
      throw notFound('upload');
    }
    if (upload.batchId !== null || !upload.hasRawRows) {
      throw new DomainError('conflict', 'The columns of this file cannot be changed any more. Bring the file again.');
    }
    const rows = await listFirstRows(tx, id);
    const row = headerRow ?? upload.headerRow;
    const { header, fingerprint } = headerAt(upload, rows, row);
    const file = readingByMapping(header, mapping, { table: keptTable(tx, id), headerRow: row });
    const json = storableJson(mapping);
    await tx.rows(
      `INSERT INTO column_mapping (fingerprint, mapping, user_id) VALUES ($1, $2::jsonb, $3)
       ON CONFLICT (fingerprint) DO UPDATE SET mapping = excluded.mapping, user_id = excluded.user_id, updated_at = now()`,
      [fingerprint, json, actor.userId],
    );
    const staying = stayingColumns(upload, { header, mapping });
    const { decided, ...counts } = keepDecided(await listDecidedRows(tx, id), staying);
    const chosen = chosenOf(accounts, upload);
    await tx.rows('DELETE FROM upload_row WHERE upload_id = $1', [id]);
    await tx.rows(
      `UPDATE upload SET mapping = $2::jsonb, header = $3, header_row = $4, fingerprint = $5, left_out = '{}', filled = '{}',
         revision = revision + 1
       WHERE id = $1`,
      [id, json, header, row, fingerprint],
    );
    await stageRows(
      app,
      tx,
      { ...file, aboveHeader: noteAboveHeader(rows, row) },
      { uploadId: id, currency: upload.currency, fileNames: upload.fileNames, accounts: chosen, decided },
    );
    const filled = staying.flatMap((column) => {
      const text = upload.filled[column];
      return text === undefined ? [] : [{ column, text }];
    });
    for (const one of filled) {
      await fillSilentRows(tx, id, one);
    }
    const leftOut = staying.filter((column) => upload.leftOut.includes(column));
    if (leftOut.length > 0) {
      await moveLeftOutTexts(tx, id, leftOut);
    }
    if (filled.length + leftOut.length > 0) {
      await checkStoredRows(app, tx, { upload, accounts: chosen, scope: 'all' });
      await settleUpload(tx, id, rulesKeyOf(app, chosen));
    }
    return counts;
  });
}

/** All but those that were read from the file and are not any more: what stood in one was given up with it. */
function stayingColumns(
  { header, mapping: said }: UploadRecord,
  next: { header: readonly string[]; mapping: Mapping },
): Column[] {
  // Where nobody has said it, a plain sheet was read by the names that we know, and not by what they suggest.
  const before = new Set(said === null ? header.map(columnFor) : columnsByMapping(header, said as Mapping));
  const now = new Set(columnsByMapping(next.header, next.mapping));
  return columns.filter((column) => now.has(column) || !before.has(column));
}

function keepDecided(
  rows: readonly DecidedRow[],
  staying: readonly Column[],
): MappedUpload & { decided: Map<number, DecidedByHand> } {
  const decided = new Map<number, DecidedByHand>();
  let [kept, dropped] = [0, 0];
  for (const { row, cells, mended: names, isOut, anotherThan } of rows) {
    const stay = staying.filter((column) => names.includes(column));
    kept += stay.length;
    dropped += names.length - stay.length;
    const mended = Object.fromEntries(stay.map((column) => [column, cells[column] ?? '']));
    decided.set(row, { mended, isOut, anotherThan });
  }
  return { kept, dropped, decided };
}
