/** A column that is wrong nearly everywhere: told once, and left out of every row at one press. */

import { DomainError } from '@hawker/core';
import { type ColumnTrouble, listColumnTroubles, moveLeftOutTexts } from '@hawker/db';
import { type Column, columns } from '@hawker/sheets';
import type { Actor, App } from '../context.ts';
import { changeAllRows } from './change-all-rows.ts';
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
  const column = 'leave' in change ? change.leave : change.takeBack;
  await changeAllRows(app, actor, id, (tx, { leftOut }) => {
    const others = leftOut.filter((one) => one !== column);
    return moveLeftOutTexts(tx, id, 'leave' in change ? [...others, column] : others);
  });
}
