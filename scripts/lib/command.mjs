/** Runs a program to its end, with its output kept for the case that it fails. */
import { spawn } from 'node:child_process';

export class CommandError extends Error {
  /**
   * @param {string} message
   * @param {string} output what the program said on both its outputs
   */
  constructor(message, output) {
    super(message);
    this.name = 'CommandError';
    this.output = output;
  }
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {object} options
 * @param {string} options.cwd
 * @param {NodeJS.ProcessEnv} options.env
 * @param {AbortSignal} [options.signal] aborting it ends the program and everything that it started
 * @param {string} [options.what] the work in words, for the message of a failure
 * @param {(line: string) => void} [options.onLine]
 * @param {'keep' | 'show'} [options.output] `show` hands it the terminal's own outputs
 * @returns {Promise<string>} its standard output; rejects with a {@link CommandError} unless it exits with 0
 */
export function runCommand(program, args, { cwd, env, signal, what = program, onLine, output = 'keep' }) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new CommandError(`${what} was stopped`, ''));
      return;
    }
    // A group of its own, so that ending it ends the processes that it started as well.
    const child = spawn(program, [...args], {
      cwd,
      env,
      stdio: output === 'show' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let said = '';
    let stdout = '';
    let rest = '';
    const hear = (/** @type {string} */ text) => {
      said = (said + text).slice(-200_000);
      const lines = (rest + text).split(/\r?\n/);
      rest = lines.pop() ?? '';
      lines.forEach((line) => {
        onLine?.(line);
      });
    };
    child.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      stdout += text;
      hear(text);
    });
    child.stderr?.setEncoding('utf8').on('data', hear);

    const stop = () => {
      if (child.pid !== undefined) {
        killGroup(child.pid, 'SIGTERM');
      }
    };
    signal?.addEventListener('abort', stop, { once: true });
    child.once('error', (error) => reject(new CommandError(`${what} could not be started: ${error.message}`, said)));
    child.once('close', (code, killedBy) => {
      signal?.removeEventListener('abort', stop);
      if (signal?.aborted) {
        // Some programs (turbo) call it a success when they were told to stop half-way.
        reject(new CommandError(`${what} was stopped`, said));
      } else if (code === 0) {
        resolve(stdout);
      } else {
        reject(
          new CommandError(
            `${what} ${killedBy ? `was stopped by ${killedBy}` : `failed with exit status ${code}`}`,
            said,
          ),
        );
      }
    });
  });
}

/**
 * @param {number} leaderPid the process that leads the group
 * @param {NodeJS.Signals} signal
 */
export function killGroup(leaderPid, signal) {
  try {
    process.kill(-leaderPid, signal);
  } catch {
    // The whole group has gone in the meantime.
  }
}
