/** Where a program is, as the shell would find it. */
import { accessSync, constants, statSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * @param {string} program
 * @returns {string | null} where the program is
 */
export function findOnPath(program) {
  for (const folder of (process.env.PATH ?? '').split(':')) {
    if (folder === '') {
      continue;
    }
    const candidate = resolve(folder, program);
    try {
      accessSync(candidate, constants.X_OK);
      if (statSync(candidate).isFile()) {
        return candidate;
      }
    } catch {
      // Not there: on to the next folder.
    }
  }
  return null;
}
