import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

export const requestIdHeader = 'x-request-id';

/** What a proxy may have given: short, and nothing that could break a log line. */
const acceptable = /^[\w-]{8,64}$/;

/** The request's id: the proxy's when it gave one, else a new one. Also put into the answer. */
export function assignRequestId(request: IncomingMessage, response: ServerResponse): string {
  const given = request.headers[requestIdHeader];
  const requestId = typeof given === 'string' && acceptable.test(given) ? given : randomUUID();
  response.setHeader(requestIdHeader, requestId);
  return requestId;
}
