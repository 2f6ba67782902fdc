import type { Caller } from '@hawker/api';
import { cellChangeFrom } from '../features/imports/cell-change.server.ts';
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

/** Changes something about one row; answers with the rows that are different now, how many go, and since when. */
export const action = guardedResource(async ({ caller, params, request }) => {
  const id = params.id ?? '';
  const form = await request.formData();
  const { rows, was, ...counts } = await changeRow(caller, id, form);
  // Counting those goes through all rows: only where their number may be another one now.
  const mayBeOther = was === null || ['condition', 'sku'].includes(String(form.get('column')));
  const silent = mayBeOther ? (await caller.uploads.silent({ id })).condition : null;
  return { rows, was, counts, silent, asOfMs: Date.now() };
});

/** A decision about the row as a whole, or a changed cell; of the latter also what it was before. */
async function changeRow(caller: Caller, id: string, form: FormData) {
  const [row, isSo] = [Number(form.get('row')), form.get('is') === 'true'];
  switch (form.get('act')) {
    case 'out':
      return { ...(await caller.uploads.leaveRowOut({ id, row, isOut: isSo })), was: null };
    case 'twin':
      return { ...(await caller.uploads.acceptUpdate({ id, row, isAccepted: isSo })), was: null };
    default:
      return caller.uploads.changeCell({ id, ...cellChangeFrom(form) });
  }
}
