/** A worker's row in the table `worker`: how every other process knows that it lives. */

import type { Database } from '@hawker/db';

/** Source: publishing.md. */
export const heartbeatEveryMs = 5_000;

export interface WorkerIdentity {
  id: string;
  host: string;
  pid: number;
  poolId: string | null;
  concurrency: number;
}

/** Says that the worker lives; the first call makes its row. */
export async function beat(database: Database, worker: WorkerIdentity): Promise<void> {
  await database.sql.rows(
    `INSERT INTO worker (id, host, pid, pool_id, concurrency) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (id) DO UPDATE SET heartbeat_at = clock_timestamp(), pool_id = excluded.pool_id, stopped_at = NULL`,
    [worker.id, worker.host, worker.pid, worker.poolId, worker.concurrency],
  );
}

/** Says that it has stopped of its own accord. */
export async function signOff(database: Database, workerId: string): Promise<void> {
  await database.sql.rows('UPDATE worker SET stopped_at = clock_timestamp() WHERE id = $1', [workerId]);
}
