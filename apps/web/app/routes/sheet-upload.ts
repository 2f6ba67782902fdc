import { receiveUpload } from '@hawker/api';
import { streamBody } from '../server/body.server.ts';
import { guardedResource } from '../server/guard.server.ts';

/** Takes a sheet, or a ZIP of one with its photos, its bytes as the body: `?name=stock.csv&currency=EUR`. */
export const action = guardedResource(async ({ request, context, caller, actor }) => {
  const { searchParams } = new URL(request.url);
  const brought = await receiveUpload(context.app, actor, {
    fileName: searchParams.get('name') || 'sheet.csv',
    currency: searchParams.get('currency') ?? 'EUR',
    body: streamBody(request),
  });
  // Called off while it was read, when every byte was here already: nothing of it stays.
  if (request.signal.aborted && !brought.existing) {
    await caller.uploads.discard({ id: brought.id });
  }
  return brought;
});
