import type { ProcessMeter } from '@hawker/api';
import compression from 'compression';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Logger } from 'pino';
import { type BodyLimits, bodyLimit } from './body-limit.ts';
import { refuse } from './refuse.ts';
import { assignRequestId } from './request-id.ts';
import { requestLog } from './request-log.ts';
import { isForeignWrite } from './same-origin.ts';
import { securityHeaders } from './security-headers.ts';
import { serverTiming } from './server-timing.ts';

export interface AppOptions {
  log: Logger;
  /** The public origin, when it is known. */
  origin: string | undefined;
  isDevelopment: boolean;
  bodyLimits: BodyLimits;
  meter: ProcessMeter;
  /** Static files and other handlers that come before the pages. */
  beforePages: (app: Express) => void;
  pages: (request: Request, response: Response, next: NextFunction) => unknown;
}

/** Everything that a request passes on its way to a page. */
export function createApp(options: AppOptions): Express {
  const { log, origin, isDevelopment, bodyLimits, meter, beforePages, pages } = options;
  const isHttps = origin?.startsWith('https:') ?? false;
  const app = express();
  app.disable('x-powered-by');
  // An https origin means one proxy in front of us; without it, nobody may say who the client is.
  app.set('trust proxy', isHttps ? 1 : false);

  app.use((request, response, next) => {
    response.locals.requestId = assignRequestId(request, response);
    next();
  });
  // Before whatever may refuse: a refusal is an answer too.
  app.use(serverTiming(meter));
  app.get('/healthz', (_request, response) => {
    response.set('cache-control', 'no-store').json({ status: 'ok' });
  });
  app.use(requestLog(log));
  app.use(securityHeaders({ isHttps, isDevelopment }));
  app.use((request, response, next) => {
    if (isForeignWrite(request, origin)) {
      refuse(request, response, 403, 'This request came from another site. Open Hawker itself and try again.');
      return;
    }
    next();
  });
  app.use(bodyLimit(bodyLimits));
  app.use(compression({ filter: isCompressible }));
  beforePages(app);
  app.all('/{*splat}', pages);
  app.use(failed);
  return app;
}

/** A live stream must not wait in a compressor's buffer. */
function isCompressible(request: Request, response: Response): boolean {
  const type = String(response.getHeader('content-type') ?? '');
  return !type.startsWith('text/event-stream') && compression.filter(request, response);
}

/** Express knows an error handler by its four parameters. */
function failed(error: unknown, request: Request, response: Response, _next: NextFunction): void {
  const status = statusOf(error);
  if (status >= 500) {
    const log: Logger = response.locals.log;
    log.error({ err: error }, 'a request failed outside the pages');
  }
  if (response.headersSent) {
    response.destroy();
    return;
  }
  refuse(request, response, status, status === 404 ? 'There is nothing here.' : 'Something went wrong on our side.');
}

function statusOf(error: unknown): number {
  if (typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number') {
    return error.status;
  }
  return 500;
}
