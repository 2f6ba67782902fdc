import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';

/**
 * One line a request, at `info` (and so unseen at the usual level), or at `error` when the server failed. Neither
 * headers, nor bodies, nor the query are logged: a set-up link carries its token there.
 */
export function requestLog(log: Logger) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const { method, path } = request;
    const startedMs = performance.now();
    const requestLogger = log.child({ requestId: response.locals.requestId });
    response.locals.log = requestLogger;
    response.once('close', () => {
      const line = {
        method,
        path,
        status: response.statusCode,
        durationMs: Math.round(performance.now() - startedMs),
        complete: response.writableFinished,
      };
      if (response.statusCode >= 500) {
        requestLogger.error(line, 'request failed');
      } else {
        requestLogger.info(line, 'request');
      }
    });
    next();
  };
}
