/** The parts of Hawker that run: which file each is, and what it is told. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutDir } from './checkout.mjs';

/** @typedef {{ name: string, log: string, folder: string, entry: string, stopTimeoutMs: number, watched: () => string[] }} Part */

const packages = join(checkoutDir, 'packages');

/**
 * @param {string} name as people read it
 * @param {string} log the name of its log file and of its folder in apps/
 * @param {string} entry
 * @param {readonly string[]} own what of it starts it again in development when it changes
 * @param {() => readonly string[]} used the packages that do the same
 * @param {number} [stopTimeoutMs] a little more than it gives itself to drain (10 s unless it says otherwise)
 * @returns {Part}
 */
const part = (name, log, entry, own, used, stopTimeoutMs = 12_000) => {
  const folder = join(checkoutDir, 'apps', log);
  return {
    ...{ name, log, folder, entry: join(folder, entry), stopTimeoutMs },
    watched: () => [...own.map((path) => join(folder, path)), ...used().map((name) => join(packages, name, 'src'))],
  };
};

const everyPackage = () => readdirSync(packages);

/** The pages of the web app are not watched: Vite reloads them. */
export const parts = {
  market: part('the practice market', 'market', 'src/main.ts', ['src'], () => ['core', 'lifecycle']),
  worker: part('the worker', 'worker', 'src/main.ts', ['src'], everyPackage, 45_000),
  web: part('the web app', 'web', 'server.ts', ['server.ts', 'server'], everyPackage),
};

/** Applies the migrations and says, as the last line, how many users there are. */
export const migrateEntry = join(packages, 'db/src/migrate-main.ts');

/**
 * @param {object} options
 * @param {NodeJS.ProcessEnv} options.base
 * @param {boolean} options.dev
 * @param {string} options.dataDir
 * @param {string} options.databaseUrl
 * @param {number} options.port
 * @param {string} options.origin
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
    HAWKER_ORIGIN: options.origin,
    ...(options.setupToken ? { HAWKER_SETUP_TOKEN: options.setupToken } : {}),
  };
}
