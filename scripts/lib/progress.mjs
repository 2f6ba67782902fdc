/**
 * Says what is going on. On a terminal the step under way is one line that counts its seconds; elsewhere (a log, a
 * pipe) every step is a line when it begins and one when it is done.
 */
import { stripVTControlCharacters } from 'node:util';

/**
 * @typedef {object} Step
 * @property {(text: string) => void} detail what the step is at; on a terminal only
 *
 * @typedef {object} Progress
 * @property {<T>(title: string, work: (step: Step) => Promise<T>) => Promise<T>} step
 * @property {(text: string) => void} say a line of its own
 */

/** @typedef {{ write: (text: string) => boolean, isTTY?: boolean, columns?: number }} Output */

/**
 * @param {object} [options]
 * @param {Output} [options.output]
 * @param {() => number} [options.now] in milliseconds
 * @param {boolean} [options.live] whether to redraw the step under way
 * @param {boolean} [options.colours]
 * @returns {Progress}
 */
export function createProgress({
  output = process.stdout,
  now = () => performance.now(),
  live = output.isTTY === true && process.env.LOG_LEVEL !== 'debug',
  colours = output.isTTY === true && !process.env.NO_COLOR,
} = {}) {
  const paint = (/** @type {number} */ code, /** @type {string} */ text) =>
    colours ? `\u001b[${code}m${text}\u001b[0m` : text;
  const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
  /** @type {(() => void) | null} */
  let redraw = null;
  const clear = () => {
    if (redraw) {
      output.write('\r\u001b[2K');
    }
  };

  return {
    say(text) {
      clear();
      output.write(`${text}\n`);
      redraw?.();
    },
    async step(title, work) {
      const began = now();
      let detail = '';
      let frame = 0;
      /** @type {NodeJS.Timeout | undefined} */
      let timer;
      if (live) {
        redraw = () => {
          const head = `${frames[frame % frames.length]} ${title}  ${seconds(now() - began)}`;
          const room = Math.max(0, (output.columns ?? 80) - head.length - 3);
          output.write(`\r\u001b[2K${head}${detail && room > 10 ? paint(2, `  ${detail.slice(0, room)}`) : ''}`);
        };
        redraw();
        timer = setInterval(() => {
          frame += 1;
          redraw?.();
        }, 100);
      } else {
        output.write(`  ${title}\n`);
      }
      const end = (/** @type {string} */ mark) => {
        clearInterval(timer);
        clear();
        redraw = null;
        output.write(`${mark} ${title}  ${paint(2, seconds(now() - began))}\n`);
      };
      try {
        const result = await work({
          detail(text) {
            detail = stripVTControlCharacters(text).trim();
          },
        });
        end(paint(32, '✓'));
        return result;
      } catch (error) {
        end(paint(31, '✗'));
        throw error;
      }
    },
  };
}

/** @param {number} durationMs */
export function seconds(durationMs) {
  return durationMs < 60_000
    ? `${(durationMs / 1000).toFixed(1)} s`
    : `${Math.floor(durationMs / 60_000)} min ${Math.round((durationMs % 60_000) / 1000)} s`;
}
