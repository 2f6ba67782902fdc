/**
 * One long-lived child process: started, watched, started again after a crash, and stopped.
 *
 * Each has a session of its own, so that Ctrl-C of the terminal reaches this process only, which then stops them in
 * order. When this process dies without a word, the IPC channel closes and the child drains by itself
 * (packages/lifecycle). The output goes straight to a file, not through us, for the same reason.
 */
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { killGroup } from './command.mjs';
import { prepareLog, readLogFrom, sizeOf, tellingLines } from './logs.mjs';

/**
 * @typedef {object} ServiceOptions
 * @property {string} name as people read it: "the worker"
 * @property {string} entry the file that Node runs
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {string} logFile
 * @property {number} stopTimeoutMs how long it may take to drain before it is ended
 * @property {(text: string) => void} say
 * @property {readonly string[]} [nodeArgs]
 * @property {Backoff} [backoff]
 * @property {number} [readyTimeoutMs]
 */

/** @typedef {{ firstMs: number, limitMs: number, healthyAfterMs: number }} Backoff */

/** @type {Backoff} */
const defaultBackoff = { firstMs: 1000, limitMs: 30_000, healthyAfterMs: 60_000 };

/**
 * How long to wait before the next start: twice as long as the last time, unless it had lived well in between.
 * @param {number | null} previousMs
 * @param {number} livedMs
 * @param {Backoff} [backoff]
 * @returns {number} in milliseconds
 */
export function nextDelayMs(previousMs, livedMs, { firstMs, limitMs, healthyAfterMs } = defaultBackoff) {
  return previousMs === null || livedMs >= healthyAfterMs ? firstMs : Math.min(previousMs * 2, limitMs);
}

/**
 * @typedef {object} Service
 * @property {string} name
 * @property {Promise<string | undefined>} ready its address, once it serves; rejects when the very first start fails
 * @property {() => Promise<void>} stop asks it to drain, and ends it when it takes too long
 * @property {() => void} kill ends it at once
 * @property {() => Promise<void>} restart drains it and starts it anew
 * @property {() => number | undefined} pid
 */

/**
 * @param {ServiceOptions} options
 * @returns {Service}
 */
export function startService(options) {
  const { name, entry, cwd, env, logFile, stopTimeoutMs, say, nodeArgs = ['--import', 'tsx'], backoff } = options;
  const readyTimeoutMs = options.readyTimeoutMs ?? 120_000;
  prepareLog(logFile);

  /** @type {import('node:child_process').ChildProcess | null} */
  let child = null;
  let ended = Promise.resolve();
  let stopping = false;
  let wasReady = false;
  /** @type {number | null} */
  let delayMs = null;
  /** @type {NodeJS.Timeout | undefined} */
  let nextStart;
  /** @type {(url: string | undefined) => void} */
  let resolveReady;
  /** @type {(error: Error) => void} */
  let rejectReady;
  /** @type {Promise<string | undefined>} */
  const ready = new Promise((resolve, reject) => {
    resolveReady = resolve;
    rejectReady = reject;
  });
  // The one who waits for it may come later than the failure.
  ready.catch(() => undefined);

  const start = () => {
    const began = performance.now();
    const logStart = sizeOf(logFile);
    const log = openSync(logFile, 'a', 0o600);
    const current = spawn(process.execPath, [...nodeArgs, entry], {
      cwd,
      env,
      stdio: ['ignore', log, log, 'ipc'],
      detached: true,
    });
    closeSync(log);
    child = current;
    /** @type {string | undefined} */
    let complaint;
    const timer = setTimeout(() => {
      complaint = `was not ready after ${readyTimeoutMs / 1000} s`;
      end(current, 'SIGKILL');
    }, readyTimeoutMs);

    current.on('message', (message) => {
      if (isReadyMessage(message)) {
        clearTimeout(timer);
        if (wasReady && delayMs !== null) {
          say(`${capital(name)} is up again.`);
        }
        wasReady = true;
        resolveReady(message.url);
      }
    });
    ended = new Promise((resolve) => {
      const onEnd = (/** @type {string} */ how) => {
        clearTimeout(timer);
        if (child === current) {
          child = null;
        }
        resolve();
        if (!stopping) {
          onCrash(complaint ?? how, performance.now() - began, logStart);
        }
      };
      current.once('error', (error) => onEnd(`could not be started: ${error.message}`));
      current.once('exit', (code, signal) =>
        onEnd(signal ? `was stopped by ${signal}` : `ended with exit status ${code}`),
      );
    });
  };

  /** @type {(how: string, livedMs: number, logStart: number) => void} */
  const onCrash = (how, livedMs, logStart) => {
    const words = tellingLines(readLogFrom(logFile, logStart)).map((line) => `    ${line}`);
    if (!wasReady) {
      rejectReady(new Error([`${capital(name)} ${how}.`, ...words, `  Its log: ${logFile}`].join('\n')));
      return;
    }
    delayMs = nextDelayMs(delayMs, livedMs, backoff);
    say(
      [`${capital(name)} ${how}; starting it again in ${delayMs / 1000} s.`, ...words, `  Its log: ${logFile}`].join(
        '\n',
      ),
    );
    nextStart = setTimeout(start, delayMs);
  };

  const drain = async () => {
    const current = child;
    if (!current) {
      return;
    }
    end(current, 'SIGTERM');
    const timer = setTimeout(() => {
      say(`${capital(name)} did not stop within ${stopTimeoutMs / 1000} s and was ended.`);
      end(current, 'SIGKILL');
    }, stopTimeoutMs);
    await ended;
    clearTimeout(timer);
  };

  start();
  return {
    name,
    ready,
    pid: () => child?.pid,
    stop: async () => {
      stopping = true;
      clearTimeout(nextStart);
      await drain();
    },
    kill: () => {
      stopping = true;
      clearTimeout(nextStart);
      if (child) {
        end(child, 'SIGKILL');
      }
    },
    restart: async () => {
      if (stopping) {
        return;
      }
      stopping = true;
      clearTimeout(nextStart);
      await drain();
      stopping = false;
      delayMs = null;
      start();
    },
  };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {'SIGTERM' | 'SIGKILL'} signal
 */
function end(child, signal) {
  if (child.pid === undefined) {
    return;
  }
  if (signal === 'SIGKILL') {
    killGroup(child.pid, signal);
  } else {
    child.kill(signal);
  }
}

/**
 * @param {unknown} message
 * @returns {message is { type: 'ready', url?: string }}
 */
function isReadyMessage(message) {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready';
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
