/** The rows of a file on their way into the database: read, checked and copied some hundreds at a time, in one transaction. */

import {
  type CheckedUploadRow,
  copyRawRows,
  copyUploadRows,
  findUpload,
  listRawRows,
  type NewUploadRow,
  storableJson,
  storableText,
  type Transaction,
} from '@hawker/db';
import {
  type Cells,
  columns,
  type Draft,
  leftOutSentence,
  type RecognisedFile,
  readDrafts,
  readRawRows,
  type Table,
} from '@hawker/sheets';
import type { App } from '../context.ts';
import type { Account } from './accounts.ts';
import { checkStoredRows, createUploadCheck, settleUpload } from './check-upload.ts';
import { noteWarnings, RowLimits, RowNotes } from './read-upload.ts';
import { rulesKeyOf } from './upload-rules.ts';
import { givenSku, SkuChooser } from './upload-skus.ts';

export interface Staging {
  uploadId: string;
  currency: string;
  /** Pictures that came with the file. */
  fileNames: readonly string[];
  /** Chosen; the rows are checked for what they take. */
  accounts: readonly Account[];
  /** What somebody has decided about these rows already, by their number: that counts, whatever the file says. */
  decided?: ReadonlyMap<number, DecidedByHand>;
}

export interface DecidedByHand {
  /** Mended texts by column; empty where the text was taken away. */
  mended: Readonly<Record<string, string>>;
  /** Left out. */
  isOut: boolean;
  /** The SKU of the listing that it is not. */
  anotherThan: string | null;
}

const nothingDecided: DecidedByHand = { mended: {}, isOut: false, anotherThan: null };

/** Stages the rows of a file whose columns are known, and keeps with the upload what was noticed. */
export async function stageRows(
  app: App,
  tx: Transaction,
  file: Pick<RecognisedFile, 'reading' | 'format' | 'ignoredColumns' | 'aboveHeader'>,
  { uploadId, currency, fileNames, accounts, decided = new Map() }: Staging,
): Promise<void> {
  const check = createUploadCheck(app, tx, { currency, fileNames, accounts });
  const limits = new RowLimits();
  const warnings = new RowNotes();
  const skus = new SkuChooser();
  /** Rows that are another listing than the one with the SKU of their title. */
  const others: number[] = [];
  const columnsInUse = new Set<string>();
  const drafts = readDrafts(file);
  let position = 0;
  for await (const batch of drafts.batches()) {
    limits.count(batch);
    const rows = batch.map((read) => {
      const { mended, isOut, anotherThan } = decided.get(read.rowNumber) ?? nothingDecided;
      const draft = withMended(read, mended);
      noteWarnings(warnings, draft);
      const place = { position: position++, row: draft.rowNumber };
      // Those of the other rows are as they were before somebody decided about this one.
      const sku = skus.choose(draft.cells, { ...place, isOut });
      if (anotherThan !== null && givenSku(draft.cells) === null) {
        others.push(place.position);
      }
      const { cells, warnings: odd } = draft;
      const byHand = { mended: Object.keys(mended), isOut, anotherThan };
      return { ...place, cells, warnings: odd, ...byHand, ...sku, twinRow: null };
    });
    for (const { cells } of rows) {
      for (const column in cells) {
        columnsInUse.add(column);
      }
    }
    const checked = await check(rows);
    await copyUploadRows(tx, uploadId, joined(rows, checked));
  }
  const notes = {
    ignoredColumns: file.ignoredColumns,
    notes: [...(file.aboveHeader === null ? [] : [file.aboveHeader]), ...drafts.summary.skipped.map(leftOutSentence)],
    warnings: warnings.list(),
  };
  await tx.rows(
    `UPDATE upload SET format = $2, columns = $3, row_count = $4, notes = notes || $5::jsonb WHERE id = $1`,
    [uploadId, file.format, [...columnsInUse], position, storableJson(notes)],
  );
  await displace(app, tx, uploadId, { accounts, positions: [...skus.displaced, ...others] });
  await settleUpload(tx, uploadId, rulesKeyOf(app, accounts));
}

/** As the file says it, and where somebody has mended a cell, as they did: what was odd in the file is no longer there. */
function withMended(draft: Draft, byHand: DecidedByHand['mended']): Draft {
  const cells = storableCells(draft.cells);
  const warnings = { ...draft.warnings };
  for (const column of columns) {
    const text = byHand[column];
    if (text !== undefined) {
      delete cells[column];
      delete warnings[column];
      Object.assign(cells, text === '' ? {} : { [column]: text });
    }
  }
  return { ...draft, cells, warnings };
}

/** What a sheet says is kept as it says it, but for characters that Postgres stores nowhere. */
function storableCells(cells: Cells): Cells {
  const kept: Cells = {};
  for (const column in cells) {
    const text = cells[column as keyof Cells];
    if (text !== undefined) {
      kept[column as keyof Cells] = storableText(text);
    }
  }
  return kept;
}

type AsRead = Pick<NewUploadRow, 'row' | 'cells' | 'warnings' | 'mended' | 'isOut' | 'anotherThan'>;

/** Nothing is wrong in a row that is left out, and nothing becomes of it. */
const unchecked = { errors: {}, listing: null, checkedWith: null };

function joined(rows: readonly AsRead[], checked: readonly CheckedUploadRow[]): NewUploadRow[] {
  return checked.flatMap((result, index) => {
    const staged = rows[index];
    if (staged === undefined) {
      return [];
    }
    const { row, cells, warnings, mended, isOut, anotherThan } = staged;
    return [{ ...result, ...(isOut ? unchecked : {}), row, cells, warnings, mended, isOut, anotherThan }];
  });
}

/** Gives these rows another SKU, because a row that says it has theirs, or a listing that they are not. */
async function displace(
  app: App,
  tx: Transaction,
  uploadId: string,
  { accounts, positions }: { accounts: readonly Account[]; positions: readonly number[] },
): Promise<void> {
  if (positions.length === 0) {
    return;
  }
  await tx.rows('UPDATE upload_row SET sku = NULL WHERE upload_id = $1 AND position = ANY($2::int[])', [
    uploadId,
    positions,
  ]);
  const upload = await findUpload(tx, { id: uploadId, userId: null });
  if (upload !== null) {
    await checkStoredRows(app, tx, { upload, accounts, scope: { positions, skus: [] } });
  }
}

/** Keeps the rows as they stand in the file, so that its columns can be named, and named otherwise. */
export async function keepRawRows(tx: Transaction, file: RecognisedFile, uploadId: string): Promise<void> {
  const limits = new RowLimits();
  let position = 0;
  for await (const batch of readRawRows(file)) {
    limits.count(batch.filter(({ number }) => number > file.headerRow));
    const rows = batch.map(({ number, cells }) => ({ position: position++, row: number, cells }));
    await copyRawRows(tx, uploadId, rows);
  }
}

const rawRowsAtOnce = 500;

/** The kept rows as a table that can be read as the file was. */
export function keptTable(tx: Transaction, uploadId: string): Table {
  return {
    async *rows() {
      for (let after = -1; ; ) {
        const rows = await listRawRows(tx, uploadId, { after, limit: rawRowsAtOnce });
        yield rows.map(({ row, cells }) => ({ number: row, cells }));
        if (rows.length < rawRowsAtOnce) {
          return;
        }
        after = rows.at(-1)?.position ?? after;
      }
    },
  };
}
