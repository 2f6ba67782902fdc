/**
 * The files of an embedded Postgres: its folder, made once with initdb, and the lock file that tells whether somebody
 * serves it. Everything that must appear together (files, password, database) is made beside and renamed into place,
 * so a folder that exists is complete.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { canReach, systemFolder } from './postgres-user.mjs';
import { isRunning, signalProcess, waitUntil } from './processes.mjs';

/** The superuser of the embedded Postgres. */
export const superuser = 'hawker';

/** The settings and programs speak English and UTC, and no PGDATA or PGPORT of the person leaks in. */
export const postgresEnvironment = { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' };

const majorVersion = '18';
const passwordFile = 'hawker-password';

/**
 * Where the files of Postgres are. Normally `<data folder>/postgres`. When root's data folder is out of reach for the
 * user that Postgres runs as, that name is a link to a folder within reach; deleting the data folder then means to
 * start afresh, as it does everywhere else.
 * @param {string} dataDir
 * @param {import('./postgres-user.mjs').UnixUser | null} user
 * @returns {{ path: string, elsewhere: boolean }}
 */
export function placeCluster(dataDir, user) {
  const path = join(dataDir, 'postgres');
  if (!isLink(path)) {
    if (!user || canReach(dataDir, user)) {
      return { path, elsewhere: false };
    }
    const target = join(systemFolder, `database-${randomBytes(6).toString('hex')}`);
    mkdirSync(systemFolder, { recursive: true, mode: 0o755 });
    symlinkSync(target, path);
  }
  return { path: readlinkSync(path), elsewhere: true };
}

/** @param {string} path */
function isLink(path) {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/**
 * Makes the files of Postgres unless they exist.
 * @param {object} options
 * @param {string} options.path
 * @param {import('./postgres-programs.mjs').PostgresPrograms} options.programs
 * @param {import('./postgres-user.mjs').UnixUser | null} options.user
 * @param {string} options.database made beside the one called postgres
 * @param {boolean} options.durable whether the files are synced to the disk
 * @returns {{ password: string, created: boolean }}
 */
export function ensureCluster({ path, programs, user, database, durable }) {
  if (existsSync(path)) {
    const version = readFileSync(join(path, 'PG_VERSION'), 'utf8').trim();
    if (version !== majorVersion) {
      throw new Error(
        `The database in ${path} was made by Postgres ${version}, and this is Postgres ${majorVersion}. Dump it with that version and restore it with this one.`,
      );
    }
    return { password: readFileSync(join(path, passwordFile), 'utf8').trim(), created: false };
  }

  const unfinished = `${path}.new`;
  const secret = `${path}.password`;
  const password = randomBytes(24).toString('hex');
  rmSync(unfinished, { recursive: true, force: true });
  rmSync(secret, { force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(secret, `${password}\n`, { mode: 0o600 });
  if (user) {
    chownSync(unfinished, user.uid, user.gid);
    chownSync(secret, user.uid, user.gid);
  }
  /**
   * @param {string} program
   * @param {string[]} args
   * @param {string} [input]
   */
  const run = (program, args, input = '') => {
    const { status, error, stdout, stderr } = spawnSync(program, args, {
      cwd: '/',
      env: postgresEnvironment,
      encoding: 'utf8',
      input,
      ...(user ?? {}),
    });
    if (status !== 0) {
      throw new Error(`The database could not be made: ${stderr || stdout || error?.message}`.trim(), { cause: error });
    }
  };
  run(programs.initdb, [
    ...['--pgdata', unfinished, '--username', superuser, '--pwfile', secret, '--auth', 'scram-sha-256'],
    ...['--encoding', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...(durable ? [] : ['--no-sync']),
  ]);
  if (database !== 'postgres') {
    run(programs.postgres, ['--single', '-D', unfinished, 'postgres'], `CREATE DATABASE ${database}\n`);
  }
  renameSync(secret, join(unfinished, passwordFile));
  renameSync(unfinished, path);
  return { password, created: true };
}

/**
 * What `postmaster.pid` says, or `null` when there is none: line 1 is the process, line 8 its state.
 * @param {string} path
 * @returns {{ pid: number, ready: boolean } | null}
 */
export function readLock(path) {
  try {
    const lines = readFileSync(join(path, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return null;
  }
}

/**
 * Takes the lock file away when nobody serves the folder, and stops a Postgres that an earlier run left behind.
 * Postgres itself only looks whether the process number is taken, and refuses to start when another program has it.
 * @param {string} path
 * @returns {Promise<'free' | 'stale' | 'stopped'>}
 */
export async function freeCluster(path) {
  const lock = readLock(path);
  if (!lock) {
    return 'free';
  }
  const marks = ['postgres', path];
  if (!isRunning(lock.pid, marks)) {
    rmSync(join(path, 'postmaster.pid'), { force: true });
    return 'stale';
  }
  await stopPostmaster(lock.pid, marks);
  return 'stopped';
}

/**
 * A fast shutdown (sessions are closed, everything committed is kept), and harder ones when that takes too long.
 * @param {number} pid
 * @param {readonly string[]} marks parts of its command line, so that no stranger with the same number is hit
 */
export async function stopPostmaster(pid, marks) {
  const stopped = () => !isRunning(pid, marks);
  for (const [signal, timeoutMs] of /** @type {const} */ ([
    ['SIGINT', 15_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 2_000],
  ])) {
    if (stopped()) {
      return;
    }
    signalProcess(pid, signal);
    if (await waitUntil(stopped, timeoutMs, 20)) {
      return;
    }
  }
  throw new Error(`Postgres (process ${pid}) does not stop.`);
}
