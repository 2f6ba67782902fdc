/** The rows of an upload, checked against each other, the listings that are there, and what the chosen accounts take. */

import {
  type CheckedUploadRow,
  type CheckScope,
  type ExistingListingRow,
  findKeptPhotos,
  findUpload,
  listBatchesOfFile,
  listExistingListings,
  listOutdatedPositions,
  listRowsToCheck,
  type RowToCheck,
  type SqlRunner,
  type Transaction,
  type UploadRecord,
  writeCheckedRows,
} from '@hawker/db';
import { createRowCheck, ownPhotoHash, splitImages } from '@hawker/sheets';
import type { Actor, App } from '../context.ts';
import { type Account, listAccounts } from './accounts.ts';
import { SkuMaker } from './make-skus.ts';
import { accountRulesOf, rulesKeyOf } from './upload-rules.ts';

export interface CheckRules {
  /** For prices without a currency of their own. */
  currency: string;
  /** Names of the pictures that came with the file, with their folders. */
  fileNames: readonly string[];
  accounts: readonly Account[];
}

type Check = (rows: readonly RowToCheck[]) => Promise<CheckedUploadRow[]>;

/** A check for some hundreds of rows at a time: at most two statements for all of them. */
export function createUploadCheck(app: App, sql: SqlRunner, { currency, fileNames, accounts }: CheckRules): Check {
  const ownPhotos = { prefix: `${app.origin}/photos/`, hashes: new Set<string>() };
  const check = createRowCheck({
    currency,
    fileNames: new Set(fileNames),
    ownPhotos,
    ...accountRulesOf(app, accounts),
  });
  return async (rows) => {
    ownPhotos.hashes = await keptPhotos(sql, rows, ownPhotos.prefix);
    const existing = await existingListings(sql, rows);
    return rows.map(({ position, cells, sku, firstRow, twinRow }) => {
      const known = sku === null ? null : (existing.get(sku) ?? null);
      const { errors, listing } = check(cells, { sku, existing: known });
      const result = { position, sku, checkedWith: known?.digest ?? null };
      const taken = takenSentence(firstRow, twinRow);
      return taken === null
        ? { ...result, errors, listing: listing === null ? null : { ...listing, sku } }
        : // What the cell itself says comes first.
          { ...result, listing: null, errors: { sku: taken, ...errors } };
    });
  };
}

/** Null where the row has its SKU for itself. */
function takenSentence(firstRow: number | null, twinRow: number | null): string | null {
  if (twinRow !== null) {
    const twin = twinRow.toLocaleString('en');
    return `Row ${twin} had this SKU too, and has gone. Give this row another SKU, or accept that it changes that listing.`;
  }
  return firstRow === null
    ? null
    : `Row ${firstRow.toLocaleString('en')} has this SKU too. Each listing needs its own.`;
}

async function keptPhotos(sql: SqlRunner, rows: readonly RowToCheck[], prefix: string): Promise<Set<string>> {
  const hashes = new Set<string>();
  for (const { cells } of rows) {
    // Looked at before it is taken apart: most files name no photo of Hawker's own.
    if (cells.images?.includes(prefix)) {
      for (const image of splitImages(cells.images)) {
        const hash = ownPhotoHash(image, prefix);
        if (hash !== null) {
          hashes.add(hash);
        }
      }
    }
  }
  return new Set(hashes.size === 0 ? [] : await findKeptPhotos(sql, [...hashes]));
}

async function existingListings(sql: SqlRunner, rows: readonly RowToCheck[]): Promise<Map<string, ExistingListingRow>> {
  const skus = rows.flatMap(({ sku }) => (sku === null ? [] : [sku]));
  const found = skus.length === 0 ? [] : await listExistingListings(sql, skus);
  return new Map(found.map((listing) => [listing.sku, listing]));
}

const rowsAtOnce = 2_000;

