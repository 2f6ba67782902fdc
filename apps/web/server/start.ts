import { setMaxListeners } from 'node:events';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createOwner, openApp, ProcessMeter } from '@hawker/api';
import type { RunningService } from '@hawker/lifecycle';
import type { GetLoadContextFunction } from '@remix-run/express';
import type { Logger } from 'pino';
import type { ViteDevServer } from 'vite';
import '../app/load-context.ts';
import { createApiEdge } from './api-edge.ts';
import { mountExports } from './api-exports.ts';
import { mountStockApi } from './api-stock.ts';
import { createApp } from './app.ts';
import { defaultBodyLimits } from './body-limit.ts';
import type { WebEnv } from './env.ts';
import { closeGracefully, edge, listen } from './http-server.ts';
import { mountMetrics } from './metrics.ts';
import { mountReadiness } from './readiness.ts';
import { builtRemix, developmentRemix } from './remix.ts';
import { nonceOf } from './security-headers.ts';
import { workOf } from './server-timing.ts';
import { serveStaticFiles } from './static-files.ts';

const buildDir = fileURLToPath(new URL('../build', import.meta.url));

/** Starts the web app; what it opens is closed by `drain`. */
export async function startWeb(env: WebEnv, log: Logger, shutdown: AbortSignal): Promise<RunningService> {
  // Every open stream listens to it.
  setMaxListeners(0, shutdown);
  const hawker = await openApp({
    databaseUrl: env.databaseUrl,
    redisUrl: env.redisUrl,
    forgetsAtStart: true,
    dataDirectory: env.dataDirectory,
    secretKey: env.secretKey,
    marketUrl: env.marketUrl,
    photoBucket: env.photoBucket,
    asksPhotoBucket: true,
    origin: env.origin ?? `http://localhost:${env.port}`,
    setupToken: env.setupToken,
    applicationName: 'hawker web',
    log,
  });
  if (env.owner) {
    await createOwner(hawker, env.owner);
  }
  const meter = new ProcessMeter({ cache: hawker.cache });
  const server = createServer();
  const vite = env.isDevelopment ? await startVite(server) : null;
  const getLoadContext: GetLoadContextFunction = (request, response) => ({
    app: hawker,
    work: workOf(response),
    address: request.ip ?? null,
    nonce: nonceOf(response),
    requestId: response.locals.requestId,
    shutdown,
    log: response.locals.log,
  });
  const app = createApp({
    log,
    origin: env.origin,
    isDevelopment: env.isDevelopment,
    bodyLimits: defaultBodyLimits,
    meter,
    beforePages: (express) => {
      mountReadiness(express, hawker);
      mountMetrics(express, { app: hawker, meter, origin: env.origin });
      mountExports(express, { app: hawker, origin: env.origin });
      mountStockApi(express, { app: hawker, origin: env.origin, shutdown });
      if (vite) {
        express.use(vite.middlewares);
      } else {
        serveStaticFiles(express, `${buildDir}/client`);
      }
    },
    pages: vite ? developmentRemix(vite, getLoadContext) : await builtRemix(buildDir, getLoadContext),
  });
  const handleApi = createApiEdge({ app: hawker, meter, origin: env.origin, bodyLimits: defaultBodyLimits, log });
  server.on('request', edge(app, handleApi));
  const url = await listen(server, env.port, env.host);
  return {
    url: env.origin ?? url,
    failed: new Promise((_, reject) => server.once('error', reject)),
    async drain() {
      await closeGracefully(server);
      await vite?.close();
      await hawker.close();
    },
  };
}

/** Vite is a tool of development: a production start does not load it. Its web socket shares our port. */
async function startVite(server: Server): Promise<ViteDevServer> {
  const vite = await import('vite');
  const root = fileURLToPath(new URL('..', import.meta.url));
  return vite.createServer({ root, server: { middlewareMode: true, hmr: { server } } });
}
