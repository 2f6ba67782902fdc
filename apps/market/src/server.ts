/**
 * The practice market as one object: `createMarket` opens its store and makes its server, `listen` serves, `close`
 * drains. It knows nothing of the program that posts to it.
 */
import { once, setMaxListeners } from 'node:events';
import { createServer, type Server } from 'node:http';
import express, { type RequestHandler } from 'express';
import helmet from 'helmet';
import { type Logger, pino } from 'pino';
import { notFound } from './api-error.ts';
import { loadAssets } from './assets.ts';
import { type Clock, systemClock } from './clock.ts';
import { trackConnections } from './connections.ts';
import type { MarketContext } from './context.ts';
import { createFaultSource } from './faults.ts';
import { createErrorHandler, refuseForeignCalls } from './http.ts';
import { defaultLimits, type MarketLimits } from './limits.ts';
import { errorPage } from './pages/error-page.ts';
import { createPhotoFiles } from './photo-files.ts';
import { type RandomSource, systemRandom } from './random.ts';
import { listingRoutes } from './routes/listings.ts';
import { photoRoutes } from './routes/photos.ts';
import { publishRoutes } from './routes/publish.ts';
import { sellerRoutes } from './routes/sellers.ts';
import { sendPage, storefrontRoutes } from './routes/storefront.ts';
import { systemRoutes } from './routes/system.ts';
import { openStore } from './store.ts';

export interface MarketOptions {
  /** Where the log and the photos are kept. One market at a time may use a folder. */
  dataDir: string;
  clock?: Clock;
  random?: RandomSource;
  logger?: Logger;
  limits?: Partial<MarketLimits>;
  /** The origin in the addresses of listings and photos. By default the one it listens on. */
  origin?: string;
}

export interface Market {
  readonly server: Server;
  /** The public origin, without a slash at its end. @throws Error before `listen`, unless it was given. */
  readonly origin: string;
  /** Rejects when the store cannot be written any more. */
  readonly failed: Promise<never>;
  /** Serves on 127.0.0.1; port 0 takes a free one. Resolves with the address. */
  listen(port?: number): Promise<string>;
  /** Finishes what is under way, closes every connection and the store. May be called twice. */
  close(): Promise<void>;
}

export async function createMarket(options: MarketOptions): Promise<Market> {
  const { dataDir, clock = systemClock, random = systemRandom, logger = pino({ level: 'silent' }) } = options;
  const limits: MarketLimits = { ...defaultLimits, ...options.limits };
  const assets = await loadAssets();
  const store = await openStore({ dataDir, clock, logger, maxLogBytes: limits.logBytes });
  const shutdown = new AbortController();
  // Every call that is made to wait listens to it, and there is no telling how many do.
  setMaxListeners(0, shutdown.signal);
  let address: string | undefined;

  const origin = () => {
    const known = options.origin ?? address;
    if (known === undefined) {
      throw new Error('The market has no origin before it listens.');
    }
    return known;
  };
  const context: MarketContext = {
    store,
    faults: createFaultSource(store.state.faults, store.state.attemptsSinceFaultsSet, random),
    photos: createPhotoFiles(dataDir, random),
    assets,
    clock,
    random,
    limits,
    logger,
    shutdown: shutdown.signal,
    origin,
  };

  const server = createServer(createApp(context));
  server.headersTimeout = limits.headersTimeoutMs;
  server.requestTimeout = limits.requestTimeoutMs;
  server.keepAliveTimeout = limits.keepAliveTimeoutMs;
  server.maxConnections = limits.connections;
  server.maxHeadersCount = 100;
  const connections = trackConnections(server);

  const close = async () => {
    shutdown.abort();
    if (server.listening) {
      const closed = once(server, 'close');
      server.close();
      connections.drain();
      const timer = setTimeout(() => connections.closeAll(), limits.drainGraceMs);
      await closed;
      clearTimeout(timer);
    }
    await store.close();
  };
  let closing: Promise<void> | undefined;

  return {
    server,
    failed: store.failed,
    get origin() {
      return origin();
    },
    async listen(port = 0) {
      const listening = once(server, 'listening');
      server.listen(port, '127.0.0.1');
      await listening;
      const bound = server.address();
      if (bound === null || typeof bound === 'string') {
        throw new Error('The market does not listen on a port.');
      }
      address = `http://127.0.0.1:${bound.port}`;
      return address;
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}

function createApp(context: MarketContext): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(identify(context));
  app.use(securityHeaders());
  app.use(refuseForeignCalls(context));
  app.use(systemRoutes(context));
  app.use(sellerRoutes(context));
  app.use(photoRoutes(context));
  app.use(publishRoutes(context));
  app.use(listingRoutes(context));
  app.use(storefrontRoutes(context));
  app.use(() => {
    throw notFound('address');
  });
  app.use(
    createErrorHandler(context.logger, (response, error) => {
      response.status(error.status);
      sendPage(context, response, errorPage(error));
    }),
  );
  return app;
}

/** A request id and a nonce for each answer; nothing is kept by caches unless its route says otherwise. */
function identify({ clock, logger, random, shutdown }: MarketContext): RequestHandler {
  return (request, response, next) => {
    const requestId = random.bytes(8).toString('hex');
    const startedAt = clock.now().getTime();
    response.locals.cspNonce = random.bytes(16).toString('base64');
    response.set({ 'X-Request-Id': requestId, 'Cache-Control': 'no-store' });
    if (shutdown.aborted) {
      response.set('Connection', 'close');
    }
    response.once('close', () => {
      const durationMs = clock.now().getTime() - startedAt;
      const { method, path } = request;
      logger.info({ requestId, method, path, status: response.statusCode, durationMs }, 'request');
    });
    next();
  };
}

function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [nonceSource],
        styleSrc: [nonceSource],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // It speaks plain HTTP on this machine; whoever puts TLS in front of it decides about this header.
    strictTransportSecurity: false,
  });
}

function nonceSource(_request: unknown, response: unknown): string {
  const locals =
    typeof response === 'object' && response !== null && 'locals' in response ? response.locals : undefined;
  const nonce = typeof locals === 'object' && locals !== null && 'cspNonce' in locals ? locals.cspNonce : '';
  return `'nonce-${String(nonce)}'`;
}
