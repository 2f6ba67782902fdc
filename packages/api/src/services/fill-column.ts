/** What all rows say that say nothing in a column, said once: written into them, checked, and taken back at one press. */

import { DomainError } from '@hawker/core';
import {
  countMadeSkus,
  countSilentRows,
  emptyFilledRows,
  fillSilentRows,
  type MadeSkus,
  storableText,
  type Transaction,
  type UploadRecord,
} from '@hawker/db';
import { type Column, columnTitles } from '@hawker/sheets';
import type { Actor, App } from '../context.ts';
import { changeAllRows } from './change-all-rows.ts';
import { requireChecked } from './uploads.ts';

/** What many things can have in common. */
export const fillable = ['condition', 'category', 'brand', 'location', 'tags'] as const satisfies readonly Column[];

export type FillableColumn = (typeof fillable)[number];

/** Makes no difference for a listing that is there: an empty cell leaves what it has. */
export type FillColumn = { id: string } & ({ column: FillableColumn; text: string } | { takeBack: FillableColumn });

export function fillColumn(app: App, actor: Actor, { id, ...change }: FillColumn): Promise<void> {
  return changeAllRows(app, actor, id, (tx, upload) => write(tx, upload, change));
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
  /** Rows that say no SKU, and were taken for a listing by their title, or are another one as somebody said. */
  sku: MadeSkus;
}

/** What listings will be said to be although no row says it. */
export async function silentRows(app: App, actor: Actor, id: string): Promise<SilentRows> {
  await requireChecked(app, actor, id);
  const { sql } = app.database;
  const [condition, sku] = await Promise.all([countSilentRows(sql, id, 'condition'), countMadeSkus(sql, id)]);
  return { condition, sku };
}
