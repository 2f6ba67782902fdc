/**
 * The typed client for other programs. Every procedure of the dashboard, over HTTP, with an API token:
 *
 *     const hawker = createClient({ url: 'https://desk.example.com', token: process.env.HAWKER_TOKEN });
 *     const { posts } = await hawker.posts.list.query({ filter: { statuses: ['failed'] } });
 */

import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCClient,
  TRPCClientError,
} from '@trpc/client';
import superjson from 'superjson';
import type { AppRouter } from './router.ts';
import type { ExportRequest } from './services/export.ts';
import type { ErrorDetail } from './trpc.ts';

export interface ClientOptions {
  /** Where Hawker is: `https://desk.example.com`. */
  url: string;
  /** Made on the settings page, or with `hawker token create`. */
  token: string;
  /** Wanted for `live.changes` in Node: an EventSource that can send headers. */
  EventSource?: typeof globalThis.EventSource;
}

export type HawkerClient = TRPCClient<AppRouter>;

/** The path beneath which the procedures are. */
export const apiPath = '/api/trpc';

/** The server takes no longer batch than 50 calls; the client makes two of it. */
const maxCallsAtOnce = 50;

export function createClient(options: ClientOptions): HawkerClient {
  const url = `${options.url.replace(/\/$/, '')}${apiPath}`;
  const headers = { authorization: `Bearer ${options.token}` };
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: httpSubscriptionLink({
          url,
          transformer: superjson,
          ...(options.EventSource ? { EventSource: options.EventSource } : {}),
        }),
        false: httpBatchLink({
          url,
          maxItems: maxCallsAtOnce,
          transformer: superjson,
          headers,
        }),
      }),
    ],
  });
}

/** The path beneath which the files are that no procedure gives, because they are sent as they are written. */
export const exportsPath = '/api/exports';

/**
 * Listings or posts as a CSV or an XLSX, by the filter of `posts.list`: up to the newest 100,000. A refusal is an answer too,
 * with `{ error: { message } }`. One that breaks off was not sent whole: its body rejects.
 */
export function fetchExport(options: ClientOptions, { what, form, filter }: ExportRequest): Promise<Response> {
  const query = new URLSearchParams({ form, filter: JSON.stringify(filter) });
  return fetch(`${options.url.replace(/\/$/, '')}${exportsPath}/${what}?${query}`, {
    headers: { authorization: `Bearer ${options.token}`, accept: 'application/json' },
  });
}

/** What went wrong, in Hawker's own words; null for an error that is not Hawker's (no connection, say). */
export function errorDetailOf(error: unknown): ErrorDetail | null {
  if (!(error instanceof TRPCClientError)) {
    return null;
  }
  const data: unknown = error.data;
  return isWithDetail(data) ? data.detail : null;
}

function isWithDetail(data: unknown): data is { detail: ErrorDetail } {
  return typeof data === 'object' && data !== null && 'detail' in data;
}
