import { attachment } from '../server/attachment.server.ts';
import { guardedLoader } from '../server/guard.server.ts';

/** A sheet of 50 listings to try the bulk upload with. The mark at its beginning tells Excel that it is UTF-8. */
export const loader = guardedLoader(async ({ caller }) =>
  attachment(`\ufeff${await caller.uploads.sampleSheet()}`, 'hawker-example.csv', 'text/csv; charset=utf-8'),
);
