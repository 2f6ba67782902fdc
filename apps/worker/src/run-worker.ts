/** A worker: graphile-worker wakes the tasks, a heartbeat says that it lives, and it drains when told to. */

import { EventEmitter } from 'node:events';
import { hostname } from 'node:os';
import type { OpenApp } from '@hawker/api';
import { tagsOf } from '@hawker/core';
import { newId } from '@hawker/db';
import { beat, type EngineOptions, heartbeatEveryMs, signOff, type WorkerIdentity } from '@hawker/publishing';
import { Logger as JobLogger, run, type WorkerEvents } from 'graphile-worker';
import type { Logger } from 'pino';
import { tasksOf } from './tasks/tasks.ts';

export interface RunningWorker {
  /** Takes no new job, waits for those under way, signs off. */
  drain(): Promise<void>;
  /** Rejects when the worker cannot go on (its database went away for good). */
  failed: Promise<unknown>;
}

export interface WorkerOptions {
  app: OpenApp;
  concurrency: number;
  log: Logger;
  shutdown: AbortSignal;
}

/** Connections of the pool beyond one a job: heartbeat, sweeper, and graphile-worker's own. */
export const spareConnections = 4;

export async function runWorker({ app, concurrency, log, shutdown }: WorkerOptions): Promise<RunningWorker> {
  const identity: WorkerIdentity = { id: newId(), host: hostname(), pid: process.pid, poolId: null, concurrency };
  const engine: EngineOptions = {
    ...app,
    onChange: (changed) => app.cache.invalidateTags(tagsOf(changed)),
    random: Math.random,
    workerId: identity.id,
    log,
    shutdown,
  };
  const events: WorkerEvents = new EventEmitter();
  // The pool's name is what holds the job locks: by it they are given back should this process die.
  events.on('pool:create', ({ workerPool }) => {
    identity.poolId = workerPool.id;
  });

  const runner = await run({
    pgPool: app.database.pool,
    concurrency,
    events,
    noHandleSignals: true,
    pollInterval: 2_000,
    // Without these a finished job may still be locked when the process ends.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: new JobLogger(() => (level, message) => log[level === 'warning' ? 'warn' : level](message)),
    taskList: tasksOf(engine, [app.origin]),
    crontab: '* * * * * sweep ?max=1&jobKey=sweep',
  });

  let lastBeat = beat(app.database, identity);
  await lastBeat;
  const heart = setInterval(() => {
    lastBeat = beat(app.database, identity).catch((error: unknown) =>
      log.warn({ err: error }, 'a heartbeat did not get through'),
    );
  }, heartbeatEveryMs);

  return {
    failed: runner.promise,
    drain: async () => {
      // It beats on while it drains: what is under way may take longer than a silent worker is believed to live.
      await runner.stop();
      clearInterval(heart);
      // A beat that overtook the sign-off would bring the row back to life.
      await lastBeat;
      await signOff(app.database, identity.id);
    },
  };
}
