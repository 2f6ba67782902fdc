/** Cells of an upload are mended, or changes of them are taken back. */

import { DomainError } from '@hawker/core';
import {
  type CheckScope,
  findUploadRow,
  giveSkuWay,
  storableText,
  type Transaction,
  type UploadRecord,
  writeUploadRow,
} from '@hawker/db';
import { type Cells, type Column, columnTitles } from '@hawker/sheets';
import type { Actor, App } from '../context.ts';
import { type ChangedRow, changeRow, rowGone } from './change-row.ts';
import { givenSku } from './upload-skus.ts';

/** Where a cell's text is from: from a person, from what was said for all rows that say nothing, or from the file (null). */
export type CellMark = 'mended' | 'filled' | null;

export interface CellChange {
  row: number;
  column: Column;
  text: string;
  /** What it must say still: of a change that is taken back, or made again. */
  expect?: string | undefined;
  /** As the cell was marked before the change that is taken back; a person's own otherwise. */
  mark?: CellMark | undefined;
}

/** A cell before it was changed: what takes the change back. */
export interface CellBefore {
  text: string;
  mark: CellMark;
}

export interface ChangedCell extends ChangedRow {
  was: CellBefore;
}

export interface ChangedCells extends ChangedRow {
  /** In the order of the changes; null for a cell that cannot be changed, as one of a row that is left out. */
  was: (CellBefore | null)[];
}

export async function changeCell(app: App, actor: Actor, id: string, change: CellChange): Promise<ChangedCell> {
  const { was, ...changed } = await changeCells(app, actor, id, [change]);
  return { ...changed, was: was[0] ?? { text: '', mark: null } };
}

/** Together, as they are pasted: one change of the rows. Refused where none of the cells can be changed. */
export async function changeCells(
  app: App,
  actor: Actor,
  id: string,
  changes: readonly CellChange[],
): Promise<ChangedCells> {
  let was: ChangedCells['was'] = [];
  const changed = await changeRow(app, actor, id, async (tx, upload) => {
    const written = await writeCells(tx, upload, changes);
    was = written.was;
    return written.scope;
  });
  return { ...changed, was };
}

async function writeCells(tx: Transaction, upload: UploadRecord, changes: readonly CellChange[]) {
  const was: ChangedCells['was'] = [];
  const scope = { positions: [] as number[], skus: [] as string[] } satisfies CheckScope;
  let refusal: unknown = null;
  for (const change of changes) {
    try {
      const written = await writeCell(tx, upload, change);
      was.push(written.was);
      scope.positions.push(...written.scope.positions);
      scope.skus.push(...written.scope.skus);
    } catch (problem) {
      // Before anything was written; the others stand all the same.
      if (!(problem instanceof DomainError && problem.code === 'conflict')) {
        throw problem;
      }
      refusal ??= problem;
      was.push(null);
    }
  }
  if (refusal !== null && was.every((before) => before === null)) {
    throw refusal;
  }
  return { was, scope };
}

/** Writes the text, and tells which rows must be checked again. */
async function writeCell(
  tx: Transaction,
  { id, leftOut }: UploadRecord,
  { row, column, text, expect, mark = 'mended' }: CellChange,
): Promise<{ was: CellBefore; scope: CheckScope }> {
  if (leftOut.includes(column)) {
    throw new DomainError(
      'conflict',
      `“${columnTitles[column]}” is left out of every row. Take the column back first, then mend it.`,
    );
  }
  const found = await findUploadRow(tx, id, row);
  if (found === null) {
    throw rowGone();
  }
  const { position, sku: oldSku } = found;
  const { [column]: before = '', ...others }: Cells = found.cells;
  requireMayChange(found.isOut, { row, column, before, expect });
  const kept = plain(text);
  const changed: Cells = kept === '' ? others : { ...others, [column]: kept };
  const sku = column === 'sku' ? givenSku(changed) : oldSku;
  await writeUploadRow(tx, id, {
    ...found,
    ...{ cells: changed, sku },
    mended: marked(found.mended, column, mark === 'mended'),
    filled: marked(found.filled, column, mark === 'filled'),
  });
  if (kept !== '') {
    await tx.rows(
      'UPDATE upload SET columns = array_append(columns, $2::text) WHERE id = $1 AND NOT $2 = ANY(columns)',
      [id, column],
    );
  }
  const was = { text: before, mark: markOf(found, column) };
  if (column !== 'sku') {
    return { was, scope: { positions: [position], skus: [] } };
  }
  // An SKU that was made for another row gives way to one that a row says.
  const displaced = await giveSkuWay(tx, id, { sku, position });
  return {
    was,
    scope: { positions: [position, ...displaced], skus: [oldSku, sku].filter((one) => one !== null) },
  };
}

function requireMayChange(
  isOut: boolean,
  { row, column, before, expect }: Pick<CellChange, 'row' | 'column' | 'expect'> & { before: string },
): void {
  const number = row.toLocaleString('en');
  if (isOut) {
    throw new DomainError('conflict', `Row ${number} is left out. Take it back first, then mend it.`);
  }
  if (expect !== undefined && plain(expect) !== before) {
    throw new DomainError(
      'conflict',
      `“${columnTitles[column]}” of row ${number} has been changed again since. It stays as it is.`,
    );
  }
}

/** As a cell keeps it. */
function plain(text: string): string {
  return storableText(text).trim();
}

function marked(columns: readonly string[], column: Column, isMarked: boolean): string[] {
  const others = columns.filter((one) => one !== column);
  return isMarked ? [...others, column] : others;
}

function markOf(
  { mended, filled }: { mended: readonly string[]; filled: readonly string[] },
  column: Column,
): CellMark {
  if (mended.includes(column)) {
    return 'mended';
  }
  return filled.includes(column) ? 'filled' : null;
}
