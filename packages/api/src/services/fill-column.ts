/** What all rows say that say nothing in a column, said once: written into them, checked, and taken back at one press. */

import { DomainError, notFound } from '@hawker/core';
import {
  countSilentRows,
  emptyFilledRows,
  fillSilentRows,
  findUpload,
  storableText,
  type Transaction,
  type UploadRecord,
} from '@hawker/db';
import { type Column, columnTitles } from '@hawker/sheets';
import type { Actor, App } from '../context.ts';
import { listAccounts } from './accounts.ts';
import { checkStoredRows, chosenOf, settleUpload } from './check-upload.ts';
import { rulesKeyOf } from './upload-rules.ts';
import { requireChecked } from './uploads.ts';

/** What many things can have in common. */
export const fillable = ['condition', 'category', 'brand', 'location', 'tags'] as const satisfies readonly Column[];

export type FillableColumn = (typeof fillable)[number];

/** Makes no difference for a listing that is there: an empty cell leaves what it has. */
export type FillColumn = { id: string } & ({ column: FillableColumn; text: string } | { takeBack: FillableColumn });

export async function fillColumn(app: App, actor: Actor, { id, ...change }: FillColumn): Promise<void> {
  const allAccounts = await listAccounts(app);
  await app.database.transaction(async (tx) => {
    const upload = await findUpload(tx, { id, userId: actor.userId }, 'lock');
    if (upload === null) {
      throw notFound('upload');
    }
    if (upload.batchId !== null || upload.format === 'unknown') {
      throw new DomainError('conflict', 'The rows of this upload cannot be changed now.');
    }
    await write(tx, upload, change);
    const accounts = chosenOf(allAccounts, upload);
    await checkStoredRows(app, tx, { upload, accounts, scope: 'all' });
    await settleUpload(tx, id, rulesKeyOf(app, accounts));
  });
}

async function write(
  tx: Transaction,
  { id, leftOut }: UploadRecord,
  change: { column: FillableColumn; text: string } | { takeBack: FillableColumn },
): Promise<void> {
  if ('takeBack' in change) {
    return emptyFilledRows(tx, id, change.takeBack);
  }
  const { column } = change;
  if (leftOut.includes(column)) {
    throw new DomainError(
      'conflict',
      `“${columnTitles[column]}” is left out of every row. Take the column back first, then say it for all rows.`,
    );
  }
  return fillSilentRows(tx, id, { column, text: storableText(change.text).trim() });
}

export interface SilentRows {
  /** Rows that say no condition and make a listing, which is then good. */
  condition: number;
}

/** What listings will be said to be although no row says it. */
export async function silentRows(app: App, actor: Actor, id: string): Promise<SilentRows> {
  await requireChecked(app, actor, id);
  return { condition: await countSilentRows(app.database.sql, id, 'condition') };
}
