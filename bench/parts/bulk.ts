/**
 * A large file beside everything else: the web server as production runs it takes a sheet of 20,000 rows from a browser,
 * checks it, and makes 100,000 posts of it, while somebody reads pages of posts that are not in the cache. Against the
 * same server with nothing else to do.
 */

import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { z } from 'zod';
import type { BenchPlace } from '../bench.ts';
import { openTab } from '../dashboards/tab.ts';
import type { Desk } from '../desk/create-desk.ts';
import { usageOf } from '../http/process-usage.ts';
import { startWebServer } from '../http/web-server.ts';
import type { Measurement } from '../report.ts';
import { compare, quantile } from '../sampling.ts';
import { createReader } from '../upload/reader.ts';
import { makeSheet } from '../upload/sheet.ts';

const accountsChosen = 5;

export interface BulkRounds {
  listings: number;
  /** Pages read before anything is measured, until the cache is as full as it gets. */
  warmPages: number;
  /** Pages read while nothing else happens. */
  idlePages: number;
  measured: number;
}

export async function measureBulk(place: BenchPlace, desk: Desk, rounds: BulkRounds): Promise<Measurement[]> {
  const { databaseUrl } = desk;
  const secretKey = randomBytes(32).toString('base64');
  const web = await startWebServer({
    databaseUrl,
    secretKey,
    dataDirectory: place.workDirectory,
    marketUrl: 'http://127.0.0.1:9',
  });
  try {
    const headers = { cookie: await signedInCookie(desk), origin: web.url, 'sec-fetch-site': 'same-origin' };
    const postIds = await somePostIds(desk);
    const reader = createReader({ url: web.url, headers, postIds });
    const accountIds = (await desk.caller.accounts.list()).slice(0, accountsChosen).map(({ id }) => id);
    const server: Server = { url: web.url, headers, accountIds };
    // Code is loaded and compiled, pools are filled.
    await bringAndConfirm(server, 90_000, Math.min(2_000, rounds.listings));
    await reader.read({ pages: rounds.warmPages });
    const runs: Run[] = [];
    for (let round = 0; round < rounds.measured; round += 1) {
      const memory = watchMemory(web.child.pid);
      const alone = await bringAndConfirm(server, 91_000 + round, rounds.listings);
      const grownMegabytes = memory.stop();
      const idle = await reader.read({ pages: rounds.idlePages });
      const tab = await openTab(`${web.url}/api/trpc/live.changes?input=%7B%22json%22%3A%7B%7D%7D`, headers);
      const made = bringAndConfirm(server, 95_000 + round, rounds.listings);
      const busy = await reader.read({ until: made });
      const { tookMs } = await made;
      tab.close();
      runs.push({ idle, busy, grownMegabytes, steps: tab.uploadSteps, tookMs, aloneMs: alone.tookMs });
    }
    return table(runs, rounds);
  } finally {
    await web.child.stop();
  }
}

interface Run {
  idle: number[];
  busy: number[];
  /** At most, while the file was taken and nothing else happened. */
  grownMegabytes: number;
  /** How often the open tab was told how far it is. */
  steps: number;
  /** From the file to the batch, while pages were read, and alone. */
  tookMs: number;
  aloneMs: number;
}

function table(runs: readonly Run[], { listings }: BulkRounds): Measurement[] {
  const posts = (listings * accountsChosen).toLocaleString('en');
  const p95 = (times: readonly number[]) => quantile(times, 0.95);
  const of = <T>(pick: (run: Run) => T) => runs.map(pick);
  return [
    {
      ...{ part: 'bulk', unit: 'ms', target: { atMost: 3 } },
      name: `A page of posts while ${posts} are made, 95 of 100 within`,
      ...compare(
        of(({ idle }) => p95(idle)),
        of(({ busy }) => p95(busy)),
      ),
    },
    {
      ...{ part: 'bulk', unit: 'MB', target: { hawkerAtMost: 150 } },
      name: 'What the web server grows by, with nobody reading',
      ...compare(
        of(() => Number.NaN),
        of(({ grownMegabytes }) => grownMegabytes),
      ),
    },
    {
      ...{ part: 'bulk', unit: 'count', target: { atLeast: 1 } },
      name: 'How often an open tab is told how far it is',
      ...compare(
        of(() => 5),
        of(({ steps }) => steps),
      ),
    },
    {
      ...{ part: 'bulk', unit: 's', target: null },
      name: 'From the file to the batch, with somebody reading against nobody',
      ...compare(
        of(({ aloneMs }) => aloneMs / 1000),
        of(({ tookMs }) => tookMs / 1000),
      ),
    },
  ];
}

interface Server {
  url: string;
  headers: Record<string, string>;
  accountIds: readonly string[];
}

const broughtSchema = z.object({ id: z.string() });

async function bringAndConfirm(
  { url, headers, accountIds }: Server,
  sheet: number,
  listings: number,
): Promise<{ tookMs: number }> {
  const body = makeSheet(sheet, listings);
  const began = performance.now();
  const brought = broughtSchema.parse(await post(`${url}/sheet-upload?name=stock.csv&currency=EUR`, headers, body));
  const input = JSON.stringify({ 0: { json: { id: brought.id, accountIds, publish: { when: 'now' } } } });
  await post(`${url}/api/trpc/uploads.confirm?batch=1`, { ...headers, 'content-type': 'application/json' }, input);
  return { tookMs: performance.now() - began };
}

function post(url: string, headers: Record<string, string>, body: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('error', reject).on('end', () => {
        if (response.statusCode === 200) {
          resolve(JSON.parse(text));
        } else {
          reject(new Error(`${url} answered ${response.statusCode}: ${text.slice(0, 300)}`));
        }
      });
    });
    sent.on('error', reject).end(body);
  });
}

const lookEveryMs = 50;

/** `stop` gives by how much it had grown at most, in MB. */
function watchMemory(pid: number): { stop(): number } {
  const before = usageOf(pid).memoryMegabytes;
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, usageOf(pid).memoryMegabytes);
  }, lookEveryMs);
  return {
    stop: () => {
      clearInterval(timer);
      return most - before;
    },
  };
}

/** The owner of the desk has no password: a program's token, as the cookie of the sign-in page would carry it. */
async function signedInCookie({ caller }: Desk): Promise<string> {
  const { token } = await caller.tokens.create({ name: 'bench bulk' });
  return `hawker=${encodeURIComponent(Buffer.from(JSON.stringify(token)).toString('base64'))}`;
}

/** More than are read: no page is asked for twice. */
const pagesKnown = 5_000;

async function somePostIds({ bare }: Desk): Promise<string[]> {
  const { rows } = await bare.query<{ id: string }>('SELECT id FROM post ORDER BY md5(id::text) LIMIT $1', [
    pagesKnown,
  ]);
  return rows.map(({ id }) => id);
}
