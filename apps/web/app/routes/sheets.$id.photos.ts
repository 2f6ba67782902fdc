import { openSheetPhotos } from '@hawker/api';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { routeId } from '../features/posts/route-id.server.ts';
import { attachment } from '../server/attachment.server.ts';
import { guardedLoader } from '../server/guard.server.ts';

/** The photos that wait in a sheet, as a ZIP that is sent as it is written. */
export const loader = guardedLoader(async ({ context, params }) => {
  const { fileName, file } = await openSheetPhotos(context.app, routeId(params, 'sheet'));
  return attachment(createReadableStreamFromReadable(file), fileName, 'application/zip');
});
