/** Everything that a fault can reach: the desk, its Postgres, the workers in their places, and the wires between. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pace } from '@hawker/core';
import { migrate } from '@hawker/db';
import { createMarketFaults, lookupLagMs, type MarketFaults } from '../desk/market-faults.ts';
import { type Desk, type DeskAccount, openDesk } from '../desk/open-desk.ts';
import { startOwnPostgres } from '../desk/postgres.ts';
import { startTcpProxy, type TcpProxy } from '../desk/tcp-proxy.ts';
import { installWitness } from '../desk/witness.ts';
import type { FaultOptions } from '../options.ts';
import { assertSafe, shortTiming } from '../scaled-times.ts';
import { type AccountPace, dailyLimit, type Schedule, slowestReplyMs } from '../schedule.ts';
import { startWorkerSlot, type WorkerSlot } from '../workers/worker-slot.ts';
import { type LeftoverWatch, watchLeftovers } from './leftovers.ts';
import { createPerson, type Person } from './person.ts';

export interface Scene {
  desk: Desk;
  person: Person;
  accounts: readonly DeskAccount[];
  marketFaults: MarketFaults;
  workers: readonly PlacedWorker[];
  leftovers: LeftoverWatch;
  restartPostgres(how: 'fast' | 'immediate'): Promise<void>;
  /** Ends the workers; the desk stays open for looking. */
  stopWorkers(): Promise<void>;
  close(): Promise<void>;
}

export interface PlacedWorker {
  slot: WorkerSlot;
  /** Between this worker and Postgres. */
  wire: TcpProxy;
  /** One thing at a time is done to a worker: to kill it twice at once would be to kill it once. */
  inTurn(act: () => Promise<void>): Promise<void>;
}

const paces: Readonly<Record<AccountPace, Partial<Pace>>> = {
  free: {},
  gap_1s: { minGapSeconds: 1 },
  gap_4s: { minGapSeconds: 4 },
  daily_limit: { postsPerDay: dailyLimit },
};

export async function openScene(options: FaultOptions, schedule: Schedule): Promise<Scene> {
  assertSafe(shortTiming, { slowestAnswerMs: slowestReplyMs, lookupLagMs });
  const folder = await mkdtemp(join(tmpdir(), 'hawker-faults-'));
  const postgres = await startOwnPostgres();
  const wires: TcpProxy[] = [];
  for (let wire = 0; wire <= options.workers; wire++) {
    wires.push(await startTcpProxy(postgres.port));
  }
  const [deskWire, ...workerWires] = wires;
  if (!deskWire) {
    throw new Error('There is no wire to Postgres.');
  }
  const urlThrough = (wire: TcpProxy) => postgres.urlThrough(wire.port);
  await migrate(urlThrough(deskWire));
  const desk = await openDesk({ databaseUrl: urlThrough(deskWire), folder });
  const { sql } = desk.app.database;
  await installWitness(sql);
  const accounts: DeskAccount[] = [];
  for (const pace of schedule.paces) {
    accounts.push(await desk.addAccount(paces[pace]));
  }
  const marketFaults = await createMarketFaults(desk.market.origin, options.seed);
  const leftovers = watchLeftovers(sql);
  const postgresTurns = createTurns();
  const workers = workerWires.map((wire, index): PlacedWorker => {
    const { keep } = options;
    const slot = startWorkerSlot({
      config: desk.workerConfig({ databaseUrl: urlThrough(wire), timing: shortTiming, seed: options.seed + index }),
      kind: options.naive ? 'naive' : 'engine',
      restarts: true,
      onEnded: ({ pid, atMs }) => leftovers.ended(pid, atMs),
      ...(keep === undefined ? {} : { logFile: join(keep, `worker-${index}.log`) }),
    });
    return { slot, wire, inTurn: createTurns() };
  });

  return {
    ...{ desk, accounts, marketFaults, workers, leftovers },
    person: createPerson(desk),
    restartPostgres: (how) =>
      postgresTurns(async () => {
        await postgres.restart(how);
        for (const wire of wires) {
          wire.setTarget(postgres.port);
        }
      }),
    stopWorkers: async () => {
      await Promise.all(workers.map(({ slot }) => slot.stop()));
    },
    close: async () => {
      await Promise.all(workers.map(({ slot }) => slot.stop()));
      await desk.close();
      await Promise.all(wires.map((wire) => wire.close()));
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Each act begins when the one before is over. */
function createTurns(): (act: () => Promise<void>) => Promise<void> {
  let last = Promise.resolve();
  return (act) => {
    last = last.then(act);
    return last;
  };
}
