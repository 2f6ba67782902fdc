/** What the environment says about a start. */
import { resolve } from 'node:path';
import { checkoutDir } from './checkout.mjs';

/**
 * @typedef {object} StartSettings
 * @property {number} port wanted for the web app
 * @property {number} marketPort wanted for the practice market
 * @property {string} dataDir absolute
 * @property {string | null} databaseUrl of a Postgres that is there already
 * @property {string | null} origin under which people reach the web app, when a proxy stands before it
 * @property {string | null} marketUrl of a practice market that is there already
 * @property {string | null} ownerEmail set when the web app makes the owner by itself
 * @property {boolean} verbose
 */

const defaultPort = 3000;
/** Far from the web app's, so that "3000 is taken, using 3001" does not push it aside: posts keep links to it. */
const defaultMarketPort = 4010;

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {StartSettings}
 */
export function readSettings(env) {
  const { HAWKER_OWNER_EMAIL: email, HAWKER_OWNER_PASSWORD: password } = env;
  if (Boolean(email) !== Boolean(password)) {
    throw new Error('Set both HAWKER_OWNER_EMAIL and HAWKER_OWNER_PASSWORD, or neither.');
  }
  return {
    port: readPort('PORT', env.PORT, defaultPort),
    marketPort: readPort('MARKET_PORT', env.MARKET_PORT, defaultMarketPort),
    dataDir: resolve(checkoutDir, env.HAWKER_DATA_DIR || '.hawker'),
    databaseUrl: env.DATABASE_URL || null,
    origin: env.HAWKER_ORIGIN?.replace(/\/+$/, '') || null,
    marketUrl: env.HAWKER_MARKET_URL?.replace(/\/+$/, '') || null,
    ownerEmail: email || null,
    verbose: env.LOG_LEVEL === 'debug' || env.LOG_LEVEL === 'trace',
  };
}

/**
 * @param {string} name
 * @param {string | undefined} value
 * @param {number} fallback
 */
function readPort(name, value, fallback) {
  if (!value) {
    return fallback;
  }
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`${name} must be a port between 1 and 65535, not "${value}".`);
  }
  return port;
}
