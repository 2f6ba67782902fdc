/** A Postgres for tests: in a new folder of the system's temporary one, gone when it is stopped. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from './postgres.mjs';
import { canReach, postgresUser, systemFolder } from './postgres-user.mjs';
import { commandLineOf } from './processes.mjs';

const prefix = 'hawker-test-';

/**
 * @param {object} [options]
 * @param {boolean} [options.durable] synced to the disk as in production, for measuring what writes cost
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>} `url` is the superuser's, of the database `postgres`
 */
export async function startThrowawayPostgres({ durable = false } = {}) {
  const folder = makeFolder();
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const postgres = await startPostgres({
      dataDir: folder,
      logFile: join(folder, 'postgres.log'),
      database: 'postgres',
      throwaway: !durable,
    });
    return {
      url: postgres.url,
      stop: async () => {
        await postgres.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

function makeFolder() {
  const user = postgresUser(join(tmpdir(), 'does-not-exist'));
  let parent = tmpdir();
  if (user && !canReach(parent, user)) {
    parent = join(systemFolder, 'tmp');
    mkdirSync(parent, { recursive: true, mode: 0o755 });
  }
  removeAbandoned(parent);
  const folder = mkdtempSync(join(parent, `${prefix}${process.pid}-`));
  if (user) {
    // Another user must walk through to its own folder inside.
    chmodSync(folder, 0o711);
  }
  return folder;
}

/**
 * The folders of test runs that were killed: their name has the number of a process that has gone.
 * @param {string} parent
 */
export function removeAbandoned(parent) {
  for (const name of readdirSync(parent)) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (pid > 0 && commandLineOf(pid) === null) {
      rmSync(join(parent, name), { recursive: true, force: true });
    }
  }
}
