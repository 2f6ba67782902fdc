/** A column that is wrong nearly everywhere: told once, and left out of every row at one press. */

import { DomainError, notFound } from '@hawker/core';
import { type ColumnTrouble, findUpload, listColumnTroubles, type Transaction } from '@hawker/db';
import { type Column, columns } from '@hawker/sheets';
import type { Actor, App } from '../context.ts';
import { listAccounts } from './accounts.ts';
import { checkStoredRows, chosenOf, settleUpload } from './check-upload.ts';
import { rulesKeyOf } from './upload-rules.ts';
import { requireChecked } from './uploads.ts';

export interface UploadTrouble extends Omit<ColumnTrouble, 'column'> {
  column: Column;
  /** Whether the rows can do without it. */
  mayBeLeftOut: boolean;
}

/** Without title and price there is no listing; by its SKU a row is known. */
const needed: ReadonlySet<Column> = new Set(['title', 'price', 'sku']);

/** Fewer are mended one by one. */
const minRows = 10;

/** Columns that fail in half of the rows or more. */
export async function uploadTroubles(app: App, actor: Actor, id: string): Promise<UploadTrouble[]> {
  const { rowCount, badCount } = await requireChecked(app, actor, id);
  const least = Math.max(minRows, Math.ceil(rowCount / 2));
  if (badCount < least) {
    return [];
  }
  const troubles = await listColumnTroubles(app.database.sql, id, least);
  return troubles.flatMap(({ column: name, ...trouble }) => {
    const column = columns.find((one) => one === name);
    return column === undefined ? [] : [{ ...trouble, column, mayBeLeftOut: !needed.has(column) }];
  });
}

export interface LeaveOut {
  id: string;
  /** All that are to be left out; others are taken back. */
  columns: readonly Column[];
}

/** Every row is checked again without them. Their texts are kept, so that they can be taken back as they were, mended cells too. */
export async function leaveColumnsOut(app: App, actor: Actor, { id, columns: asked }: LeaveOut): Promise<void> {
  const lacking = asked.find((column) => needed.has(column));
  if (lacking !== undefined) {
    throw new DomainError('bad_input', `Every row needs its ${lacking === 'sku' ? 'SKU' : lacking}.`);
  }
  const leftOut = columns.filter((column) => asked.includes(column));
  const allAccounts = await listAccounts(app);
  await app.database.transaction(async (tx) => {
    const upload = await findUpload(tx, { id, userId: actor.userId }, 'lock');
    if (upload === null) {
      throw notFound('upload');
    }
    if (upload.batchId !== null || upload.format === 'unknown') {
      throw new DomainError('conflict', 'The columns of this upload cannot be left out now.');
    }
    const accounts = chosenOf(allAccounts, upload);
    await moveTexts(tx, id, leftOut);
    await checkStoredRows(app, tx, { upload, accounts, scope: 'all' });
    await settleUpload(tx, id, rulesKeyOf(app, accounts));
  });
}

/** What was written into such a column meanwhile counts. */
async function moveTexts(tx: Transaction, id: string, leftOut: readonly Column[]): Promise<void> {
  await tx.rows('UPDATE upload SET left_out = $2 WHERE id = $1', [id, leftOut]);
  await tx.rows(
    `UPDATE upload_row SET cells = moved.cells, left_out = moved.left_out
     FROM (
       SELECT position, texts - $2::text[] AS cells,
         (SELECT coalesce(jsonb_object_agg(name, text), '{}') FROM jsonb_each(texts) AS each (name, text)
          WHERE name = ANY($2::text[])) AS left_out
       FROM (SELECT position, left_out || cells AS texts FROM upload_row WHERE upload_id = $1) AS whole
     ) AS moved
     WHERE upload_id = $1 AND upload_row.position = moved.position
       AND (upload_row.cells, upload_row.left_out) IS DISTINCT FROM (moved.cells, moved.left_out)`,
    [id, leftOut],
  );
}
