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

/** Changes one cell, or lets a row change a listing; answers with the rows that are different now, and since when they are. */
export const action = guardedResource(async ({ caller, params, request }) => {
  const id = params.id ?? '';
  const form = await request.formData();
  const changed =
    form.get('act') === 'acceptUpdate'
      ? await caller.uploads.acceptUpdate({ id, row: Number(form.get('row')) })
      : await caller.uploads.changeCell({ id, ...cellChangeFrom(form) });
  return { ...changed, asOfMs: Date.now() };
});
