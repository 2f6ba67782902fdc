/** The checkout this script lies in, and the environment of what is started from it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';

/** The top folder of the checkout, without a slash at the end. */
export const checkoutDir = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** What `npm` tells its scripts about itself is wrong for pnpm; these few are about the network, and right. */
const keptNpmSettings = /^npm_config_(registry|proxy|https_proxy|cafile|ca)$/i;

/**
 * The environment for the tools of the checkout: they are found first, and npm's own settings do not reach them.
 * @param {NodeJS.ProcessEnv} [source]
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment(source = process.env) {
  /** @type {NodeJS.ProcessEnv} */
  const env = {};
  for (const [name, value] of Object.entries(source)) {
    const fromNpm = /^npm_/i.test(name) || name === 'INIT_CWD';
    if (!fromNpm || (keptNpmSettings.test(name) && value)) {
      env[name] = value;
    }
  }
  env.PATH = [join(checkoutDir, 'node_modules/.bin'), source.PATH ?? ''].join(delimiter);
  env.TURBO_TELEMETRY_DISABLED = '1';
  return env;
}

/**
 * Reads `.env`. What the environment says already wins.
 * @param {string} [file]
 * @param {NodeJS.ProcessEnv} [env] changed in place
 */
export function loadEnvFile(file = join(checkoutDir, '.env'), env = process.env) {
  if (!existsSync(file)) {
    return;
  }
  for (const [name, value] of Object.entries(parseEnv(readFileSync(file, 'utf8')))) {
    env[name] ??= value;
  }
}

/**
 * The folders of the workspace that have a package.json, the top one first (as ''), relative to the checkout.
 * @param {string} [checkout]
 * @returns {string[]}
 */
export function workspaceFolders(checkout = checkoutDir) {
  const folders = [''];
  for (const [, pattern = ''] of readFileSync(join(checkout, 'pnpm-workspace.yaml'), 'utf8')
    .split(/^(?=\S)/m)
    .filter((section) => section.startsWith('packages:'))
    .flatMap((section) => [...section.matchAll(/^\s+-\s*['"]?([^'"\s#]+)/gm)])) {
    const parent = pattern.replace(/\/\*$/, '');
    const candidates =
      parent === pattern ? [parent] : listFolders(join(checkout, parent)).map((name) => `${parent}/${name}`);
    folders.push(...candidates.filter((folder) => existsSync(join(checkout, folder, 'package.json'))).sort());
  }
  return folders;
}

/** @param {string} folder */
function listFolders(folder) {
  return existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
    : [];
}
