/**
 * Facts about processes by id.
 *
 * `kill(pid, 0)` says only that the number is taken: by another program after a reboot, or by a zombie that PID 1 of a
 * container never reaps. So everything here looks at the command line, which a zombie no longer has.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const hasProc = existsSync('/proc/self/cmdline');

/**
 * The command line of a running process, its arguments joined by single spaces; `null` when there is no such process
 * or when it is a zombie.
 * @param {number} pid
 * @returns {string | null}
 */
export function commandLineOf(pid) {
  if (!Number.isInteger(pid) || pid <= 0) {
    return null;
  }
  try {
    const line = hasProc
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        });
    const trimmed = line.trim();
    return trimmed === '' || trimmed.endsWith('<defunct>') ? null : trimmed;
  } catch {
    return null;
  }
}

/**
 * Whether the process runs and its command line has all of these parts.
 * @param {number} pid
 * @param {readonly string[]} parts
 */
export function isRunning(pid, parts) {
  const line = commandLineOf(pid);
  return line !== null && parts.every((part) => line.includes(part));
}

/**
 * Sends a signal; a process that has gone in the meantime is no error.
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
export function signalProcess(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') {
      throw error;
    }
  }
}

/**
 * Asks again every `intervalMs` until the answer is yes or the time is over.
 * @param {() => boolean | Promise<boolean>} condition
 * @param {number} timeoutMs
 * @param {number} [intervalMs]
 * @returns {Promise<boolean>} the last answer
 */
export async function waitUntil(condition, timeoutMs, intervalMs = 50) {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() >= deadline) {
      return false;
    }
    await new Promise((resolve) => setTimeout(resolve, intervalMs));
  }
  return true;
}