/** Checks stored rows again and writes what changed. The upload must be locked. */
export async function checkStoredRows(
  app: App,
  tx: Transaction,
  { upload, accounts, scope }: { upload: UploadRecord; accounts: readonly Account[]; scope: CheckScope | 'all' },
): Promise<void> {
  const check = createUploadCheck(app, tx, { currency: upload.currency, fileNames: upload.fileNames, accounts });
  const batchIds = upload.restOfBatchId === null ? [] : await listBatchesOfFile(tx, upload.id);
  const skus = new SkuMaker(tx, { uploadId: upload.id, batchIds });
  for (let after = -1; ; ) {
    const rows = await listRowsToCheck(tx, upload.id, { scope, after, limit: rowsAtOnce });
    if (rows.length > 0) {
      await writeCheckedRows(tx, upload.id, await check(await skus.withSkus(rows)));
    }
    if (rows.length < rowsAtOnce) {
      return;
    }
    after = rows.at(-1)?.position ?? after;
  }
}

/**
 * The chosen accounts that are still there. The accounts are read before a transaction begins: inside one that holds the
 * upload, reading them would want a second connection, for which those may wait who wait for the first.
 */
export function chosenOf(accounts: readonly Account[], { accountIds }: Pick<UploadRecord, 'accountIds'>): Account[] {
  const wanted = new Set(accountIds);
  return accounts.filter(({ id }) => wanted.has(id));
}

/** Whether the rows were checked with other rules than now. A batch stays as it was made; a file without columns has no rows. */
export function isOutdated(app: App, upload: UploadRecord, accounts: readonly Account[]): boolean {
  return upload.batchId === null && upload.format !== 'unknown' && upload.rulesKey !== rulesKeyOf(app, accounts);
}

/** Checks all rows again, unless somebody else has done so meanwhile. */
export async function checkAgain(app: App, actor: Actor, id: string): Promise<void> {
  const allAccounts = await listAccounts(app);
  await app.database.transaction(async (tx) => {
    const upload = await findUpload(tx, { id, userId: actor.userId }, 'lock');
    if (upload === null) {
      return;
    }
    const accounts = chosenOf(allAccounts, upload);
    if (!isOutdated(app, upload, accounts)) {
      return;
    }
    await checkStoredRows(app, tx, { upload, accounts, scope: 'all' });
    await settleUpload(tx, id, rulesKeyOf(app, accounts));
  });
}

/** Checks those rows again whose listings are no longer what they were then. Tells whether there were any. */
export async function checkOutdatedRows(app: App, actor: Actor, id: string): Promise<boolean> {
  // Without the lock first: mostly there is none, and whoever holds the upload may make a batch of it for long.
  if ((await listOutdatedPositions(app.database.sql, id)).length === 0) {
    return false;
  }
  const allAccounts = await listAccounts(app);
  return app.database.transaction(async (tx) => {
    const upload = await findUpload(tx, { id, userId: actor.userId }, 'lock');
    const positions = upload === null || upload.batchId !== null ? [] : await listOutdatedPositions(tx.unprepared, id);
    if (upload === null || positions.length === 0) {
      return false;
    }
    const accounts = chosenOf(allAccounts, upload);
    // Of many, each page of rows would be compared with all of them.
    const scope = positions.length > rowsAtOnce ? 'all' : { positions, skus: [] };
    await checkStoredRows(app, tx, { upload, accounts, scope });
    await settleUpload(tx, id, upload.rulesKey);
    return true;
  });
}

/** Counts what is kept with the upload, after its rows were changed. */
export async function settleUpload(tx: Transaction, id: string, rulesKey: string | null): Promise<void> {
  await tx.rows(
    `UPDATE upload SET rules_key = $2,
       bad_count = (SELECT count(*) FROM upload_row WHERE upload_id = $1 AND listing IS NULL AND NOT is_out),
       out_count = (SELECT count(*) FROM upload_row WHERE upload_id = $1 AND is_out) WHERE id = $1`,
    [id, rulesKey],
  );
}
