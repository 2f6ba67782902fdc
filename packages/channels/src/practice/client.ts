/**
 * The practice market's HTTP interface, call by call. Answers what the wire said; what that means for a post is
 * decided in channel.ts.
 */

import { z } from 'zod';

const errorSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    fields: z.record(z.string(), z.string()).optional(),
  }),
});

export const marketListingSchema = z.object({
  id: z.string().min(1),
  reference: z.string(),
  url: z.string(),
});
export type MarketListing = z.infer<typeof marketListingSchema>;

const sellerSchema = z.object({ id: z.string(), name: z.string() });
const newSellerSchema = sellerSchema.extend({ token: z.string().min(1) });
const photoSchema = z.object({ id: z.string().min(1) });
const listingsSchema = z.object({ listings: z.array(marketListingSchema) });

export type Reply<T> =
  | { kind: 'ok'; value: T }
  | { kind: 'refused'; status: number; message: string; fields: Record<string, string>; retryAfterMs: number | null }
  /** No connection was made: the request cannot have had an effect. */
  | { kind: 'not_sent'; cause: string }
  /** The request went out; the answer is missing or makes no sense. */
  | { kind: 'lost'; cause: string };

export interface PracticeClientOptions {
  /** `http://127.0.0.1:4010`, without a slash at the end. */
  marketUrl: string;
  fetch?: typeof globalThis.fetch;
}

interface Request {
  method: string;
  path: string;
  token?: string;
  signal: AbortSignal;
  headers?: Record<string, string>;
  body?: string | Blob;
}

/** Errors of undici and of the socket that come before a byte of the request was sent. */
const connectFailures = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What fits into a header. Anything else the market could never accept, and `fetch` would throw at. */
const tokenForm = /^[\x21-\x7e]+$/;

export class PracticeClient {
  readonly marketUrl: string;
  readonly #fetch: typeof globalThis.fetch;

  constructor(options: PracticeClientOptions) {
    this.marketUrl = options.marketUrl.replace(/\/$/, '');
    this.#fetch = options.fetch ?? globalThis.fetch;
  }

  register(name: string, signal: AbortSignal): Promise<Reply<z.infer<typeof newSellerSchema>>> {
    return this.#send({ method: 'POST', path: '/v1/sellers', signal, ...json({ name }) }, newSellerSchema);
  }

  seller(token: string, signal: AbortSignal): Promise<Reply<z.infer<typeof sellerSchema>>> {
    return this.#send({ method: 'GET', path: '/v1/seller', token, signal }, sellerSchema);
  }

  uploadPhoto(token: string, bytes: Uint8Array, mime: string, signal: AbortSignal): Promise<Reply<{ id: string }>> {
    const body = new Blob([new Uint8Array(bytes)], { type: mime });
    return this.#send(
      { method: 'POST', path: '/v1/photos', token, signal, headers: { 'content-type': mime }, body },
      photoSchema,
    );
  }

  createListing(token: string, key: string, listing: object, signal: AbortSignal): Promise<Reply<MarketListing>> {
    const { headers, body } = json(listing);
    return this.#send(
      { method: 'POST', path: '/v1/listings', token, signal, headers: { ...headers, 'idempotency-key': key }, body },
      marketListingSchema,
    );
  }

  listingsByReference(
    token: string,
    reference: string,
    signal: AbortSignal,
  ): Promise<Reply<z.infer<typeof listingsSchema>>> {
    const path = `/v1/listings?reference=${encodeURIComponent(reference)}`;
    return this.#send({ method: 'GET', path, token, signal }, listingsSchema);
  }

  markSold(token: string, listingId: string, signal: AbortSignal): Promise<Reply<MarketListing>> {
    const path = `/v1/listings/${encodeURIComponent(listingId)}/sold`;
    return this.#send({ method: 'POST', path, token, signal }, marketListingSchema);
  }

  takeDown(token: string, listingId: string, signal: AbortSignal): Promise<Reply<MarketListing>> {
    const path = `/v1/listings/${encodeURIComponent(listingId)}`;
    return this.#send({ method: 'DELETE', path, token, signal }, marketListingSchema);
  }

  async #send<T>(request: Request, schema: z.ZodType<T>): Promise<Reply<T>> {
    if (request.signal.aborted) {
      return { kind: 'not_sent', cause: 'aborted' };
    }
    if (request.token !== undefined && !tokenForm.test(request.token)) {
      return {
        kind: 'refused',
        status: 401,
        message: 'This is not an access token of the practice market.',
        fields: {},
        retryAfterMs: null,
      };
    }
    let response: Response;
    let text: string;
    try {
      response = await this.#fetch(`${this.marketUrl}${request.path}`, {
        method: request.method,
        headers: {
          ...request.headers,
          ...(request.token === undefined ? {} : { authorization: `Bearer ${request.token}` }),
        },
        signal: request.signal,
        redirect: 'error',
        ...(request.body === undefined ? {} : { body: request.body }),
      });
      text = await response.text();
    } catch (error) {
      const code = failureCode(error);
      return { kind: connectFailures.has(code) ? 'not_sent' : 'lost', cause: code };
    }
    const body = parseJson(text);
    if (response.ok) {
      const parsed = schema.safeParse(body);
      return parsed.success ? { kind: 'ok', value: parsed.data } : { kind: 'lost', cause: 'unreadable answer' };
    }
    const parsed = errorSchema.safeParse(body);
    return {
      kind: 'refused',
      status: response.status,
      message: parsed.success ? parsed.data.error.message : `The practice market answered ${response.status}.`,
      fields: parsed.success ? (parsed.data.error.fields ?? {}) : {},
      retryAfterMs: retryAfterMs(response.headers.get('retry-after')),
    };
  }
}

function json(body: object): { headers: Record<string, string>; body: string } {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Longer is a mistake of theirs, and would put an account to sleep for good. */
const longestRetryAfterMs = 86_400_000;

/** Only the form in seconds: the market's contract has no other. */
function retryAfterMs(header: string | null): number | null {
  const seconds = header === null || header.trim() === '' ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(longestRetryAfterMs, seconds * 1000) : null;
}

function failureCode(error: unknown): string {
  let current: unknown = error;
  while (current instanceof Error) {
    if ('code' in current && typeof current.code === 'string') {
      return current.code;
    }
    if (current.cause === undefined) {
      return current.name;
    }
    current = current.cause;
  }
  return 'unknown';
}
