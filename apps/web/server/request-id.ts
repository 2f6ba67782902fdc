import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

export const requestIdHeader = 'x-request-id';

/** What a proxy may have given: short, and nothing that could break a log line. */
const acceptable = /^[\w-]{8,64}$/;

/** The request's id: the proxy's when it gave one, else a new one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers[requestIdHeader];
  return typeof given === 'string' && acceptable.test(given) ? given : randomUUID();
}

/** The request's id, also put into the answer. */
export function assignRequestId(request: IncomingMessage, response: ServerResponse): string {
  const requestId = requestIdOf(request);
  response.setHeader(requestIdHeader, requestId);
  return requestId;
}
