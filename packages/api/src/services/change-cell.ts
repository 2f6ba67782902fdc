/** What a person says about one row: its row is checked again, and those that its SKU has to do with. The sheet on disk stays as it is. */

import { DomainError } from '@hawker/core';
import {
  acceptTwin,
  type CheckScope,
  findUpload,
  firstRow,
  storableText,
  type Transaction,
  type UploadRecord,
} from '@hawker/db';
import { type Cells, type Column, columnTitles } from '@hawker/sheets';
import type { Actor, App } from '../context.ts';
import { listAccounts } from './accounts.ts';
import { checkStoredRows, chosenOf, settleUpload } from './check-upload.ts';
import { rowsAt, type UploadRow } from './upload-pages.ts';
import { givenSku } from './upload-skus.ts';
import { type UploadCounts, uploadCounts } from './uploads.ts';

export interface CellChange {
  row: number;
  column: Column;
  text: string;
}

export interface ChangedCell extends UploadCounts {
  /** As they are now: the row itself first, then those that it gave an SKU to or took one from. */
  rows: UploadRow[];
}

/** More rows than anybody looks at; the others are right when they are read again. */
const rowsTold = 200;

/** A cell is mended. */
export function changeCell(app: App, actor: Actor, id: string, change: CellChange): Promise<ChangedCell> {
  return changeRow(app, actor, id, (tx, upload) => writeCell(tx, upload, change));
}

/** A row that stayed behind shall change the listing that the other row with its SKU has become. */
export function acceptUpdate(app: App, actor: Actor, id: string, row: number): Promise<ChangedCell> {
  return changeRow(app, actor, id, async (tx) => {
    const accepted = await acceptTwin(tx, id, row);
    if (accepted === null) {
      throw new DomainError('conflict', 'There is nothing to accept in this row any more.');
    }
    return { positions: [accepted.position], skus: [] };
  });
}

async function changeRow(
  app: App,
  actor: Actor,
  id: string,
  write: (tx: Transaction, upload: UploadRecord) => Promise<CheckScope>,
): Promise<ChangedCell> {
  const accounts = await listAccounts(app);
  const positions = await app.database.transaction(async (tx) => {
    // Locked, so that two quick edits are checked one after the other.
    const upload = await findUpload(tx, { id, userId: actor.userId }, 'lock');
    if (upload === null || upload.batchId !== null) {
      throw gone();
    }
    const scope = await write(tx, upload);
    await tx.rows('UPDATE upload SET revision = revision + 1 WHERE id = $1', [id]);
    await checkStoredRows(app, tx, { upload, accounts: chosenOf(accounts, upload), scope });
    await settleUpload(tx, id, upload.rulesKey);
    return positionsOf(tx, id, scope);
  });
  const { sql } = app.database;
  const upload = await findUpload(sql, { id, userId: actor.userId });
  if (upload === null) {
    throw gone();
  }
  return { rows: await rowsAt(app, id, positions), ...(await uploadCounts(app, upload)) };
}

/** Writes the text, and tells which rows must be checked again. */
async function writeCell(
  tx: Transaction,
  { id, leftOut }: UploadRecord,
  { row, column, text }: CellChange,
): Promise<CheckScope> {
  if (leftOut.includes(column)) {
    throw new DomainError(
      'conflict',
      `“${columnTitles[column]}” is left out of every row. Take the column back first, then mend it.`,
    );
  }
  const found = await firstRow<{ position: number; cells: Cells; sku: string | null }>(
    tx,
    'SELECT position, cells, sku FROM upload_row WHERE upload_id = $1 AND row = $2 ORDER BY position LIMIT 1',
    [id, row],
  );
  if (found === null) {
    throw gone();
  }
  const { position, cells, sku: oldSku } = found;
  const { [column]: _old, ...others } = cells;
  const kept = storableText(text).trim();
  const changed: Cells = kept === '' ? others : { ...others, [column]: kept };
  const sku = column === 'sku' ? givenSku(changed) : oldSku;
  await tx.rows(
    `UPDATE upload_row SET cells = $3::jsonb, sku = $4, mended = array_append(array_remove(mended, $5::text), $5::text)
     WHERE upload_id = $1 AND position = $2`,
    [id, position, JSON.stringify(changed), sku, column],
  );
  if (kept !== '') {
    await tx.rows(
      'UPDATE upload SET columns = array_append(columns, $2::text) WHERE id = $1 AND NOT $2 = ANY(columns)',
      [id, column],
    );
  }
  if (column !== 'sku') {
    return { positions: [position], skus: [] };
  }
  // An SKU that was made for another row gives way to one that a row says.
  const displaced = await tx.rows<{ position: number }>(
    `UPDATE upload_row SET sku = NULL
     WHERE upload_id = $1 AND sku = $2 AND position <> $3 AND btrim(cells ->> 'sku') IS DISTINCT FROM $2 RETURNING position`,
    [id, sku, position],
  );
  return {
    positions: [position, ...displaced.map((other) => other.position)],
    skus: [oldSku, sku].filter((one) => one !== null),
  };
}

/** The row that was changed first, so that it is among those that are told. */
async function positionsOf(tx: Transaction, id: string, { positions, skus }: CheckScope): Promise<number[]> {
  const rows = await tx.rows<{ position: number }>(
    `SELECT position FROM upload_row WHERE upload_id = $1 AND (position = ANY($2::int[]) OR sku = ANY($3::text[]))
     ORDER BY position <> $4, position LIMIT $5`,
    [id, positions, skus, positions[0] ?? 0, rowsTold],
  );
  return rows.map((row) => row.position);
}

function gone(): DomainError {
  return new DomainError('conflict', 'This row is gone, or the upload has become a batch already.');
}
