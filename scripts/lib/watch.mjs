/** Starts a service anew when its source changes; for development. */
import { existsSync, statSync, watch } from 'node:fs';
import { join, relative } from 'node:path';
import { checkoutDir } from './checkout.mjs';

/** Long enough for an editor or a checkout to finish writing. */
const settleMs = 250;

/**
 * @param {object} options
 * @param {readonly string[]} options.paths files and folders (with everything in them)
 * @param {import('./service.mjs').Service} options.service
 * @param {(text: string) => void} options.say
 * @returns {() => void} ends it
 */
export function restartOnChange({ paths, service, say }) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  let restarting = Promise.resolve();
  const watchers = paths.filter(existsSync).map((path) => {
    const isFolder = statSync(path).isDirectory();
    return watch(path, { recursive: isFolder }, (_event, file) => {
      const name = relative(checkoutDir, isFolder && file ? join(path, file) : path);
      if (!/\.(ts|tsx|json|sql)$/.test(name) || /(\.test\.tsx?|\.md)$|node_modules/.test(name)) {
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(() => {
        restarting = restarting.then(async () => {
          say(`${name} has changed: starting ${service.name} again.`);
          await service.restart();
        });
      }, settleMs);
    });
  });
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) {
      watcher.close();
    }
  };
}
