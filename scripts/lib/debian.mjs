/** Programs that no npm package carries: on Debian, root installs them; anybody else is told what to install. */
import { runCommand } from './command.mjs';
import { findOnPath } from './find-on-path.mjs';

let listsAreFresh = false;

/**
 * @param {object} options
 * @param {import('./progress.mjs').Progress} options.progress
 * @param {string} options.title
 * @param {string} options.debianPackage
 * @param {() => string | null} options.find where the program is
 * @param {string} options.missing what to tell a person who has to install it
 * @param {AbortSignal} [options.signal]
 * @returns {Promise<string>} where it is
 */
export async function ensureProgram({ progress, title, debianPackage, find, missing, signal }) {
  const present = find();
  if (present) {
    return present;
  }
  if (process.getuid?.() !== 0 || !findOnPath('apt-get')) {
    throw new Error(missing);
  }
  await progress.step(title, async (step) => {
    const run = (/** @type {string[]} */ ...args) =>
      runCommand('apt-get', args, {
        cwd: '/',
        what: `apt-get ${args[0]}`,
        // In run level 1 Debian starts no service after it has installed one.
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
        onLine: step.detail,
        ...(signal ? { signal } : {}),
      });
    if (!listsAreFresh) {
      await run('update');
      listsAreFresh = true;
    }
    await run('install', '-y', '--no-install-recommends', debianPackage);
  });
  const installed = find();
  if (!installed) {
    throw new Error(missing);
  }
  return installed;
}
