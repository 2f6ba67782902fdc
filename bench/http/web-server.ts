/** Hawker's web server as production runs it, in a process of its own. */

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Child, startChild } from './child-process.ts';
import { readySchema } from './messages.ts';

export interface WebServerOptions {
  databaseUrl: string;
  dataDirectory: string;
  secretKey: string;
  /** Without it there is no practice market, and so no channel. */
  marketUrl?: string;
  /** Made when there is no user yet. */
  owner?: { email: string; password: string };
  /** Where a connection is cut on purpose, its warning is no news. */
  logLevel?: 'warn' | 'error';
}

export interface WebServer {
  url: string;
  child: Child;
}

const build = fileURLToPath(new URL('../../apps/web/build/server/index.js', import.meta.url));

export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  if (!existsSync(build)) {
    throw new Error('The web app is not built yet: run `pnpm build` first.');
  }
  const { databaseUrl, dataDirectory, secretKey, marketUrl = '', owner, logLevel = 'warn' } = options;
  const child = startChild({
    entry: 'apps/web/server.ts',
    env: {
      NODE_ENV: 'production',
      LOG_LEVEL: logLevel,
      PORT: '0',
      HOST: '127.0.0.1',
      HAWKER_ORIGIN: '',
      REDIS_URL: '',
      HAWKER_MARKET_URL: marketUrl,
      HAWKER_OWNER_EMAIL: owner?.email ?? '',
      HAWKER_OWNER_PASSWORD: owner?.password ?? '',
      HAWKER_DATA_DIR: dataDirectory,
      HAWKER_SECRET_KEY: secretKey,
      DATABASE_URL: databaseUrl,
    },
  });
  return { child, url: await addressOf(child) };
}

/** Of a server that says when it is ready. */
export async function addressOf(child: Child): Promise<string> {
  return readySchema.parse(await child.hear()).url;
}
