/** Looks now and then for what stands in the way of others after its worker has ended: leases, and locks of jobs. */

import { setTimeout as pause } from 'node:timers/promises';
import { oneRow, type SqlRunner } from '@hawker/db';
import type { Leftovers } from '../invariants/evidence.ts';

const everyMs = 400;

export interface LeftoverWatch {
  /** Of the worker process with this number; it holds nothing from now on that anybody should wait for. */
  ended(pid: number, atMs: number): void;
  close(): Promise<Leftovers>;
}

export function watchLeftovers(sql: SqlRunner): LeftoverWatch {
  const endedAt = new Map<number, number>();
  let outlivedMs = 0;
  let looking: Promise<void> | null = null;

  const look = async () => {
    const holders = await sql.rows<{ pid: number }>(
      `SELECT pid FROM account JOIN worker ON worker.id = lease_worker_id
       UNION SELECT pid FROM graphile_worker.jobs JOIN worker ON pool_id = locked_by`,
    );
    const nowMs = performance.now();
    for (const { pid } of holders) {
      const endMs = endedAt.get(pid);
      if (endMs !== undefined) {
        outlivedMs = Math.max(outlivedMs, nowMs - endMs);
      }
    }
  };
  const timer = setInterval(() => {
    looking ??= look()
      .catch(() => undefined)
      .finally(() => {
        looking = null;
      });
  }, everyMs);

  return {
    ended: (pid, atMs) => void endedAt.set(pid, atMs),
    close: async () => {
      clearInterval(timer);
      await looking;
      return { ...(await countLeft(sql)), outlivedMs };
    },
  };
}

function countLeft(sql: SqlRunner): Promise<Omit<Leftovers, 'outlivedMs'>> {
  return oneRow(
    sql,
    `SELECT (SELECT count(*)::int FROM account WHERE lease_until IS NOT NULL) AS leases,
       (SELECT count(*)::int FROM graphile_worker.jobs WHERE locked_at IS NOT NULL) AS "lockedJobs",
       (SELECT count(*)::int FROM attempt WHERE status IN ('started', 'submitting', 'unknown')) AS "openAttempts"`,
  );
}

/** Waits, while the workers still run, until nothing is held any more; what is held when the time is over, I4 names. */
export async function untilNothingIsHeld(sql: SqlRunner, withinMs: number): Promise<void> {
  const until = performance.now() + withinMs;
  while (performance.now() < until) {
    const left = await countLeft(sql);
    if (left.leases + left.lockedJobs + left.openAttempts === 0) {
      return;
    }
    await pause(everyMs);
  }
}
