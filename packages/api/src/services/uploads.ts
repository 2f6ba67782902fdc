/** Bulk upload: the staged rows of a sheet, a page at a time, until they become a batch. */

import { DomainError, notFound } from '@hawker/core';
import { countKnownListings, findUpload, type KnownListings, listImageCells, type UploadRecord } from '@hawker/db';
import {
  type CellErrors,
  type Cells,
  type Column,
  columns,
  createPhotoNames,
  type FormatName,
  formatNames,
  formatTitles,
  hasScheme,
  picturesIn,
  rowOfErrors,
  writeCsv,
} from '@hawker/sheets';
import type { Actor, App } from '../context.ts';
import { listAccounts } from './accounts.ts';
import { type MappingQuestion, mappingQuestion } from './ask-columns.ts';
import { requireAccounts } from './bulk-create.ts';
import { checkAgain, chosenOf, isOutdated } from './check-upload.ts';

/** Good rows by what they do to the listings that are there. */
export interface UploadCounts {
  /** Rows that can go. */
  good: number;
  /** Rows with something to mend. */
  bad: number;
  /** Rows that somebody left out. */
  out: number;
  creates: number;
  updates: number;
  unchanged: number;
  /** Of the unchanged ones, those whose photos could not be fetched before and are tried again. */
  photosAgain: number;
}

export interface Upload extends UploadCounts {
  id: string;
  fileName: string;
  currency: string;
  createdAt: Date;
  /** Set once it has become a batch. */
  batchId: string | null;
  /** The batch whose rows that could not go these are. */
  restOfBatchId: string | null;
  /** `unknown` while it waits for somebody to name its columns. */
  format: FormatName;
  /** As people call the format. */
  formatTitle: string;
  /** Columns of the file that are not read; they are named on the screen, not dropped in silence. */
  ignoredColumns: string[];
  /** Rows that were left out, a sentence each. */
  notes: string[];
  /** The first of the sentences that rows have at their cells, for who does not look at the rows. */
  warnings: string[];
  /** Photos of the ZIP that could not be taken, a sentence each. */
  refusedPhotos: string[];
  /** In which any row has a text. */
  columns: Column[];
  /** Columns that somebody left out of all rows. */
  leftOut: Column[];
  /** What all rows say that say nothing themselves, by column. */
  filled: Cells;
  rowCount: number;
  /** Picture files that came with the sheet. */
  fileNames: string[];
  /** Names of pictures that are not among the files; the first of them. */
  missingImages: string[];
  /** The accounts that are chosen. */
  accountIds: string[];
  /** The batch that the very same file became before. */
  sameAs: { batchId: string; createdAt: Date } | null;
  /** Null where the columns are not for a person to name. */
  mapping: MappingQuestion | null;
}

/** Its head; the rows come by `listRows`. Costs the same however many there are, but for comparing them in the database. */
export async function getUpload(app: App, actor: Actor, id: string): Promise<Upload> {
  const upload = await requireChecked(app, actor, id);
  const { notes, sameAs } = upload;
  return {
    id,
    fileName: upload.fileName,
    currency: upload.currency,
    createdAt: upload.createdAt,
    batchId: upload.batchId,
    restOfBatchId: upload.restOfBatchId,
    format: formatOf(upload),
    formatTitle: formatTitles[formatOf(upload)],
    ignoredColumns: notes.ignoredColumns ?? [],
    notes: [...(notes.fileNotes ?? []), ...(notes.notes ?? [])],
    warnings: notes.warnings ?? [],
    refusedPhotos: notes.refusedPhotos ?? [],
    columns: columns.filter((column) => upload.columns.includes(column) && !upload.leftOut.includes(column)),
    leftOut: columns.filter((column) => upload.leftOut.includes(column)),
    filled: upload.filled,
    rowCount: upload.rowCount,
    fileNames: upload.fileNames,
    missingImages: await missingOf(app, upload),
    accountIds: upload.accountIds,
    sameAs: sameAs === null ? null : { batchId: sameAs.batchId, createdAt: new Date(sameAs.createdAt) },
    mapping: await mappingQuestion(app, upload),
    ...(await uploadCounts(app, upload)),
  };
}

/** The upload, its rows checked by the rules of now. */
export async function requireChecked(app: App, actor: Actor, id: string): Promise<UploadRecord> {
  const upload = await requireUpload(app, actor, id);
  if (!isOutdated(app, upload, chosenOf(await listAccounts(app), upload))) {
    return upload;
  }
  await checkAgain(app, actor, id);
  return requireUpload(app, actor, id);
}

async function requireUpload(app: App, actor: Actor, id: string): Promise<UploadRecord> {
  const upload = await findUpload(app.database.sql, { id, userId: actor.userId });
  if (upload === null) {
    throw notFound('upload');
  }
  return upload;
}

/** For whoever adds a picture to it: throws unless it is the person's own and no batch yet. */
export async function requireOpenUpload(app: App, actor: Actor, id: string): Promise<void> {
  if ((await requireUpload(app, actor, id)).batchId !== null) {
    throw new DomainError('conflict', 'This upload has become a batch already.');
  }
}

