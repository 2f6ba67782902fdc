import { readFilters, toQuery } from '../features/posts/post-filters.ts';
import { exportFormOf, exportResponse } from '../server/export.server.ts';
import { guardedLoader } from '../server/guard.server.ts';

/** The posts that the page shows with the same filters, all of them: `?as=csv` or `?as=xlsx`. */
export const loader = guardedLoader(async ({ context, request }) => {
  const { searchParams } = new URL(request.url);
  const form = exportFormOf(searchParams);
  const filter = toQuery(readFilters(searchParams));
  return exportResponse(context.app, { what: 'posts', form, filter });
});
