import type { IncomingHttpHeaders } from 'node:http';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

interface CheckedRequest {
  method?: string | undefined;
  headers: IncomingHttpHeaders;
}

/**
 * Whether a request that changes something was started by a page of another site.
 *
 * A browser says where it comes from: `Sec-Fetch-Site` (which a page cannot forge) or, over plain http on a local
 * network where that header is not sent, `Origin`. A program sends neither; it is let through when it brings no
 * cookie, because then there is nothing of somebody else's that it could act with.
 */
export function isForeignWrite(request: CheckedRequest, publicOrigin: string | undefined): boolean {
  if (safeMethods.has(request.method ?? 'GET')) {
    return false;
  }
  const { headers } = request;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) {
    return site !== 'same-origin' && site !== 'none';
  }
  const { origin } = headers;
  if (origin !== undefined) {
    return origin !== publicOrigin && hostOf(origin) !== headers.host;
  }
  return headers.cookie !== undefined;
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
