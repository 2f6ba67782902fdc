/** Rows without an SKU are known by one of their title. Where they are not the listing that has it, a person says so. */

import { DomainError } from '@hawker/core';
import { type Transaction, takeOthersBack, tellOthers } from '@hawker/db';
import type { Actor, App } from '../context.ts';
import { changeAllRows } from './change-all-rows.ts';
import { type ChangedRow, changeRow } from './change-row.ts';

/** This row is another listing than the one that has the SKU of its title, and gets an SKU that none has; or that is taken back. */
export function tellAnother(
  app: App,
  actor: Actor,
  id: string,
  { row, isAnother }: { row: number; isAnother: boolean },
): Promise<ChangedRow> {
  return changeRow(app, actor, id, async (tx) => {
    const changed = await write(tx, id, { row, isAnother });
    if (changed.length === 0) {
      throw new DomainError(
        'conflict',
        isAnother
          ? `Row ${row.toLocaleString('en')} is not taken for a listing by its title any more.`
          : 'There is nothing to take back in this row any more.',
      );
    }
    return { positions: changed.map(({ position }) => position), skus: changed.map(({ sku }) => sku) };
  });
}

/** The same of all rows that are taken for listings by their title. */
export function tellAllOthers(
  app: App,
  actor: Actor,
  id: string,
  { areOthers }: { areOthers: boolean },
): Promise<void> {
  return changeAllRows(app, actor, id, (tx) => write(tx, id, { row: null, isAnother: areOthers }));
}

function write(tx: Transaction, id: string, { row, isAnother }: { row: number | null; isAnother: boolean }) {
  return isAnother ? tellOthers(tx, id, row) : takeOthersBack(tx, id, row);
}
