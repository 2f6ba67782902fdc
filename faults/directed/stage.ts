/** One account on a desk of its own, a market that is well, and whichever workers a test starts. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pace } from '@hawker/core';
import { cloneDatabase } from '@hawker/db/testing';
import { defaultFaults, type FaultSettings } from '@hawker/market';
import { type TestContext, vi } from 'vitest';
import { createMarketFaults, type MarketFaults } from '../desk/market-faults.ts';
import { madeListing, readMarketLog } from '../desk/market-log.ts';
import { type Desk, type DeskAccount, openDesk } from '../desk/open-desk.ts';
import { installWitness } from '../desk/witness.ts';
import { judge, type Verdict } from '../report.ts';
import { gather } from '../run/gather.ts';
import { untilNothingIsHeld, watchLeftovers } from '../run/leftovers.ts';
import { openLiveClient } from '../run/live-client.ts';
import { createPerson, type Person } from '../run/person.ts';
import { shortTiming, type Timing } from '../scaled-times.ts';
import { createRandom } from '../seeded-random.ts';
import type { Armed } from '../workers/messages.ts';
import { startWorkerSlot, type WorkerSlot } from '../workers/worker-slot.ts';

export interface Stage {
  desk: Desk;
  person: Person;
  account: DeskAccount;
  marketFaults: MarketFaults;
  /** Comes back by itself when it ends, unless told otherwise. Resolves when it works. */
  startWorker(options?: { armed?: Armed; restarts?: boolean; preload?: string }): Promise<WorkerSlot>;
  /** Posts the account has, in the order in which they were made. */
  statuses(): Promise<string[]>;
  /** Waits for these statuses; says which there are when they do not come. */
  untilStatuses(wanted: readonly string[], withinMs?: number): Promise<void>;
  /** How many listings the market has. */
  listings(): Promise<number>;
  /** Ends the workers and checks every invariant. */
  verdict(): Promise<Pick<Verdict, 'extraPosts' | 'lostPosts'> & { breaches: string[] }>;
}

export interface StageOptions {
  market?: Partial<FaultSettings>;
  pace?: Partial<Pace>;
  timing?: Timing;
}

/** Honours no key and its search lags: only the ledger prevents a second listing. */
const market: FaultSettings = { ...defaultFaults, lookupLagMs: 300, honourIdempotencyKeys: false };

/** The context is the test's own: with tests beside each other vitest knows by nothing else whose stage it is. */
export async function setStage({ onTestFinished }: TestContext, options: StageOptions = {}): Promise<Stage> {
  const { timing = shortTiming } = options;
  const folder = await mkdtemp(join(tmpdir(), 'hawker-directed-'));
  const clone = await cloneDatabase();
  const desk = await openDesk({ databaseUrl: clone.url, folder });
  const { sql } = desk.app.database;
  await installWitness(sql);
  const account = await desk.addAccount(options.pace);
  const marketFaults = await createMarketFaults(desk.market.origin, 1, { ...market, ...options.market });
  const person = createPerson(desk);
  const live = openLiveClient(desk, createRandom(1, 'live client'));
  const leftovers = watchLeftovers(sql);
  const workers: WorkerSlot[] = [];
  const stopWorkers = () => Promise.all(workers.map((worker) => worker.stop()));

  onTestFinished(async () => {
    await stopWorkers();
    await live.close();
    await leftovers.close();
    await desk.close();
    await clone.drop();
    await rm(folder, { recursive: true });
  });

  const statuses = async () =>
    (await sql.rows<{ status: string }>('SELECT status FROM post ORDER BY id')).map(({ status }) => status);

  return {
    ...{ desk, person, account, marketFaults, statuses },
    startWorker: async ({ armed, restarts = true, preload } = {}) => {
      const worker = startWorkerSlot({
        config: desk.workerConfig({ databaseUrl: clone.url, timing, seed: workers.length }),
        restarts,
        onEnded: ({ pid, atMs }) => leftovers.ended(pid, atMs),
        ...(armed ? { armed } : {}),
        ...(preload === undefined ? {} : { preload }),
      });
      workers.push(worker);
      await worker.hear('ready');
      return worker;
    },
    untilStatuses: (wanted, withinMs = 90_000) =>
      vi.waitFor(
        async () => {
          const now = await statuses();
          if (now.join() !== wanted.join()) {
            throw new Error(`The posts are ${now.join(', ')} and not ${wanted.join(', ')}`);
          }
        },
        { timeout: withinMs, interval: 50 },
      ),
    listings: async () => (await readMarketLog(desk.market.origin)).submits.filter(madeListing).length,
    verdict: async () => {
      await untilNothingIsHeld(sql, 60_000);
      await stopWorkers();
      const noted = { live: await live.close(), leftovers: await leftovers.close(), limitsLiftedMs: Date.now() };
      const { findings, extraPosts, lostPosts } = judge(await gather({ desk, person, accounts: [account] }, noted));
      return {
        extraPosts,
        lostPosts,
        breaches: findings.flatMap(({ id, breaches }) => breaches.map((one) => `${id} ${one}`)),
      };
    },
  };
}

/** What every test here ends with. */
export const allWell = { extraPosts: 0, lostPosts: 0, breaches: [] };
