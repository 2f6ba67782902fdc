/**
 * The pool as graphile-worker gets it. When Postgres is starting or stopping, graphile-worker sleeps for 3 seconds, then
 * longer each time, up to two minutes, with every one of its slots, while the worker's heart beats on: it seems alive and
 * takes nothing. So we wait here instead, shortly, and pass on errors without the codes that send it to sleep: it then
 * asks again with its next poll, or gives up, and the worker ends and is started again.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

type ConnectCallback = Parameters<pg.Pool['connect']>[0];

export interface Patience {
  /** How long a connection is waited for, in milliseconds. Less than a worker may stay silent. */
  totalMs: number;
  pauseMs: number;
}

const defaultPatience: Patience = { totalMs: 15_000, pauseMs: 250 };

/** Postgres is starting or stopping, or not there for the moment of its restart. */
const passingCodes: ReadonlySet<string> = new Set(['57P03', 'ECONNREFUSED']);

export function queuePool(pool: pg.Pool, patience: Patience = defaultPatience): pg.Pool {
  const connect = async (): Promise<pg.PoolClient> => {
    const startedMs = performance.now();
    for (;;) {
      try {
        return await pool.connect();
      } catch (error) {
        if (!passingCodes.has(codeOf(error)) || performance.now() - startedMs > patience.totalMs) {
          throw new Error(error instanceof Error ? error.message : String(error), { cause: error });
        }
        await sleep(patience.pauseMs);
      }
    }
  };
  // graphile-worker waits for a promise; pg's own `query` and the listener give a callback.
  const either = (callback?: ConnectCallback) =>
    callback === undefined
      ? connect()
      : void connect().then(
          (client) => callback(undefined, client, (broken) => client.release(broken)),
          (error: Error) => callback(error, undefined, () => undefined),
        );
  const patient: pg.Pool = Object.create(pool, { connect: { value: either } });
  return patient;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
