import { readBody } from '../server/body.server.ts';
import { guardedResource } from '../server/guard.server.ts';

/** Takes a sheet, its bytes as the body: `?name=stock.csv&currency=EUR`. */
export const action = guardedResource(async ({ request, caller }) => {
  const { searchParams } = new URL(request.url);
  const bytes = await readBody(request);
  const { id, ignoredColumns } = await caller.uploads.create({
    fileName: searchParams.get('name') ?? 'sheet.csv',
    contentBase64: Buffer.from(bytes).toString('base64'),
    currency: searchParams.get('currency') ?? 'EUR',
  });
  return { id, ignoredColumns };
});
