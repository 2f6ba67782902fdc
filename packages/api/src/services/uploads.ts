/** Bulk upload: the rows of a sheet are checked, mended, and become a batch in one transaction, once. */

import { DomainError, estimateFinish, notFound, type PublishTime } from '@hawker/core';
import { findTakenSkus, type NamedPhoto, type NewListing, newId } from '@hawker/db';
import { type Column, columns, isAddress, rowOfErrors, writeCsv } from '@hawker/sheets';
import { z } from 'zod';
import type { Actor, App } from '../context.ts';
import { listAccounts, paceStateOf } from './accounts.ts';
import { type BulkCreated, bulkCreate, requireAccounts } from './bulk-create.ts';
import { type CheckedRow, checkRows } from './check-upload.ts';
import { chooseSkus } from './listings.ts';
import type { StoredRow } from './read-upload.ts';

const storedRowsSchema = z.array(z.object({ row: z.int(), cells: z.partialRecord(z.enum(columns), z.string()) }));

export interface Upload {
  id: string;
  fileName: string;
  currency: string;
  createdAt: Date;
  rows: CheckedRow[];
  /** Rows that can go. */
  good: number;
  /** Rows with something to mend. */
  bad: number;
  /** Image files that came with the sheet. */
  fileNames: string[];
  /** Set once it has become a batch. */
  batchId: string | null;
}

/** The upload with every row checked, against the limits of the given accounts' channels too. */
export async function getUpload(
  app: App,
  actor: Actor,
  id: string,
  accountIds: readonly string[] = [],
): Promise<Upload> {
  const row = await app.database.prisma.upload.findFirst({
    where: { id, ...(actor.userId === null ? {} : { userId: actor.userId }) },
    include: { photos: { select: { fileName: true } } },
  });
  if (!row) {
    throw notFound('upload');
  }
  const rows = storedRowsSchema.parse(row.rows) as StoredRow[];
  const skus = rows.flatMap(({ cells }) => (cells.sku === undefined ? [] : [cells.sku]));
  const fileNames = row.photos.flatMap((photo) => (photo.fileName === null ? [] : [photo.fileName]));
  const checked = checkRows(rows, {
    currency: row.currency,
    // Once it is a batch its own listings have the SKUs.
    takenSkus: row.batchId === null ? await findTakenSkus(app.database.sql, skus) : new Set(),
    fileNames: new Set(fileNames.map((name) => name.toLowerCase())),
    channels: await channelsOfAccounts(app, accountIds),
  });
  const good = checked.filter((candidate) => candidate.listing !== null).length;
  return {
    id,
    fileName: row.fileName,
    currency: row.currency,
    createdAt: row.createdAt,
    rows: checked,
    good,
    bad: checked.length - good,
    fileNames,
    batchId: row.batchId,
  };
}

async function channelsOfAccounts(app: App, accountIds: readonly string[]) {
  const accounts = (await listAccounts(app)).filter((account) => accountIds.includes(account.id));
  const names = [...new Set(accounts.map((account) => account.channel))];
  return names.flatMap((name) => app.channels.get(name) ?? []);
}

/** The rows that stay behind as a CSV that can be mended in a spreadsheet program and brought again. */
export async function rowsToMend(
  app: App,
  actor: Actor,
  id: string,
  accountIds: readonly string[],
): Promise<{ fileName: string; csv: string }> {
  const { fileName, rows } = await getUpload(app, actor, id, accountIds);
  const bad = rows.filter((row) => row.listing === null).map(rowOfErrors);
  const pieces: string[] = [];
  for await (const piece of writeCsv(bad, { withErrors: true })) {
    pieces.push(piece);
  }
  return { fileName, csv: pieces.join('') };
}

export interface UploadSummary {
  id: string;
  fileName: string;
  createdAt: Date;
  batchId: string | null;
}

/** Newest first; those that became a batch and those that were left half way. */
export function listUploads(app: App, actor: Actor): Promise<UploadSummary[]> {
  return app.database.prisma.upload.findMany({
    where: actor.userId === null ? {} : { userId: actor.userId },
    select: { id: true, fileName: true, createdAt: true, batchId: true },
    orderBy: { id: 'desc' },
    take: 20,
  });
}

export interface CellChange {
  row: number;
  column: Column;
  text: string;
}

/** Mends one cell; the sheet on disk stays as it is. */
export async function changeCell(app: App, actor: Actor, id: string, change: CellChange): Promise<void> {
  const { row, column, text } = change;
  // One statement on the stored rows, so that two quick edits cannot overwrite each other.
  const changed = await app.database.sql.rows(
    `UPDATE upload SET rows = (
       SELECT jsonb_agg(CASE WHEN (item ->> 'row')::int <> $3 THEN item
         WHEN $5 = '' THEN item #- ARRAY['cells', $4] ELSE jsonb_set(item, ARRAY['cells', $4], to_jsonb($5::text)) END ORDER BY position)
       FROM jsonb_array_elements(rows) WITH ORDINALITY AS stored (item, position))
     WHERE id = $1 AND ($2::uuid IS NULL OR user_id = $2) AND batch_id IS NULL
       AND rows @> jsonb_build_array(jsonb_build_object('row', $3::int)) RETURNING id`,
    [id, actor.userId, row, column, text.trim()],
  );
  if (changed.length === 0) {
    throw new DomainError('conflict', 'This row is gone, or the upload has become a batch already.');
  }
}

