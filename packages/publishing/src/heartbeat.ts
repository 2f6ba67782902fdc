/**
 * A worker's row in the table `worker`: how every other process knows that it lives. The same beats tell the worker
 * whether it can still be heard; one that cannot must stop sending before the others take its posts away.
 */

import type { Database } from '@hawker/db';
import type { EngineTimes } from './options.ts';

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

export interface Heart {
  /** Since the start of the last beat that got through, in milliseconds. */
  silentForMs(): number;
  /** Resolves when the worker could not be heard for `selfFenceAfterMs`: it must end. */
  readonly fenced: Promise<number>;
  /** Waits for a beat that is under way: one that overtook a sign-off would bring the row back to life. */
  stop(): Promise<void>;
}

export interface HeartOptions {
  beat(): Promise<void>;
  times: Pick<EngineTimes, 'heartbeatEveryMs' | 'selfFenceAfterMs'>;
  /** Monotonic, in milliseconds. */
  nowMs(): number;
  onMissed(error: unknown): void;
}

/** Beats once, then goes on until it is stopped. Rejects when the first beat does not get through. */
export async function startHeart(options: HeartOptions): Promise<Heart> {
  const { times, nowMs, onMissed } = options;
  let heardAtMs = nowMs();
  await options.beat();

  let underWay: Promise<void> | null = null;
  let tellFenced: (silentMs: number) => void = () => undefined;
  const fenced = new Promise<number>((resolve) => {
    tellFenced = resolve;
  });
  const silentForMs = () => nowMs() - heardAtMs;

  const timer = setInterval(() => {
    if (silentForMs() >= times.selfFenceAfterMs) {
      tellFenced(silentForMs());
    }
    // One at a time: on a connection that hangs they would pile up.
    if (underWay) {
      return;
    }
    const startedAtMs = nowMs();
    underWay = options
      .beat()
      .then(
        () => {
          heardAtMs = startedAtMs;
        },
        (error: unknown) => onMissed(error),
      )
      .finally(() => {
        underWay = null;
      });
  }, times.heartbeatEveryMs);

  return {
    silentForMs,
    fenced,
    stop: async () => {
      clearInterval(timer);
      await underWay;
    },
  };
}
