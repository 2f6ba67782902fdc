/**
 * An embedded Postgres as a child of this process, on a quiet port of the loopback interface, without a Unix socket.
 *
 * It lives in a session of its own: Ctrl-C reaches every process of the terminal at once, and the database must outlive
 * those who still write to it. It goes away with this process however that ends: on Linux the kernel sends it SIGINT
 * (a fast shutdown), elsewhere a tiny shell waits for this process and does the same.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { findOnPath } from './find-on-path.mjs';
import { quietFreePort } from './ports.mjs';
import {
  ensureCluster,
  freeCluster,
  placeCluster,
  postgresEnvironment,
  readLock,
  stopPostmaster,
  superuser,
} from './postgres-cluster.mjs';
import { findPostgresPrograms } from './postgres-programs.mjs';
import { postgresUser } from './postgres-user.mjs';
import { waitUntil } from './processes.mjs';

/**
 * @typedef {object} RunningPostgres
 * @property {string} url of the database, with the superuser and its password
 * @property {string} clusterDir where its files are
 * @property {boolean} elsewhere whether the files had to be put outside the data folder
 * @property {boolean} created whether the database was made just now
 * @property {number} pid
 * @property {Promise<string>} exited settles with a description when it ends, for whatever reason
 * @property {() => boolean} running
 * @property {() => Promise<void>} stop
 */

/** Work on a throwaway database is never synced to the disk: a crash of the machine may eat it. */
const throwawaySettings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300'];

/**
 * @param {object} options
 * @param {string} options.dataDir the folder `postgres` is in, or will be made in
 * @param {string} options.logFile
 * @param {string} [options.database] made together with the files
 * @param {boolean} [options.throwaway] for tests: fast, and not safe against a crash of the machine
 * @param {'kernel' | 'shell'} [options.watch] who stops it when this process is killed
 * @returns {Promise<RunningPostgres>}
 */
export async function startPostgres({ dataDir, logFile, database = 'hawker', throwaway = false, watch }) {
  const user = postgresUser(`${dataDir}/postgres`);
  const programs = findPostgresPrograms(user);
  const { path, elsewhere } = placeCluster(dataDir, user);
  const { password, created } = ensureCluster({ path, programs, user, database, durable: !throwaway });
  await freeCluster(path);

  const setpriv = watch === 'shell' ? null : findOnPath('setpriv');
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'cluster_name=hawker',
    'timezone=UTC',
    'log_timezone=UTC',
    ...(throwaway ? throwawaySettings : []),
  ].flatMap((setting) => ['-c', setting]);
  mkdirSync(dirname(logFile), { recursive: true });

  for (let attempt = 1; ; attempt += 1) {
    const port = await quietFreePort();
    const command = [programs.postgres, '-D', path, '-p', String(port), ...settings];
    const [program, ...args] = setpriv ? [setpriv, '--pdeathsig', 'INT', '--', ...command] : command;
    const logStart = sizeOf(logFile);
    const log = openSync(logFile, 'a', 0o600);
    const child = spawn(/** @type {string} */ (program), args, {
      cwd: '/',
      env: postgresEnvironment,
      stdio: ['ignore', log, log],
      detached: true,
      ...(user ?? {}),
    });
    closeSync(log);

    /** @type {string | undefined} */
    let end;
    const exited = new Promise((/** @type {(end: string) => void} */ resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ? `stopped by ${signal}` : `exit status ${code}`));
    }).then((description) => {
      end = description;
      return description;
    });
    const ready = () => {
      const lock = readLock(path);
      return end !== undefined || (lock?.pid === child.pid && lock?.ready === true);
    };
    // After a crash Postgres first replays its log, which may take its time.
    await waitUntil(ready, 120_000, 10);

    const pid = child.pid;
    if (end === undefined && pid !== undefined) {
      const watcher = setpriv ? null : watchFromShell(pid);
      return {
        url: `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`,
        clusterDir: path,
        elsewhere,
        created,
        pid,
        exited,
        running: () => end === undefined,
        stop: async () => {
          await stopPostmaster(pid, ['postgres', path]);
          watcher?.kill('SIGKILL');
        },
      };
    }
    const words = readFileSync(logFile, 'utf8').slice(logStart).trim();
    if (attempt < 3 && /could not bind|Address already in use/i.test(words)) {
      continue;
    }
    throw new Error(
      `Postgres did not start (${end ?? 'no answer'}). Its log, ${logFile}, says:\n${words.slice(-2000)}`,
    );
  }
}

/**
 * A shell that reads from us and hears nothing until we are gone.
 * @param {number} pid
 */
function watchFromShell(pid) {
  const watcher = spawn('/bin/sh', ['-c', 'read -r _; kill -INT "$1"', 'sh', String(pid)], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watcher.unref();
  return watcher;
}

/** @param {string} file */
function sizeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