export function formatOf({ format }: UploadRecord): FormatName {
  return formatNames.find((name) => name === format) ?? 'plain';
}

export async function uploadCounts(app: App, upload: UploadRecord): Promise<UploadCounts> {
  const known = goodRows(upload) === 0 ? null : await countKnownListings(app.database.sql, upload.id, app.origin);
  return countsOf(upload, known);
}

type CountedRows = Pick<UploadRecord, 'rowCount' | 'badCount' | 'outCount'>;

/** Rows that can go. */
export function goodRows({ rowCount, badCount, outCount }: CountedRows): number {
  return rowCount - badCount - outCount;
}

export function countsOf(rows: CountedRows, compared: KnownListings | null): UploadCounts {
  const good = goodRows(rows);
  const { known, updates, photosAgain } = compared ?? { known: 0, updates: 0, photosAgain: 0 };
  const counts = { good, bad: rows.badCount, out: rows.outCount, creates: good - known };
  return { ...counts, updates, unchanged: known - updates, photosAgain };
}

const missingImagesTold = 500;

/** Names of pictures that are not among the files; the first of them. */
export async function missingImages(app: App, actor: Actor, id: string): Promise<string[]> {
  return missingOf(app, await requireUpload(app, actor, id));
}

async function missingOf(app: App, { id, fileNames, badCount }: UploadRecord): Promise<string[]> {
  if (badCount === 0) {
    return [];
  }
  const there = createPhotoNames(fileNames);
  const cells = await listImageCells(app.database.sql, id, missingImagesTold);
  const named = cells.flatMap((cell) => picturesIn(cell, there));
  const missing = named.filter((name) => !hasScheme(name) && there.find(name).is === 'missing');
  return [...new Set(missing)].slice(0, missingImagesTold);
}

/** Stores which accounts the rows go to, and checks them again where those take something else. */
export async function chooseAccounts(
  app: App,
  actor: Actor,
  id: string,
  accountIds: readonly string[],
): Promise<Pick<UploadCounts, 'good' | 'bad' | 'out'>> {
  const chosen = await requireAccounts(app, accountIds);
  const changed = await app.database.sql.rows(
    `UPDATE upload SET account_ids = $3 WHERE id = $1 AND ($2::uuid IS NULL OR user_id = $2) AND batch_id IS NULL RETURNING id`,
    [id, actor.userId, chosen],
  );
  if (changed.length === 0) {
    throw new DomainError('conflict', 'This upload is gone, or it has become a batch already.');
  }
  const upload = await requireChecked(app, actor, id);
  if (upload.format === 'unknown') {
    throw new DomainError('bad_input', 'Say first which column is which.');
  }
  return { good: goodRows(upload), bad: upload.badCount, out: upload.outCount };
}

/** The rows that stay behind as a CSV that can be mended in a spreadsheet program and brought again. */
export async function rowsToMend(app: App, actor: Actor, id: string): Promise<{ fileName: string; csv: string }> {
  const { fileName } = await requireChecked(app, actor, id);
  const pieces: string[] = [];
  for await (const piece of writeCsv(badRows(app, id), { withErrors: true })) {
    pieces.push(piece);
  }
  return { fileName, csv: pieces.join('') };
}

const badRowsAtOnce = 500;

async function* badRows(app: App, id: string) {
  for (let after = -1; ; ) {
    // With the SKU that the row was given where it says none: brought again without, it could take that of its twin.
    const rows = await app.database.sql.rows<{ position: number; cells: Cells; errors: CellErrors }>(
      `SELECT position, cells || CASE WHEN sku IS NULL THEN '{}'::jsonb ELSE jsonb_build_object('sku', coalesce(cells ->> 'sku', sku)) END AS cells,
         errors
       FROM upload_row
       WHERE upload_id = $1 AND listing IS NULL AND NOT is_out AND position > $2 ORDER BY position LIMIT $3`,
      [id, after, badRowsAtOnce],
    );
    yield* rows.map(rowOfErrors);
    if (rows.length < badRowsAtOnce) {
      return;
    }
    after = rows.at(-1)?.position ?? after;
  }
}

export interface UploadSummary {
  id: string;
  fileName: string;
  createdAt: Date;
  batchId: string | null;
  format: string;
  rowCount: number;
  badCount: number;
  outCount: number;
}

/** Newest first; those that became a batch and those that were left half way. */
export function listUploads(app: App, actor: Actor): Promise<UploadSummary[]> {
  return app.database.prisma.upload.findMany({
    where: actor.userId === null ? {} : { userId: actor.userId },
    select: {
      id: true,
      fileName: true,
      createdAt: true,
      batchId: true,
      format: true,
      rowCount: true,
      badCount: true,
      outCount: true,
    },
    orderBy: { id: 'desc' },
    take: 20,
  });
}

export async function discardUpload(app: App, actor: Actor, id: string): Promise<void> {
  const { count } = await app.database.prisma.upload.deleteMany({
    where: { id, batchId: null, ...(actor.userId === null ? {} : { userId: actor.userId }) },
  });
  if (count === 0) {
    throw notFound('upload');
  }
}
