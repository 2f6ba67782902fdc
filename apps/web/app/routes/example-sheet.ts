import { guardedLoader } from '../server/guard.server.ts';

/** A sheet of 50 listings to try the bulk upload with. The mark at its beginning tells Excel that it is UTF-8. */
export const loader = guardedLoader(async ({ caller }) => {
  const text = await caller.uploads.sampleSheet();
  return new Response(`\ufeff${text}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="hawker-example.csv"',
      'cache-control': 'no-store',
    },
  });
});
