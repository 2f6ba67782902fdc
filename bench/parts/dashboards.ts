/**
 * 500 open dashboards: the live stream of the web server as production runs it, while a worker publishes 1,000 posts.
 * Against a bare server that hands on what its one LISTEN connection hears. Everything is then published once more, with
 * the connection cut in the middle. Every tab must know of every event: told, or told to look anew after it.
 */

import type { BenchPlace } from '../bench.ts';
import { type Checked, checkedSchema, countedSchema, type TabsOrder } from '../dashboards/messages.ts';
import { createEngineDesk, type EngineDesk } from '../engine/engine-desk.ts';
import { startWorker } from '../engine/start-worker.ts';
import { createApiToken } from '../http/api-token.ts';
import { type Child, startChild } from '../http/child-process.ts';
import { type ProcessUsage, usageOf } from '../http/process-usage.ts';
import { addressOf, startWebServer } from '../http/web-server.ts';
import type { Measurement } from '../report.ts';
import { compare } from '../sampling.ts';

const accounts = 10;

export interface DashboardRounds {
  tabs: number;
  /** A multiple of ten. */
  posts: number;
}

export async function measureDashboards(place: BenchPlace, { tabs, posts }: DashboardRounds): Promise<Measurement[]> {
  const { serverUrl, workDirectory: dataDirectory } = place;
  const desk = await createEngineDesk(serverUrl, accounts, dataDirectory);
  const children: Child[] = [];
  const keep = (child: Child) => {
    children.push(child);
    return child;
  };
  try {
    const { databaseUrl, secretKey } = desk;
    const web = await startWebServer({ databaseUrl, secretKey, dataDirectory, logLevel: 'error' });
    keep(web.child);
    const floor = keep(startChild({ entry: 'bench/latency/floor-server.ts' }));
    const floorAddress = addressOf(floor);
    floor.send({ databaseUrl, script: [] });
    const floorUrl = `${await floorAddress}/events`;
    const streamUrl = `${web.url}/api/trpc/live.changes?input=%7B%22json%22%3A%7B%7D%7D`;
    const headers = { authorization: `Bearer ${await createApiToken(desk, dataDirectory)}` };
    const crowd = keep(startChild({ entry: 'bench/dashboards/tabs.ts' }));

    await ask(crowd, { type: 'open', url: streamUrl, headers, tabs });
    const listening = await countListeners(desk);
    keep(await startWorker({ databaseUrl, secretKey, dataDirectory }));

    const hawker = await publishWatched(desk, { crowd, pid: web.child.pid, posts });
    const cut = await publishWatched(desk, { crowd, pid: web.child.pid, posts, halfway: () => cutListeners(desk) });
    await ask(crowd, { type: 'close' });
    await ask(crowd, { type: 'open', url: floorUrl, headers: {}, tabs });
    const bare = await publishWatched(desk, { crowd, pid: floor.pid, posts });

    place.say(
      `One by one came ${share(hawker)} of the events, with the connection cut ${share(cut)}; of the others every tab was told to look anew`,
    );
    const what = `${tabs} tabs, ${posts.toLocaleString('en')} posts`;
    const count = { part: 'dashboards', unit: 'count' } as const;
    return [
      { ...count, name: `LISTEN connections, ${tabs} tabs`, target: { hawkerAtMost: 1 }, ...compare([1], [listening]) },
      { ...count, name: `Missed, ${what}`, target: { hawkerAtMost: 0 }, ...compare([wrongs(bare)], [wrongs(hawker)]) },
      { ...count, name: 'The same, LISTEN cut once', target: { hawkerAtMost: 0 }, ...compare([0], [wrongs(cut)]) },
      {
        ...{ part: 'dashboards', unit: 's', target: null },
        name: 'From the last event until all tabs know',
        ...compare([bare.lagSeconds], [hawker.lagSeconds]),
      },
      {
        ...{ part: 'dashboards', unit: 's', target: null },
        name: `Processor time, ${what}`,
        ...compare([bare.processorSeconds], [hawker.processorSeconds]),
      },
      {
        ...{ part: 'dashboards', unit: 'MB', target: null },
        name: 'Memory of the server then',
        ...compare([bare.memoryMegabytes], [hawker.memoryMegabytes]),
      },
    ];
  } finally {
    await Promise.all(children.map((child) => child.stop()));
    await desk.close();
  }
}

interface Watched extends Checked, ProcessUsage {
  /** From the last event to the last message, in seconds. */
  lagSeconds: number;
}

interface Watching {
  crowd: Child;
  /** Of the server whose use is counted. */
  pid: number;
  posts: number;
  halfway?: () => Promise<void>;
}

async function publishWatched(desk: EngineDesk, { crowd, pid, posts, halfway }: Watching): Promise<Watched> {
  await untilQuiet(crowd, pid);
  await desk.addPosts(posts / accounts);
  const before = usageOf(pid);
  const { rows } = await desk.bare.query<{ last: string }>('SELECT coalesce(max(id), 0) AS last FROM post_event');
  const last = rows[0]?.last ?? '0';
  const since = await desk.wakeAccounts();
  if (halfway) {
    await untilPublished(desk, posts / 2, since);
    await halfway();
  }
  await desk.published(since);
  await untilQuiet(crowd, pid);
  const after = usageOf(pid);
  const { rows: events } = await desk.bare.query<{ id: number; atMs: number }>(
    `SELECT id::int AS id, (1000 * extract(epoch FROM at))::float8 AS "atMs" FROM post_event WHERE id > $1`,
    [last],
  );
  const checked = checkedSchema.parse(await ask(crowd, { type: 'check', events }));
  return {
    ...checked,
    processorSeconds: after.processorSeconds - before.processorSeconds,
    memoryMegabytes: after.memoryMegabytes,
    lagSeconds: (checked.heardAtMs - Math.max(...events.map(({ atMs }) => atMs))) / 1000,
  };
}

const lookEveryMs = 50;

async function untilPublished({ bare }: EngineDesk, posts: number, since: Date): Promise<void> {
  for (;;) {
    const { rows } = await bare.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM post WHERE status = 'published' AND published_at > $1`,
      [since],
    );
    if ((rows[0]?.n ?? 0) >= posts) {
      return;
    }
    await pause(lookEveryMs);
  }
}

/** Longer than a cut connection takes to come back. */
const quietMs = 2_000;
/** What a server does that has nothing to tell. */
const idleSeconds = 0.2;

/** Nothing has come to any tab for a while, and the server has nothing left to send. */
async function untilQuiet(crowd: Child, pid: number): Promise<void> {
  let known = -1;
  let used = 0;
  for (;;) {
    const { messages } = countedSchema.parse(await ask(crowd, { type: 'count' }));
    const { processorSeconds } = usageOf(pid);
    if (messages === known && processorSeconds - used < idleSeconds) {
      return;
    }
    known = messages;
    used = processorSeconds;
    await pause(quietMs);
  }
}

function ask(crowd: Child, order: TabsOrder): Promise<unknown> {
  const answer = crowd.hear();
  crowd.send(order);
  return answer;
}

async function countListeners({ bare }: EngineDesk): Promise<number> {
  const { rows } = await bare.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'hawker listen'`,
  );
  return rows[0]?.n ?? 0;
}

async function cutListeners({ bare }: EngineDesk): Promise<void> {
  await bare.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'hawker listen'`,
  );
}

function wrongs({ missed, wentBack }: Checked): number {
  return missed + wentBack;
}

function share({ told, toldAsMany, missed }: Checked): string {
  return `${((100 * told) / (told + toldAsMany + missed)).toFixed(1)} %`;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
