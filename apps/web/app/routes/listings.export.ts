import { exportFormOf, exportResponse } from '../server/export.server.ts';
import { guardedLoader } from '../server/guard.server.ts';

/** The listings that the page shows with the same `q`, all of them: `?as=csv` or `?as=xlsx`. */
export const loader = guardedLoader(async ({ context, request }) => {
  const { searchParams } = new URL(request.url);
  const form = exportFormOf(searchParams);
  const search = searchParams.get('q')?.trim().slice(0, 200);
  return exportResponse(context.app, { what: 'listings', form, filter: search ? { search } : {} });
});
