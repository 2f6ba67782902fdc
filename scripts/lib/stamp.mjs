/** Whether something made from files is still up to date: the hash of what it was made from lies beside it. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/**
 * The hash of the names and contents of files. A folder stands for all the files in it, however deep.
 * @param {string} base the names count from here, so that a moved checkout keeps its hash
 * @param {readonly string[]} paths relative to `base`; one that does not exist counts as absent
 * @param {object} [options]
 * @param {readonly string[]} [options.salt] what else the result depends on
 * @param {(path: string) => boolean} [options.ignore] given paths relative to `base`
 * @returns {string}
 */
export function hashFiles(base, paths, { salt = [], ignore = () => false } = {}) {
  const hash = createHash('sha256');
  for (const word of salt) {
    hash.update(`${word}\0`);
  }
  for (const file of [...new Set(paths.flatMap((path) => listFiles(base, path, ignore)))].sort()) {
    const content = readFileSync(join(base, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * @param {string} file
 * @param {string} hash
 */
export function isStampFresh(file, hash) {
  return existsSync(file) && readFileSync(file, 'utf8').trim() === hash;
}

/**
 * @param {string} file
 * @param {string} hash
 */
export function writeStamp(file, hash) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${hash}\n`);
}

/**
 * @param {string} base
 * @param {string} path
 * @param {(path: string) => boolean} ignore
 * @returns {string[]}
 */
function listFiles(base, path, ignore) {
  const full = join(base, path);
  if (ignore(path) || !existsSync(full)) {
    return [];
  }
  try {
    return readdirSync(full, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() || entry.isFile())
      .flatMap((entry) => listFiles(base, relative(base, join(full, entry.name)).split(sep).join('/'), ignore));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOTDIR') {
      return [path];
    }
    throw error;
  }
}
