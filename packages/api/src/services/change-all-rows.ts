/** What a person decides about all rows of an upload at once: they are checked again with it. */

import { DomainError, notFound } from '@hawker/core';
import { findUpload, type Transaction, type UploadRecord } from '@hawker/db';
import type { Actor, App } from '../context.ts';
import { listAccounts } from './accounts.ts';
import { checkStoredRows, chosenOf, settleUpload } from './check-upload.ts';
import { rulesKeyOf } from './upload-rules.ts';

export async function changeAllRows(
  app: App,
  actor: Actor,
  id: string,
  write: (tx: Transaction, upload: UploadRecord) => Promise<unknown>,
): Promise<void> {
  const allAccounts = await listAccounts(app);
  await app.database.transaction(async (tx) => {
    const upload = await findUpload(tx, { id, userId: actor.userId }, 'lock');
    if (upload === null) {
      throw notFound('upload');
    }
    if (upload.batchId !== null || upload.format === 'unknown') {
      throw new DomainError('conflict', 'The rows of this upload cannot be changed now.');
    }
    await write(tx, upload);
    await tx.rows('UPDATE upload SET revision = revision + 1 WHERE id = $1', [id]);
    const accounts = chosenOf(allAccounts, upload);
    await checkStoredRows(app, tx, { upload, accounts, scope: 'all' });
    await settleUpload(tx, id, rulesKeyOf(app, accounts));
  });
}
