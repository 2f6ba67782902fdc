import type { Caller } from '@hawker/api';
import { cellChangeFrom, cellChangesFrom } from '../features/imports/cell-change.server.ts';
import { pageRows } from '../features/imports/grid/row-pages.ts';
import { showIn } from '../features/imports/show.ts';
import { guardedResource } from '../server/guard.server.ts';

/** Rows of an upload from `?offset=` on, of the tab in `?show=`; the grid asks for them as it is scrolled. */
export const loader = guardedResource(({ caller, params, request }) => {
  const { searchParams } = new URL(request.url);
  return caller.uploads.rows({
    id: params.id ?? '',
    show: showIn(searchParams),
    offset: Number(searchParams.get('offset')),
    limit: pageRows,
  });
});

/** Changes something about one row, or pasted cells; answers with the rows that are different now, how many go, and since when. */
export const action = guardedResource(async ({ caller, params, request }) => {
  const id = params.id ?? '';
  const form = await request.formData();
  const { rows, was, ...counts } = await changeRow(caller, id, form);
  // What was said about the row as a whole, or pasted, may be about any column.
  const column = form.get('act') === 'change' ? String(form.get('column')) : null;
  const aside = await asideOf(caller, id, column);
  return { rows, was, counts, aside, asOfMs: Date.now() };
});

/** Finding it out goes through all rows: only what may be otherwise now. `column`: of the changed cell, or null. */
async function asideOf(caller: Caller, id: string, column: string | null) {
  return {
    ...(column === null || column === 'condition' || column === 'sku'
      ? { silent: await caller.uploads.silent({ id }) }
      : {}),
    ...(column === null || column === 'images' ? { missingImages: await caller.uploads.missingImages({ id }) } : {}),
  };
}

/** A decision about the row as a whole, or a changed cell; of the latter also what it was before. */
async function changeRow(caller: Caller, id: string, form: FormData) {
  const [row, isSo] = [Number(form.get('row')), form.get('is') === 'true'];
  switch (form.get('act')) {
    case 'out':
      return { ...(await caller.uploads.leaveRowOut({ id, row, isOut: isSo })), was: null };
    case 'twin':
      return { ...(await caller.uploads.acceptUpdate({ id, row, isAccepted: isSo })), was: null };
    case 'another':
      return { ...(await caller.uploads.another({ id, row, isAnother: isSo })), was: null };
    case 'cells':
      return caller.uploads.changeCells({ id, changes: cellChangesFrom(form) });
    default:
      return caller.uploads.changeCell({ id, ...cellChangeFrom(form) });
  }
}
