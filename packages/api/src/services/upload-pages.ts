/** The rows of an upload as a grid shows them: some at a time, with what they would change beside what they say. */

import { currencySchema, type Money, parseMoney } from '@hawker/core';
import {
  type ListingTexts,
  listBadPositions,
  listOutPositions,
  listTakenPositions,
  listUpdatePositions,
  listUploadRows,
  type UploadRowRecord,
} from '@hawker/db';
import { type CellErrors, type Cells, columns, rowOfListing } from '@hawker/sheets';
import type { Actor, App } from '../context.ts';
import { requireChecked } from './uploads.ts';

export interface UploadRow {
  position: number;
  /** As a spreadsheet program counts. */
  row: number;
  cells: Cells;
  /** Sentences by column; empty when the row can go. */
  errors: CellErrors;
  warnings: Cells;
  /** What it does to the listings that are there; null while it cannot go. */
  change: 'new' | 'update' | 'unchanged' | null;
  /** What the listing says now, in the columns that the row would change. */
  before: Cells;
  /** Whether photos that could not be fetched before are tried again, and nothing else. */
  photosAgain: boolean;
  /** The row with the same SKU that went, while nobody has said what is to become of this one. */
  twinRow: number | null;
  /** Somebody left it out: it does not go, and is not to be mended. */
  isOut: boolean;
  /** Title of the listing that it is taken for because it says no SKU; null where it is taken for none. */
  takenFor: string | null;
  /** As its price is read; null where it cannot be. */
  price: Money | null;
}

export interface UploadRowPage {
  total: number;
  rows: UploadRow[];
}

export interface UploadRowRequest {
  id: string;
  show: 'all' | 'bad' | 'updates' | 'out' | 'taken';
  offset: number;
  limit: number;
}

export async function listRows(app: App, actor: Actor, request: UploadRowRequest): Promise<UploadRowPage> {
  const { id, show, offset, limit } = request;
  const { sql } = app.database;
  const upload = await requireChecked(app, actor, id);
  switch (show) {
    case 'all': {
      const positions = Array.from({ length: limit }, (_, index) => offset + index);
      return { total: upload.rowCount, rows: await rowsAt(app, id, positions) };
    }
    case 'bad': {
      const positions = await listBadPositions(sql, id, { offset, limit });
      return { total: upload.badCount, rows: await rowsAt(app, id, positions) };
    }
    case 'out': {
      const positions = await listOutPositions(sql, id, { offset, limit });
      return { total: upload.outCount, rows: await rowsAt(app, id, positions) };
    }
    case 'taken': {
      const { total, positions } = await listTakenPositions(sql, id, { offset, limit });
      return { total, rows: await rowsAt(app, id, positions) };
    }
    case 'updates': {
      const { total, positions } = await listUpdatePositions(sql, id, { origin: app.origin, offset, limit });
      return { total, rows: await rowsAt(app, id, positions) };
    }
  }
}

/** In the order of the positions. */
export async function rowsAt(app: App, uploadId: string, positions: readonly number[]): Promise<UploadRow[]> {
  if (positions.length === 0) {
    return [];
  }
  const records = await listUploadRows(app.database.sql, uploadId, { origin: app.origin, positions });
  const byPosition = new Map(records.map((record) => [record.position, record]));
  return positions.flatMap((position) => {
    const record = byPosition.get(position);
    return record === undefined ? [] : [toRow(app, record)];
  });
}

const photosAgainSentence = 'Could not be fetched before. It is tried again.';

function toRow(app: App, { wanted, existing, differs, usualCurrency, ...record }: UploadRowRecord): UploadRow {
  const price = wanted === null ? readPrice(record, usualCurrency) : moneyOf(wanted);
  const warnings = record.photosAgain ? { ...record.warnings, images: photosAgainSentence } : record.warnings;
  const row = { ...record, warnings, price };
  if (wanted === null) {
    return { ...row, change: null, before: {} };
  }
  if (existing === null) {
    return { ...row, change: 'new', before: {} };
  }
  return differs === true
    ? { ...row, change: 'update', before: differences(app, row.cells, { wanted, existing }) }
    : { ...row, change: 'unchanged', before: {} };
}

function moneyOf({ priceMinor, currency }: ListingTexts): Money {
  return { amountMinor: priceMinor, currency };
}

/** Of a row that something else is wrong with. */
function readPrice({ cells, errors }: Pick<UploadRow, 'cells' | 'errors'>, usualCurrency: string): Money | null {
  const currency = currencySchema.safeParse(cells.currency ?? usualCurrency);
  if (!currency.success || cells.price === undefined || errors.price !== undefined) {
    return null;
  }
  const read = parseMoney(cells.price, currency.data, cells.currency === undefined ? 'usual' : 'said');
  return read.ok ? read.money : null;
}

/** The texts of the listing that is there where they are not those of the listing that is to be. */
function differences(
  app: App,
  cells: Cells,
  { wanted, existing }: { wanted: ListingTexts; existing: ListingTexts },
): Cells {
  const now = textsOf(app, existing);
  const then = textsOf(app, wanted);
  const { currency, ...before }: Cells = Object.fromEntries(
    columns.flatMap((column) => (now[column] === then[column] ? [] : [[column, now[column] ?? '']])),
  );
  if (currency === undefined || cells.currency !== undefined) {
    return currency === undefined ? before : { ...before, currency };
  }
  // The row has no currency of its own: it is said where the price is.
  return { ...before, price: `${now.price ?? ''} ${currency}` };
}

function textsOf(app: App, listing: ListingTexts): Cells {
  const images = listing.images.map((image) =>
    /^[0-9a-f]{64}$/.test(image) ? `${app.origin}/photos/${image}` : image,
  );
  return rowOfListing({ ...listing, sku: null, images }).cells;
}
