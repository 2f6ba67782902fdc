/** The ways in which this process is told to stop. */
import { watchAncestors } from './ancestors.mjs';

/**
 * @typedef {object} StopSignal
 * @property {AbortSignal} signal aborted at the first word; its reason is a sentence
 * @property {Promise<string>} asked settles with the same sentence
 */

/**
 * SIGINT, SIGTERM and SIGHUP; and the end of npm. It does not always pass a signal on, and a killed one cannot: then
 * the only sign is that it is no longer there.
 *
 * One Ctrl-C arrives twice under npm, from the terminal and from npm, so only a signal that comes a while after the
 * first one is meant as a second.
 * @param {object} options
 * @param {() => void} options.onForce called for the second one, at most once
 * @param {boolean} [options.watchParent]
 * @param {number} [options.sameSignalMs]
 * @returns {StopSignal}
 */
export function listenForStop({ onForce, watchParent = startedByPackageManager(), sameSignalMs = 1000 }) {
  const controller = new AbortController();
  /** @type {(reason: string) => void} */
  let resolveAsked;
  /** @type {Promise<string>} */
  const asked = new Promise((resolve) => {
    resolveAsked = resolve;
  });
  let firstAt = 0;
  let forced = false;

  const stop = (/** @type {string} */ reason) => {
    if (!controller.signal.aborted) {
      firstAt = performance.now();
      controller.abort(reason);
      resolveAsked(reason);
    } else if (!forced && performance.now() - firstAt > sameSignalMs) {
      forced = true;
      onForce();
    }
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => stop(signal));
  }
  // A closed terminal or pipe: there is nobody to tell, and it must not end us before everything has stopped.
  for (const output of [process.stdout, process.stderr]) {
    output.on('error', () => undefined);
  }

  if (watchParent) {
    const areThere = watchAncestors();
    const timer = setInterval(() => {
      if (!areThere()) {
        clearInterval(timer);
        stop('the process that started it has ended');
      }
    }, 500);
    timer.unref();
  }
  return { signal: controller.signal, asked };
}

/** A plain `nohup node scripts/start.mjs &` is meant to outlive its shell, so only npm and pnpm are watched. */
function startedByPackageManager() {
  return process.env.npm_lifecycle_event !== undefined;
}
