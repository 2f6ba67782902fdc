/** A worker: graphile-worker wakes the tasks, a heartbeat says that it lives, and it drains when told to. */

import { EventEmitter } from 'node:events';
import { hostname } from 'node:os';
import { forgetAnswers, type OpenApp } from '@hawker/api';
import { newId, queuePool } from '@hawker/db';
import {
  beat,
  defaultTimes,
  type EngineOptions,
  type EngineTimes,
  rescue,
  signOff,
  startHeart,
  type WorkerIdentity,
} from '@hawker/publishing';
import { Logger as JobLogger, run, type WorkerEvents } from 'graphile-worker';
import type { Logger } from 'pino';
import { tasksOf } from './tasks/tasks.ts';

export interface RunningWorker {
  /** Takes no new job, waits for those under way, signs off. */
  drain(): Promise<void>;
  /** Rejects when the worker cannot go on: its database went away, or nobody can hear it any more. */
  failed: Promise<unknown>;
}

export interface WorkerOptions {
  app: OpenApp;
  concurrency: number;
  log: Logger;
  shutdown: AbortSignal;
  times?: EngineTimes;
  /** How often the queue is asked besides being listened to: a wake for later is seen at most so late. */
  pollIntervalMs?: number;
  random?: () => number;
  /** Only fault tests give it: see {@link EngineOptions}. */
  reached?: EngineOptions['reached'];
}

/** Connections of the pool beyond one a job: heartbeat, sweeper, and graphile-worker's own. */
export const spareConnections = 4;

/**
 * Rejects when graphile-worker cannot finish a job or loses one of its slots. It then begins to shut down by itself, and
 * may hang half-way: its promise stays open, jobs stay locked, nothing more is taken, and the heart beats on.
 */
function whenQueueBreaks(events: WorkerEvents): Promise<never> {
  const broken = new Promise<never>((_resolve, reject) => {
    const breakOff = (error: unknown) =>
      reject(new Error('The queue could not go on: the worker ends, to be started again.', { cause: error }));
    events.on('pool:fatalError', ({ error }) => breakOff(error));
    events.on('worker:fatalError', ({ error }) => breakOff(error));
    events.on('worker:stop', ({ error }) => {
      if (error) {
        breakOff(error);
      }
    });
  });
  // Also heard when it comes before anybody waits for it.
  broken.catch(() => undefined);
  return broken;
}

export async function runWorker(options: WorkerOptions): Promise<RunningWorker> {
  const {
    app,
    concurrency,
    log,
    shutdown,
    times = defaultTimes,
    random = Math.random,
    reached,
    pollIntervalMs = 2_000,
  } = options;
  // Set by the first beat, before anything is claimed.
  let silentForMs = () => 0;
  const identity: WorkerIdentity = { id: newId(), host: hostname(), pid: process.pid, poolId: null, concurrency };
  const engine: EngineOptions = {
    ...app,
    onChange: (changed) => forgetAnswers(app, changed),
    random,
    times,
    workerId: identity.id,
    silentForMs: () => silentForMs(),
    log,
    shutdown,
    ...(reached ? { reached } : {}),
  };
  const events: WorkerEvents = new EventEmitter();
  // The pool's name is what holds the job locks: by it they are given back should this process die.
  events.on('pool:create', ({ workerPool }) => {
    identity.poolId = workerPool.id;
  });

  const brokenQueue = whenQueueBreaks(events);

  const startRunner = () =>
    run({
      pgPool: queuePool(app.database.pool),
      concurrency,
      events,
      noHandleSignals: true,
      pollInterval: pollIntervalMs,
      // Without these a finished job may still be locked when the process ends.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      logger: new JobLogger(() => (level, message) => log[level === 'warning' ? 'warn' : level](message)),
      taskList: tasksOf(engine, app),
      crontab: [
        '* * * * * sweep ?max=1&jobKey=sweep',
        '* * * * * carry_on ?max=1&jobKey=carry_on',
        '23 * * * * sweep_photos ?max=1&jobKey=sweep_photos',
      ].join('\n'),
    });

  let rescuing: Promise<void> | null = null;
  // First of all: a lease that nobody with a heartbeat holds is taken away.
  const heart = await startHeart({
    times,
    nowMs: () => performance.now(),
    onMissed: (error) => log.warn({ err: error }, 'a heartbeat did not get through'),
    beat: async () => {
      await beat(app.database, identity);
      // With every beat, so that what a dead worker left is taken over in seconds, not at the next sweep. Beside it:
      // however long that takes, this worker was heard.
      rescuing ??= rescue(engine)
        .then(
          () => undefined,
          (error: unknown) => log.warn({ err: error }, 'looking after dead workers failed'),
        )
        .finally(() => {
          rescuing = null;
        });
    },
  });
  silentForMs = heart.silentForMs;

  const runner = await startRunner().catch(async (error: unknown) => {
    await heart.stop();
    await signOff(app.database, identity.id).catch(() => undefined);
    throw error;
  });

  // Whatever fell due while nobody worked, and lost its wake, does not wait for the minute.
  await runner.addJob('sweep', {}, { jobKey: 'sweep' });

  return {
    failed: Promise.race([
      runner.promise,
      brokenQueue,
      heart.fenced.then((silentMs) => {
        throw new Error(`No heartbeat got through for ${Math.round(silentMs / 1_000)} seconds: the worker ends.`);
      }),
    ]),
    drain: async () => {
      // It beats on while it drains: what is under way may take longer than a silent worker is believed to live.
      try {
        await runner.stop();
      } finally {
        // Also where the runner had ended by itself: who has signed off is relieved at once.
        await heart.stop();
        await rescuing;
        await signOff(app.database, identity.id);
      }
    },
  };
}