export async function discardUpload(app: App, actor: Actor, id: string): Promise<void> {
  const { count } = await app.database.prisma.upload.deleteMany({
    where: { id, batchId: null, ...(actor.userId === null ? {} : { userId: actor.userId }) },
  });
  if (count === 0) {
    throw notFound('upload');
  }
}

export interface AccountPlan {
  accountId: string;
  name: string;
  posts: number;
  /** When the last of them goes out at this account's pace, its waiting posts first. Null for a paused or blocked one. */
  finishesAt: Date | null;
  /** Why nothing goes out for now. */
  problem: string | null;
}

export interface UploadPlan {
  listings: number;
  posts: number;
  staying: number;
  accounts: AccountPlan[];
  finishesAt: Date | null;
}

/** What would happen: how many posts each account gets and when it is done. */
export async function planUpload(
  app: App,
  actor: Actor,
  id: string,
  accountIds: readonly string[],
): Promise<UploadPlan> {
  const upload = await getUpload(app, actor, id, accountIds);
  const now = new Date();
  const chosen = (await listAccounts(app)).filter((account) => accountIds.includes(account.id));
  const accounts = chosen.map((account): AccountPlan => {
    const { queued = 0, scheduled = 0, retry_wait: retrying = 0, rate_limited: slowed = 0 } = account.postCounts;
    const problem =
      account.status === 'paused'
        ? 'Paused: its posts wait until you resume it.'
        : account.status === 'blocked'
          ? (account.blockedReason ?? 'Its sign-in no longer works.')
          : null;
    const waiting = queued + scheduled + retrying + slowed + upload.good;
    return {
      accountId: account.id,
      name: account.name,
      posts: upload.good,
      problem,
      finishesAt:
        problem === null && upload.good > 0
          ? estimateFinish(now, waiting, account, paceStateOf(account), account.timeZone)
          : null,
    };
  });
  const finishes = accounts.flatMap((account) => (account.finishesAt === null ? [] : [account.finishesAt.getTime()]));
  return {
    listings: upload.good,
    posts: upload.good * chosen.length,
    staying: upload.bad,
    accounts,
    finishesAt: finishes.length === 0 ? null : new Date(Math.max(...finishes)),
  };
}

export interface ConfirmUpload {
  id: string;
  accountIds: readonly string[];
  publish: PublishTime;
}

export interface ConfirmedUpload extends BulkCreated {
  batchId: string;
  /** Rows that stayed because something in them is not right. */
  staying: number;
}

/** Makes the batch. Asked twice, it makes nothing and gives the batch that is there. */
export async function confirmUpload(app: App, actor: Actor, request: ConfirmUpload): Promise<ConfirmedUpload> {
  const accountIds = await requireAccounts(app, request.accountIds);
  const upload = await getUpload(app, actor, request.id, accountIds);
  if (upload.batchId !== null) {
    return { batchId: upload.batchId, listingIds: [], postCount: 0, skipped: 0, staying: upload.bad };
  }
  const good = upload.rows.flatMap((row) => (row.listing === null ? [] : [row.listing]));
  if (good.length === 0) {
    throw new DomainError('bad_input', 'No row can go yet. Mend the marked cells first.');
  }
  const skus = await chooseSkus(app.database.sql, good);
  const listings: NewListing[] = [];
  const photos: NamedPhoto[] = [];
  good.forEach(({ images, sku: _sku, ...listing }, index) => {
    const id = newId();
    listings.push({ ...listing, id, sku: skus[index] ?? id });
    images.forEach((image, position) => {
      const address = isAddress(image);
      photos.push({
        id: newId(),
        listingId: id,
        position,
        sourceUrl: address ? image : null,
        fileName: address ? null : image,
      });
    });
  });
  const created = await bulkCreate(app, actor, {
    batchName: upload.fileName,
    listings,
    photos,
    accountIds,
    publish: request.publish,
    uploadId: upload.id,
    before: async (tx, batchId) => {
      const claimed = await tx.rows('UPDATE upload SET batch_id = $2 WHERE id = $1 AND batch_id IS NULL RETURNING id', [
        upload.id,
        batchId,
      ]);
      if (claimed.length === 0) {
        throw new DomainError('conflict', 'This upload has become a batch already.');
      }
    },
  });
  if (created.batchId === null) {
    throw new Error('An upload makes a batch');
  }
  return { ...created, batchId: created.batchId, staying: upload.bad };
}
