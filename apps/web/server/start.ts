import { fileURLToPath } from 'node:url';
import type { RunningService } from '@hawker/lifecycle';
import type { GetLoadContextFunction } from '@remix-run/express';
import type { Logger } from 'pino';
import type { ViteDevServer } from 'vite';
import '../app/load-context.ts';
import { createApp } from './app.ts';
import { defaultBodyLimits } from './body-limit.ts';
import type { WebEnv } from './env.ts';
import { closeGracefully, createHttpServer, listen } from './http-server.ts';
import { builtRemix, developmentRemix } from './remix.ts';
import { nonceOf } from './security-headers.ts';
import { serveStaticFiles } from './static-files.ts';

const buildDir = fileURLToPath(new URL('../build', import.meta.url));

/** Starts the web app; what it opens is closed by `drain`. */
export async function startWeb(env: WebEnv, log: Logger, shutdown: AbortSignal): Promise<RunningService> {
  const vite = env.isDevelopment ? await startVite() : null;
  const getLoadContext: GetLoadContextFunction = (_request, response) => ({
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
    beforePages: (express) => {
      if (vite) {
        express.use(vite.middlewares);
      } else {
        serveStaticFiles(express, `${buildDir}/client`);
      }
    },
    pages: vite ? developmentRemix(vite, getLoadContext) : await builtRemix(buildDir, getLoadContext),
  });
  const server = createHttpServer(app);
  const url = await listen(server, env.port, env.host);
  return {
    url: env.origin ?? url,
    failed: new Promise((_, reject) => server.once('error', reject)),
    async drain() {
      await closeGracefully(server);
      await vite?.close();
    },
  };
}

/** Vite is a tool of development: a production install does not have it. */
async function startVite(): Promise<ViteDevServer> {
  const { createServer } = await import('vite');
  return createServer({ root: fileURLToPath(new URL('..', import.meta.url)), server: { middlewareMode: true } });
}
