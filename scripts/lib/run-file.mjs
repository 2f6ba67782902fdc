/**
 * Two files in the data folder: `start.lock` says which process runs Hawker on it, so that a second one does not; and
 * `run.json`, while it runs, where everything is, so that the command line finds the database.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning } from './processes.mjs';

/** @typedef {{ databaseUrl: string, origin: string, marketUrl: string, pid: number }} RunInfo */

/** Part of the command line of every process that may hold the lock. */
const mark = 'start.mjs';

/**
 * @param {string} dataDir
 * @returns {{ pid: number, origin: string | null } | null} who holds the folder already, or `null`: it is ours now
 */
export function claimDataDir(dataDir) {
  const lock = join(dataDir, 'start.lock');
  for (;;) {
    try {
      writeFileSync(lock, `${process.pid}\n`, { flag: 'wx', mode: 0o600 });
      rmSync(join(dataDir, 'run.json'), { force: true });
      return null;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') {
        throw error;
      }
    }
    const pid = readPid(lock);
    if (pid !== process.pid && isRunning(pid, [mark])) {
      const info = readRunFile(dataDir);
      return { pid, origin: info?.pid === pid ? info.origin : null };
    }
    rmSync(lock, { force: true });
  }
}

/** @param {string} dataDir */
export function releaseDataDir(dataDir) {
  rmSync(join(dataDir, 'run.json'), { force: true });
  const lock = join(dataDir, 'start.lock');
  if (readPid(lock) === process.pid) {
    rmSync(lock, { force: true });
  }
}

/**
 * @param {string} dataDir
 * @param {RunInfo} info
 */
export function writeRunFile(dataDir, info) {
  const file = join(dataDir, 'run.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(info, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/**
 * @param {string} dataDir
 * @returns {RunInfo | null}
 */
export function readRunFile(dataDir) {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8'));
  } catch {
    return null;
  }
}

/** @param {string} lock */
function readPid(lock) {
  try {
    return Number.parseInt(readFileSync(lock, 'utf8'), 10);
  } catch {
    return Number.NaN;
  }
}
