import { routeId } from '../features/posts/route-id.server.ts';
import { attachment } from '../server/attachment.server.ts';
import { guardedFile } from '../server/guard.server.ts';

/** The file of a sheet. A POST, because from the first time on the sheet takes no more posts. */
export const action = guardedFile(async ({ caller, params }) => {
  const { fileName, contentBase64, leftOut } = await caller.sheets.download({ id: routeId(params, 'sheet') });
  const file = attachment(
    Buffer.from(contentBase64, 'base64'),
    fileName,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  );
  file.headers.set('x-left-out', String(leftOut));
  return file;
});
