/** The parts of Hawker that run: which file each is, and what it is told. */
import { join } from 'node:path';
import { checkoutDir } from './checkout.mjs';

/** @typedef {{ name: string, log: string, folder: string, entry: string, watched: string[] }} Part */

const packages = join(checkoutDir, 'packages');

/**
 * @param {string} name
 * @param {string} log
 * @param {string} entry
 * @param {string[]} watched
 * @returns {Part}
 */
const part = (name, log, entry, watched) => {
  const folder = join(checkoutDir, 'apps', log);
  return { name, log, folder, entry: join(folder, entry), watched: watched.map((path) => join(folder, path)) };
};

/** In development a change of `watched` or of a package starts the part again; the web app's pages reload by Vite. */
export const parts = {
  market: { ...part('the practice market', 'market', 'src/main.ts', ['src']) },
  worker: { ...part('the worker', 'worker', 'src/main.ts', ['src']) },
  web: { ...part('the web app', 'web', 'server.ts', ['server.ts', 'server']) },
};

/** @param {Part} watchedPart */
export function watchedPaths(watchedPart) {
  return [...watchedPart.watched, packages];
}

/** Applies the migrations and says, as the last line, how many users there are. */
export const migrateEntry = join(packages, 'db/src/migrate-main.ts');

/**
 * @param {object} options
 * @param {NodeJS.ProcessEnv} options.base
 * @param {boolean} options.dev
 * @param {string} options.dataDir
 * @param {string} options.databaseUrl
 * @param {number} options.port
 * @param {string | null} options.origin when a proxy stands before the web app; else it trusts the host it is asked by
 * @param {number} options.marketPort
 * @param {string} options.marketUrl
 * @param {string | null} options.setupToken
 * @returns {NodeJS.ProcessEnv}
 */
export function partEnvironment(options) {
  return {
    ...options.base,
    NODE_ENV: options.dev ? 'development' : 'production',
    DATABASE_URL: options.databaseUrl,
    HAWKER_DATA_DIR: options.dataDir,
    PORT: String(options.port),
    MARKET_PORT: String(options.marketPort),
    MARKET_DATA_DIR: options.base.MARKET_DATA_DIR || join(options.dataDir, 'market'),
    MARKET_ORIGIN: options.base.MARKET_ORIGIN || options.marketUrl,
    HAWKER_MARKET_URL: options.marketUrl,
    ...(options.origin ? { HAWKER_ORIGIN: options.origin } : {}),
    ...(options.setupToken ? { HAWKER_SETUP_TOKEN: options.setupToken } : {}),
  };
}
