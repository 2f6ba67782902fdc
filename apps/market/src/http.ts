/** The parts of HTTP that all routes share: bodies, cross-site checks, error answers. */
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import type { Logger } from 'pino';
import { ApiError } from './api-error.ts';
import type { MarketContext } from './context.ts';
import { mediaTypes } from './entries.ts';

/** Reads the body of a request. @throws ApiError 400, 413 or 415 */
export type BodyReader = (request: Request, response: Response) => Promise<unknown>;

export function createJsonReader(maxBytes: number): BodyReader {
  return createReader(express.json({ limit: maxBytes, strict: false, type: 'application/json' }), {
    accepts: (request) => request.is('application/json') === 'application/json',
    expected: 'Send JSON, with Content-Type: application/json.',
  });
}

export function createPhotoReader(maxBytes: number): BodyReader {
  return createReader(express.raw({ limit: maxBytes, type: [...mediaTypes] }), {
    accepts: (request) => request.is([...mediaTypes]) !== false,
    expected: 'Send a JPEG, PNG or WebP image, with its Content-Type.',
  });
}

function createReader(
  parse: RequestHandler,
  { accepts, expected }: { accepts(request: Request): boolean; expected: string },
): BodyReader {
  return async (request, response) => {
    if (!accepts(request)) {
      throw new ApiError(415, 'unsupported_media_type', expected);
    }
    await new Promise<void>((resolve, reject) => {
      parse(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(toApiError(error))));
    });
    const body: unknown = request.body;
    return body;
  };
}

/** Body parsers throw errors with a status; anything else is ours and stays unknown to the caller. */
function toApiError(error: unknown): unknown {
  if (error instanceof ApiError || !(error instanceof Error) || !('status' in error)) {
    return error;
  }
  switch (error.status) {
    case 400:
      return new ApiError(400, 'invalid_request', 'The request cannot be read.', { cause: error });
    case 413:
      return new ApiError(413, 'too_large', 'The body is too large.', { cause: error });
    case 415:
      return new ApiError(415, 'unsupported_media_type', 'This encoding is not supported.', { cause: error });
    default:
      return error;
  }
}

const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The market has calls without a token, the faults among them, so a page elsewhere must not be able to make them from
 * the browser of someone who runs a market: a name that merely resolves to this machine is refused (DNS rebinding),
 * and so is a change that a browser says comes from another site.
 */
export function refuseForeignCalls(context: Pick<MarketContext, 'origin'>): RequestHandler {
  return (request, _response, next) => {
    const own = new URL(context.origin());
    const host = request.get('host') ?? '';
    const hostName = host.replace(/:\d*$/, '').toLowerCase();
    if (!LOOPBACK_NAMES.has(hostName) && hostName !== own.hostname) {
      throw new ApiError(421, 'wrong_host', 'This market does not answer under that name.');
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      const site = request.get('sec-fetch-site');
      const origin = request.get('origin');
      const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
      const foreignOrigin = origin !== undefined && origin !== own.origin && origin !== `${own.protocol}//${host}`;
      if (foreignSite || foreignOrigin) {
        throw new ApiError(403, 'cross_site', 'Changes are only taken from the pages of this market.');
      }
    }
    next();
  };
}

export function sendError(response: Response, error: ApiError): void {
  if (error.retryAfterSeconds !== undefined) {
    response.set('Retry-After', String(error.retryAfterSeconds));
  }
  if (error.status === 401) {
    response.set('WWW-Authenticate', 'Bearer');
  }
  const { code, message, fields } = error;
  response.status(error.status).json({ error: fields === undefined ? { code, message } : { code, message, fields } });
}

/** The last handler. Unknown errors are logged with the request id and answered without their text. */
export function createErrorHandler(
  logger: Logger,
  sendPage: (response: Response, error: ApiError) => void,
): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, request, response, _next) => {
    const known = toApiError(error);
    const answer = known instanceof ApiError ? known : toUnknownError(error, response, logger);
    if (response.headersSent) {
      response.destroy();
    } else if (request.path.startsWith('/v1/')) {
      sendError(response, answer);
    } else {
      sendPage(response, answer);
    }
  };
}

function toUnknownError(error: unknown, response: Response, logger: Logger): ApiError {
  const requestId = String(response.get('x-request-id'));
  // Express and send mark bad addresses (a broken percent escape, say) with their status.
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 400 || status === 404) {
    return status === 404
      ? new ApiError(404, 'not_found', 'There is nothing at this address.')
      : new ApiError(400, 'invalid_request', 'The request cannot be read.');
  }
  logger.error({ err: error, requestId }, 'request failed');
  return new ApiError(500, 'internal', `Something went wrong. The log of the market has it under ${requestId}.`);
}

/** One value of a query parameter; a repeated one counts as its first. At most 200 characters. */
export function queryText(request: Request, name: string): string {
  const value = request.query[name];
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first.trim().slice(0, 200) : '';
}

/** A whole number of at least 0 from the query, or null when it is missing or something else. */
export function queryCount(request: Request, name: string): number | null {
  const text = queryText(request, name);
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
