/** What a person says about one row: it is checked again, and those that its SKU has to do with. The sheet on disk stays as it is. */

import { DomainError } from '@hawker/core';
import {
  acceptTwin,
  type CheckScope,
  findUpload,
  findUploadRow,
  giveSkuWay,
  type Transaction,
  type UploadRecord,
  writeUploadRow,
} from '@hawker/db';
import type { Actor, App } from '../context.ts';
import { listAccounts } from './accounts.ts';
import { checkStoredRows, chosenOf, settleUpload } from './check-upload.ts';
import { rowsAt, type UploadRow } from './upload-pages.ts';
import { givenSku } from './upload-skus.ts';
import { type UploadCounts, uploadCounts } from './uploads.ts';

export interface ChangedRow extends UploadCounts {
  /** As they are now: the row itself first, then those that it gave an SKU to or took one from. */
  rows: UploadRow[];
}

/** More rows than anybody looks at; the others are right when they are read again. */
const rowsTold = 200;

/** A row that stayed behind shall change the listing that the other row with its SKU has become, or that is taken back. */
export function acceptUpdate(
  app: App,
  actor: Actor,
  id: string,
  change: { row: number; isAccepted: boolean },
): Promise<ChangedRow> {
  return changeRow(app, actor, id, async (tx) => {
    const accepted = await acceptTwin(tx, id, change);
    if (accepted === null) {
      const deed = change.isAccepted ? 'accept' : 'take back';
      throw new DomainError('conflict', `There is nothing to ${deed} in this row any more.`);
    }
    return { positions: [accepted.position], skus: [] };
  });
}

/** A row does not go, and is nothing to mend, or is among the others again. What it says is kept meanwhile. */
export function leaveRowOut(
  app: App,
  actor: Actor,
  id: string,
  { row, isOut }: { row: number; isOut: boolean },
): Promise<ChangedRow> {
  return changeRow(app, actor, id, async (tx) => {
    const found = await findUploadRow(tx, id, row);
    if (found === null) {
      throw rowGone();
    }
    await writeUploadRow(tx, id, { ...found, isOut });
    const { position, sku } = found;
    // Meanwhile its SKU may have been made for another row, which did not meet it.
    const displaced = isOut || givenSku(found.cells) === null ? [] : await giveSkuWay(tx, id, { sku, position });
    return { positions: [position, ...displaced], skus: sku === null ? [] : [sku] };
  });
}

/** Has `write` change something about a row; it tells which rows must be checked again, the changed one first. */
export async function changeRow(
  app: App,
  actor: Actor,
  id: string,
  write: (tx: Transaction, upload: UploadRecord) => Promise<CheckScope>,
): Promise<ChangedRow> {
  const accounts = await listAccounts(app);
  const positions = await app.database.transaction(async (tx) => {
    // Locked, so that two quick edits are checked one after the other.
    const upload = await findUpload(tx, { id, userId: actor.userId }, 'lock');
    if (upload === null || upload.batchId !== null) {
      throw rowGone();
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
    throw rowGone();
  }
  return { rows: await rowsAt(app, id, positions), ...(await uploadCounts(app, upload)) };
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

export function rowGone(): DomainError {
  return new DomainError('conflict', 'This row is gone, or the upload has become a batch already.');
}
