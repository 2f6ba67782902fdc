/** Each kind of fault, done. Resolves when it is over, which may be seconds after the next one has begun. */

import { setTimeout as pause } from 'node:timers/promises';
import type { MarketFault } from '../desk/market-faults.ts';
import type { DeskAccount } from '../desk/open-desk.ts';
import type { TcpProxy } from '../desk/tcp-proxy.ts';
import type { FailStep, Fault } from '../schedule.ts';
import type { WorkerSlot } from '../workers/worker-slot.ts';
import { insist } from './insist.ts';
import type { PlacedWorker, Scene } from './scene.ts';

/** A worker that comes to the armed step of no post within this dies (or freezes) where it is, in milliseconds. */
const stepWithinMs = 2_500;
/** So long a place may be empty while its next process starts, on a machine that is busy, in milliseconds. */
const readyWithinMs = 20_000;

export async function inject(scene: Scene, fault: Fault): Promise<void> {
  switch (fault.kind) {
    case 'kill': {
      const { slot, inTurn } = workerAt(scene, fault.worker);
      return inTurn(() => kill(slot, fault.step));
    }
    case 'terminate': {
      const { slot, inTurn } = workerAt(scene, fault.worker);
      return inTurn(() => terminate(slot));
    }
    case 'freeze': {
      const { slot, inTurn } = workerAt(scene, fault.worker);
      return inTurn(() => freeze(slot, fault.step, fault.forMs));
    }
    case 'postgres_fast_restart':
      return scene.restartPostgres('fast');
    case 'postgres_immediate_restart':
      return scene.restartPostgres('immediate');
    case 'half_open': {
      const { slot, wire, inTurn } = workerAt(scene, fault.worker);
      return inTurn(() => silence(slot, wire, fault.forMs));
    }
    case 'market_outage':
      return fault.how === 'cut' ? cutMarket(scene, fault.forMs) : during(scene, fault.forMs, { unavailable: always });
    case 'dropped_replies':
      return during(scene, fault.forMs, { dropReply: { probability: fault.probability } });
    case 'slow_replies':
      return during(scene, fault.forMs, { latencyMs: { min: fault.minMs, max: fault.maxMs } });
    case 'expired_tokens': {
      const accounts = fault.accounts.map((place) => accountAt(scene, place));
      await during(scene, fault.forMs, { expiredSellers: accounts.map((account) => account.sellerId) });
      await Promise.all(accounts.map((account) => scene.person.signInAgain(account)));
      return;
    }
    case 'cancel':
      return scene.person.cancel(fault.posts);
    case 'relist':
      return scene.person.relist(fault.posts);
    case 'duplicate_wakes':
      return wakeOften(scene, accountAt(scene, fault.account), fault.copies);
    case 'lost_wakes':
      return loseWakes(scene);
  }
}

const always = { probability: 1 };

function workerAt({ workers }: Scene, place: number): PlacedWorker {
  const worker = workers[place];
  if (!worker) {
    throw new Error(`There is no worker ${place}.`);
  }
  return worker;
}

function accountAt({ accounts }: Scene, place: number): DeskAccount {
  const account = accounts[place];
  if (!account) {
    throw new Error(`There is no account ${place}.`);
  }
  return account;
}

async function untilReady(slot: WorkerSlot): Promise<void> {
  if (!slot.isReady) {
    await Promise.race([slot.hear('ready'), pause(readyWithinMs)]);
  }
}

async function terminate(slot: WorkerSlot): Promise<void> {
  await untilReady(slot);
  slot.signal('SIGTERM');
}

async function kill(slot: WorkerSlot, step: FailStep | null): Promise<void> {
  await untilReady(slot);
  if (step === null) {
    slot.signal('SIGKILL');
    return;
  }
  const gone = slot.ended();
  slot.arm({ step, action: 'SIGKILL' });
  const inTime = await Promise.race([gone.then(() => true), pause(stepWithinMs, false)]);
  if (!inTime) {
    slot.signal('SIGKILL');
  }
}

async function freeze(slot: WorkerSlot, step: FailStep | null, forMs: number): Promise<void> {
  await untilReady(slot);
  if (step === null) {
    slot.signal('SIGSTOP');
  } else {
    const reached = slot.hear('reached');
    slot.arm({ step, action: 'SIGSTOP' });
    const inTime = await Promise.race([reached.then(() => true), pause(stepWithinMs, false)]);
    if (!inTime) {
      slot.signal('SIGSTOP');
    }
  }
  await pause(forMs);
  slot.signal('SIGCONT');
}

async function silence(slot: WorkerSlot, wire: TcpProxy, forMs: number): Promise<void> {
  await untilReady(slot);
  wire.setState('silent');
  await pause(forMs);
  wire.setState('whole');
}

async function cutMarket({ desk }: Scene, forMs: number): Promise<void> {
  desk.marketWire.setState('cut');
  await pause(forMs);
  desk.marketWire.setState('whole');
}

async function during({ marketFaults }: Scene, forMs: number, fault: MarketFault): Promise<void> {
  const takeAway = await marketFaults.add(fault);
  await pause(forMs);
  await takeAway();
}

/** Without a key every one of them is a job: so many pumps of one account at once. */
async function wakeOften({ desk }: Scene, { id }: DeskAccount, copies: number): Promise<void> {
  await insist(() =>
    desk.app.database.sql.rows(
      `SELECT (graphile_worker.add_job('pump', json_build_object('accountId', $1::uuid))).id::text
       FROM generate_series(1, $2)`,
      [id, copies],
    ),
  );
}

/** Nobody is told any more; only the sweeper finds the posts. */
async function loseWakes({ desk }: Scene): Promise<void> {
  await insist(() =>
    desk.app.database.sql.rows(
      `SELECT count(*) FROM graphile_worker.complete_jobs(ARRAY(
         SELECT id FROM graphile_worker.jobs WHERE task_identifier = 'pump' AND locked_at IS NULL))`,
    ),
  );
}
