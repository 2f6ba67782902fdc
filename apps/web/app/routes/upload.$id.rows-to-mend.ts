import { attachment } from '../server/attachment.server.ts';
import { guardedLoader } from '../server/guard.server.ts';

/** The rows of an upload that cannot go yet, as a CSV with what is wrong with each. */
export const loader = guardedLoader(async ({ caller, params }) => {
  const { fileName, csv } = await caller.uploads.rowsToMend({ id: params.id ?? '' });
  return attachment(csv, `${fileName.replace(/\.[a-z]{2,4}$/i, '')} to mend.csv`, 'text/csv; charset=utf-8');
});
