/** A Postgres of our own, synced to the disk as in production, that can be restarted gently or as if it had crashed. */

import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../scripts/lib/postgres.mjs';

export interface OwnPostgres {
  /** The port changes with every restart: connections lead through a proxy. */
  readonly port: number;
  /** The superuser's, as if it were reached through this port. */
  urlThrough(port: number): string;
  /** `fast`: sessions are closed, everything is written out. `immediate`: as when the power fails. */
  restart(how: 'fast' | 'immediate'): Promise<void>;
  stop(): Promise<void>;
}

export async function startOwnPostgres(): Promise<OwnPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'hawker-faults-postgres-'));
  // Postgres may run as another user, who must walk through to its own folder inside.
  chmodSync(folder, 0o711);
  const start = () => startPostgres({ dataDir: folder, logFile: join(folder, 'postgres.log'), database: 'hawker' });
  let running = await start();

  return {
    get port() {
      return Number(new URL(running.url).port);
    },
    urlThrough: (port) => {
      const url = new URL(running.url);
      url.port = String(port);
      return url.href;
    },
    restart: async (how) => {
      if (how === 'fast') {
        await running.stop();
      } else {
        process.kill(running.pid, 'SIGQUIT');
        await running.exited;
      }
      running = await start();
    },
    stop: async () => {
      await running.stop();
      rmSync(running.clusterDir, { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
