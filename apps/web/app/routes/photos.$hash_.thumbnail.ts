import { guardedLoader } from '../server/guard.server.ts';
import { photoResponse } from '../server/photo-response.server.ts';

export const loader = guardedLoader(({ context, params }) =>
  photoResponse(context.app, params.hash ?? '', 'thumbnail'),
);
