/**
 * Postgres refuses to run as root, so root lends it another user of the machine. That user must be able to walk to the
 * data folder and to the programs, which it cannot when the checkout lies in a private folder such as /root.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** @typedef {{ uid: number, gid: number }} UnixUser */

/** The room for what an unprivileged user must reach when the checkout is out of its reach. Only root uses it. */
export const systemFolder = '/var/lib/hawker';

/**
 * The user to run Postgres as: `null` means the present one. A data folder that exists already keeps its owner, also
 * when a user called postgres has been added to the machine since.
 * @param {string} clusterDir
 * @returns {UnixUser | null}
 */
export function postgresUser(clusterDir) {
  if (process.getuid?.() !== 0) {
    return null;
  }
  if (existsSync(clusterDir)) {
    const { uid, gid } = statSync(clusterDir);
    if (uid !== 0) {
      return { uid, gid };
    }
  }
  const user = lookUpUser('postgres') ?? lookUpUser('nobody');
  if (!user) {
    throw new Error(
      'Postgres does not run as root, and this machine has neither a user "postgres" nor "nobody". Start Hawker as a plain user, or set DATABASE_URL.',
    );
  }
  return user;
}

/**
 * Whether the user may walk through the folder and everything above it.
 * @param {string} folder
 * @param {UnixUser} user
 */
export function canReach(folder, user) {
  for (let current = resolve(folder); ; current = dirname(current)) {
    if (existsSync(current)) {
      const { uid, gid, mode } = statSync(current);
      const executable = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
      if ((mode & executable) === 0) {
        return false;
      }
    }
    if (current === dirname(current)) {
      return true;
    }
  }
}

/**
 * @param {string} name
 * @returns {UnixUser | null}
 */
function lookUpUser(name) {
  try {
    const ask = (/** @type {string} */ flag) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    // macOS numbers nobody -2 and prints it as 4294967294 or -2.
    return { uid: ask('-u') >>> 0, gid: ask('-g') >>> 0 };
  } catch {
    return null;
  }
}
