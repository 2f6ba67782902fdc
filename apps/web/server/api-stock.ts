/** tRPC's own adapter, behind express: the live stream, and every request that is not plain. */

import { appRouter } from '@hawker/api';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import type { Express } from 'express';
import { apiPath, maxBatchSize } from './api-call.ts';
import { type ApiOptions, createApiContext } from './api-context.ts';
import { workOf } from './server-timing.ts';

export interface StockApiOptions extends ApiOptions {
  /** Aborted when the server begins to stop: streams end then, and clients come back to whoever starts next. */
  shutdown: AbortSignal;
}

export function mountStockApi(express: Express, { shutdown, ...options }: StockApiOptions): void {
  express.use(apiPath, (_request, response, next) => {
    response.set('cache-control', 'no-store');
    const endStream = () => {
      if (String(response.getHeader('content-type')).startsWith('text/event-stream')) {
        response.destroy();
      }
    };
    shutdown.addEventListener('abort', endStream);
    response.once('close', () => shutdown.removeEventListener('abort', endStream));
    next();
  });
  express.use(
    apiPath,
    createExpressMiddleware({
      router: appRouter,
      maxBatchSize,
      createContext: ({ req, res }) => createApiContext(options, req, res.locals.requestId, workOf(res)),
    }),
  );
}
