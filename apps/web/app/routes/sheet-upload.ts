import { receiveUpload } from '@hawker/api';
import { streamBody } from '../server/body.server.ts';
import { guardedResource } from '../server/guard.server.ts';

/** Takes a sheet, or a ZIP of one with its photos, its bytes as the body: `?name=stock.csv&currency=EUR`. */
export const action = guardedResource(({ request, context, actor }) => {
  const { searchParams } = new URL(request.url);
  return receiveUpload(context.app, actor, {
    fileName: searchParams.get('name') || 'sheet.csv',
    currency: searchParams.get('currency') ?? 'EUR',
    body: streamBody(request),
  });
});
