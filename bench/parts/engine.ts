/**
 * Posts a second through the whole engine: real worker processes, their channel answers at once, 100 accounts without
 * pace. Against a loop that sends the same statements and has no engine. Each has a database of its own on the one
 * server, because a worker would take the posts that the bare loop is to publish.
 */

import { createEngineDesk, type EngineDesk } from '../engine/engine-desk.ts';
import { loopDoneSchema, type Script } from '../engine/messages.ts';
import { recordScript } from '../engine/record-script.ts';
import { startWorker, workerConcurrency } from '../engine/start-worker.ts';
import { type Child, startChild } from '../http/child-process.ts';
import type { Measurement } from '../report.ts';
import { compare } from '../sampling.ts';

export interface EngineRounds {
  warmUp: number;
  measured: number;
  accounts: number;
  postsPerAccount: number;
  /** Two processes beside one; `measured` where there are too few cores to expect anything of them. */
  pairs: 'left out' | 'measured' | 'expected';
}

interface Published {
  posts: number;
  tookMs: number;
}

/** What takes its turn: publishes what waits on its desk. */
interface Publisher {
  desk: EngineDesk;
  publish(): Promise<Published>;
}

const names = ['floor', 'one', 'floorOfTwo', 'two'] as const;
type Name = (typeof names)[number];

export async function measureEngine(
  serverUrl: string,
  dataDirectory: string,
  rounds: EngineRounds,
): Promise<Measurement[]> {
  const children: Child[] = [];
  const desks: EngineDesk[] = [];
  const openDesk = async () => {
    const desk = await createEngineDesk(serverUrl, rounds.accounts, dataDirectory);
    desks.push(desk);
    return desk;
  };
  const workers = async (processes: number): Promise<Publisher> => {
    const desk = await openDesk();
    const { databaseUrl, secretKey } = desk;
    for (let n = 0; n < processes; n += 1) {
      children.push(await startWorker({ databaseUrl, dataDirectory, secretKey }));
    }
    return { desk, publish: async () => desk.published(await desk.wakeAccounts()) };
  };
  const bareLoops = (processes: number, script: Script, desk: EngineDesk): Publisher => {
    const loops = Array.from({ length: processes }, () => startChild({ entry: 'bench/engine/bare-loop.ts' }));
    children.push(...loops);
    return { desk, publish: () => runLoops(loops, script, desk) };
  };

  try {
    const floorDesk = await openDesk();
    await floorDesk.addPosts(1);
    const script = await recordScript(floorDesk, dataDirectory);
    await floorDesk.bare.query('DELETE FROM post');
    const publishers: Partial<Record<Name, Publisher>> = {
      floor: bareLoops(1, script, floorDesk),
      one: await workers(1),
      ...(rounds.pairs === 'left out'
        ? {}
        : { floorOfTwo: bareLoops(2, script, await openDesk()), two: await workers(2) }),
    };
    const rates: Record<Name, number[]> = { floor: [], one: [], floorOfTwo: [], two: [] };
    for (let round = -rounds.warmUp; round < rounds.measured; round += 1) {
      for (const name of round % 2 === 0 ? names : names.toReversed()) {
        const publisher = publishers[name];
        const rate = publisher && (await publishingRate(publisher, rounds));
        if (rate && round >= 0) {
          rates[name].push(rate);
        }
      }
    }
    const posts = (rounds.accounts * rounds.postsPerAccount).toLocaleString('en');
    const shared = { part: 'engine', unit: 'posts/s' } as const;
    const one: Measurement = {
      ...shared,
      name: `Publishing ${posts} posts`,
      target: { atLeast: 0.6 },
      ...compare(rates.floor, rates.one),
    };
    if (rounds.pairs === 'left out') {
      return [one];
    }
    return [
      one,
      { ...shared, name: 'The same, two workers', target: null, ...compare(rates.floorOfTwo, rates.two) },
      { ...shared, name: 'Two bare loops against one', target: null, ...compare(rates.floor, rates.floorOfTwo) },
      {
        ...shared,
        name: 'Two workers against one',
        target: rounds.pairs === 'expected' ? { atLeast: 1.5 } : null,
        ...compare(rates.one, rates.two),
      },
    ];
  } finally {
    await Promise.all(children.map((child) => child.stop()));
    for (const desk of desks) {
      await desk.close();
    }
  }
}

async function publishingRate({ desk, publish }: Publisher, rounds: EngineRounds): Promise<number> {
  await desk.addPosts(rounds.postsPerAccount);
  const { posts, tookMs } = await publish();
  const expected = rounds.accounts * rounds.postsPerAccount;
  if (posts !== expected) {
    throw new Error(`${posts} posts were published and not ${expected}`);
  }
  return (posts / tookMs) * 1000;
}

/** Shares the accounts out among the loops. */
async function runLoops(loops: readonly Child[], script: Script, desk: EngineDesk): Promise<Published> {
  const accounts = await desk.waitingPosts();
  const done = await Promise.all(
    loops.map(async (loop, n) => {
      const heard = loop.hear();
      const share = accounts.filter((_account, index) => index % loops.length === n);
      loop.send({ databaseUrl: desk.databaseUrl, connections: workerConcurrency, script, accounts: share });
      return loopDoneSchema.parse(await heard);
    }),
  );
  const { rows } = await desk.bare.query<{ left: number }>(
    `SELECT count(*)::int AS left FROM post WHERE status IN ('queued', 'publishing')`,
  );
  const left = rows[0]?.left ?? 0;
  return {
    posts: done.reduce((sum, { posts }) => sum + posts, -left),
    tookMs: Math.max(...done.map(({ tookMs }) => tookMs)),
  };
}
