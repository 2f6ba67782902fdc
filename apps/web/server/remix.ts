import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequestHandler, type GetLoadContextFunction, type RequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import type { ViteDevServer } from 'vite';

function isServerBuild(module: unknown): module is ServerBuild {
  return typeof module === 'object' && module !== null && 'routes' in module && 'entry' in module;
}

function checked(module: unknown): ServerBuild {
  if (!isServerBuild(module)) {
    throw new Error('The server build of the web app is not complete. Run `pnpm build` again.');
  }
  return module;
}

/** Remix on its production build. */
export async function builtRemix(buildDir: string, getLoadContext: GetLoadContextFunction): Promise<RequestHandler> {
  const build = checked(await import(pathToFileURL(join(buildDir, 'server', 'index.js')).href));
  return createRequestHandler({ build, getLoadContext, mode: 'production' });
}

/** Remix on its sources, built again by Vite after every change. */
export function developmentRemix(vite: ViteDevServer, getLoadContext: GetLoadContextFunction): RequestHandler {
  const build = async () => checked(await vite.ssrLoadModule('virtual:remix/server-build'));
  return createRequestHandler({ build, getLoadContext, mode: 'development' });
}
