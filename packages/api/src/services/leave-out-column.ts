/** A column that is wrong nearly everywhere: told once, and left out of every row at one press. */

import { DomainError, notFound } from '@hawker/core';
import { type ColumnTrouble, findUpload, listColumnTroubles, moveLeftOutTexts } from '@hawker/db';
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

/**
 * Without title and price there is no listing, by its SKU a row is known; what is sold out must not become for sale, nor a
 * price in yen one in euros.
 */
const needed: ReadonlySet<Column> = new Set(['title', 'price', 'currency', 'sku', 'quantity']);

/** Fewer are mended one by one. */
const minRows = 10;

/** Columns that fail in half of the rows or more, or in any; the worst first. Of rows that are left out nothing fails. */
export async function uploadTroubles(
  app: App,
  actor: Actor,
  id: string,
  which: 'most' | 'any' = 'most',
): Promise<UploadTrouble[]> {
  const { rowCount, badCount, outCount } = await requireChecked(app, actor, id);
  const least = which === 'any' ? 1 : Math.max(minRows, Math.ceil((rowCount - outCount) / 2));
  if (badCount < least) {
    return [];
  }
  const troubles = await listColumnTroubles(app.database.sql, id, least);
  return troubles.flatMap(({ column: name, ...trouble }) => {
    const column = columns.find((one) => one === name);
    return column === undefined ? [] : [{ ...trouble, column, mayBeLeftOut: !needed.has(column) }];
  });
}

/** One column: what is left out otherwise, by somebody in another tab too, stays so. */
export type LeaveOut = { id: string } & ({ leave: Column } | { takeBack: Column });

/** Every row is checked again without it, or with it. Its texts are kept, so that it comes back as it was, mended cells too. */
export async function leaveColumnOut(app: App, actor: Actor, { id, ...change }: LeaveOut): Promise<void> {
  if ('leave' in change && needed.has(change.leave)) {
    throw new DomainError('bad_input', `Every row needs its ${change.leave === 'sku' ? 'SKU' : change.leave}.`);
  }
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
    const column = 'leave' in change ? change.leave : change.takeBack;
    const others = upload.leftOut.filter((one) => one !== column);
    await moveLeftOutTexts(tx, id, 'leave' in change ? [...others, column] : others);
    await checkStoredRows(app, tx, { upload, accounts, scope: 'all' });
    await settleUpload(tx, id, rulesKeyOf(app, accounts));
  });
}
