import type { App, RequestWork } from '@hawker/api';
import type { Logger } from 'pino';

/** What server.ts hands to every loader and action, and to the renderer. */
declare module '@remix-run/server-runtime' {
  interface AppLoadContext {
    /** The parts of this process: database, cache, channels ... */
    app: App;
    /** Where it is counted what the request costs. */
    work: RequestWork;
    /** The client's network address; the proxy's word where there is one. */
    address: string | null;
    /** The Content-Security-Policy nonce of this response. */
    nonce: string;
    /** Also in the `x-request-id` header and in every line of the log about this request. */
    requestId: string;
    /** Aborted when the server begins to stop: long answers end then. */
    shutdown: AbortSignal;
    /** A log that names the request. Never give it a body or a credential. */
    log: Logger;
  }
}
