/**
 * One run: posts arrive and faults happen as planned; then everything is whole again, the person answers what needs a
 * person, and the run waits until nothing moves any more.
 */

import { setTimeout as pause } from 'node:timers/promises';
import type { Evidence } from '../invariants/evidence.ts';
import type { FaultOptions } from '../options.ts';
import { dailyLimit, type Schedule } from '../schedule.ts';
import { createRandom } from '../seeded-random.ts';
import { type CourseClock, startCourseClock } from './course-clock.ts';
import { gather } from './gather.ts';
import { inject } from './inject.ts';
import { insist } from './insist.ts';
import { untilNothingIsHeld } from './leftovers.ts';
import { openLiveClient } from './live-client.ts';
import { openScene, type Scene } from './scene.ts';

/** Longer than any wait of the engine with these times; what is not settled by then is lost. */
const settleWithinMs = 90_000;
/** Until the last worker that was killed counts as dead. */
const heldWithinMs = 30_000;
/** A handler that loses posts never settles; this is long enough for its queue to try again a few times. */
const naiveSettleWithinMs = 30_000;

export interface RunResult {
  evidence: Evidence;
  /** From the last fault until nothing moved any more. */
  calmAfterMs: number;
  tookMs: number;
  answered: number;
  triedAgain: number;
  relisted: number;
}

export interface RunHooks {
  say(line: string): void;
  /** When it is aborted, everything is taken down and the run rejects. */
  signal: AbortSignal;
}

export async function run(options: FaultOptions, schedule: Schedule, hooks: RunHooks): Promise<RunResult> {
  const startedMs = performance.now();
  const scene = await openScene(options, schedule);
  try {
    const course = await Promise.race([runCourse(scene, options, schedule, hooks.say), untilAborted(hooks.signal)]);
    const { answered, triedAgain, relisted } = scene.person;
    return { ...course, tookMs: performance.now() - startedMs, answered, triedAgain, relisted };
  } finally {
    await scene.close();
  }
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`Stopped: ${String(signal.reason)}.`)), { once: true });
  });
}

async function runCourse(
  scene: Scene,
  options: FaultOptions,
  schedule: Schedule,
  say: (line: string) => void,
): Promise<Pick<RunResult, 'evidence' | 'calmAfterMs'>> {
  const live = openLiveClient(scene.desk, createRandom(options.seed, 'live client'));
  const stopSweeping = sweepOften(scene);
  await untilAllReady(scene);
  say('The workers are ready; the faults begin.');
  const clock = startCourseClock(() => scene.workers.some(({ slot }) => slot.isReady));
  await Promise.all([postAll(scene, schedule, clock), faultAll(scene, schedule, clock)]);
  clock.stop();

  const lastFaultMs = performance.now();
  say('The faults are over; waiting until everything is settled.');
  const limitsLiftedMs = await liftLimits(scene);
  await settle(scene, options.naive ? naiveSettleWithinMs : settleWithinMs);
  if (!options.naive) {
    await untilNothingIsHeld(scene.desk.app.database.sql, heldWithinMs);
  }
  const calmAfterMs = performance.now() - lastFaultMs;
  await stopSweeping();
  await scene.stopWorkers();
  const leftovers = await scene.leftovers.close();
  return { evidence: await gather(scene, { live: await live.close(), leftovers, limitsLiftedMs }), calmAfterMs };
}

/** A worker that cannot even start says why in its log. */
const readyWithinMs = 60_000;

async function untilAllReady({ workers }: Scene): Promise<void> {
  const ready = Promise.all(workers.map(({ slot }) => (slot.isReady ? true : slot.hear('ready'))));
  if (!(await Promise.race([ready, pause(readyWithinMs, null, { ref: false })]))) {
    throw new Error(`The workers do not start; with --keep FOLDER their logs say why.`);
  }
}

async function postAll({ person, accounts }: Scene, { arrivals }: Schedule, clock: CourseClock): Promise<void> {
  await Promise.all(
    arrivals.map(async ({ atMs, accounts: places }, index) => {
      await clock.until(atMs);
      await person.post(
        `fault-${index}`,
        places.flatMap((place) => accounts[place] ?? []),
      );
    }),
  );
}

async function faultAll(scene: Scene, { faults }: Schedule, clock: CourseClock): Promise<void> {
  await Promise.all(
    faults.map(async (fault) => {
      await clock.until(fault.atMs);
      await inject(scene, fault);
    }),
  );
}

/** What waits for tomorrow goes out today. */
async function liftLimits({ desk, accounts }: Scene): Promise<number> {
  // Counted as under the limit up to the moment before it was lifted.
  const liftedMs = Date.now();
  for (const { id, pace } of accounts.filter((account) => account.pace.postsPerDay === dailyLimit)) {
    await insist(() => desk.client.accounts.update.mutate({ id, update: { pace: { ...pace, postsPerDay: 100_000 } } }));
  }
  return liftedMs;
}

const lookEveryMs = 500;

/** Returns when nothing waits any more, or when the time is over: what is then open, the invariants name. */
async function settle({ desk, person }: Scene, withinMs: number): Promise<void> {
  const until = performance.now() + withinMs;
  while (performance.now() < until) {
    await person.answerAll();
    const [open] = await insist(() =>
      desk.app.database.sql.rows<{ posts: number }>(
        `SELECT count(*)::int AS posts FROM post
         WHERE status NOT IN ('published', 'sold', 'delisted', 'canceled') OR ending IS NOT NULL`,
      ),
    );
    if (open?.posts === 0) {
      return;
    }
    await pause(lookEveryMs);
  }
}

/** The sweeper comes once a minute; with times this short it comes every two seconds. */
function sweepOften({ desk }: Scene): () => Promise<void> {
  let asking: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    asking = desk.app.database.sql
      .rows(`SELECT (graphile_worker.add_job('sweep', job_key := 'sweep', max_attempts := 1)).id::text`)
      .catch(() => undefined);
  }, 2_000);
  return async () => {
    clearInterval(timer);
    await asking;
  };
}
