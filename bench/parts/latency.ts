/**
 * From the press of "Publish" to the word "Published" in the row, measured in the browser: the web server as production
 * runs it, a worker whose channel answers at once, a list of 50 posts. Against a bare page and server with the same
 * statements. Only one page is open at a time.
 */

import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/lib/chromium.mjs';
import { createEngineDesk, type EngineDesk } from '../engine/engine-desk.ts';
import { recordScript } from '../engine/record-script.ts';
import { startWorker } from '../engine/start-worker.ts';
import { type Child, startChild } from '../http/child-process.ts';
import { addressOf, startWebServer } from '../http/web-server.ts';
import { pressPublish } from '../latency/in-page.ts';
import type { Measurement } from '../report.ts';
import { type Comparison, compare, quantile } from '../sampling.ts';

const owner = { email: 'owner@example.com', password: 'correct horse battery' } as const;
const accounts = 10;

export interface LatencyRounds {
  warmUp: number;
  measured: number;
  /** In each round, one after the other. */
  presses: number;
  /** Between two presses, at most: so that they come at any moment of what the page does once a second. */
  pauseMs: number;
}

export async function measureLatency(
  serverUrl: string,
  dataDirectory: string,
  rounds: LatencyRounds,
): Promise<Measurement[]> {
  const executablePath = findChromium();
  if (executablePath === null) {
    throw new Error('This part needs Chromium (Debian: apt-get install chromium), or HAWKER_CHROMIUM with its path.');
  }
  const children: Child[] = [];
  const desks: EngineDesk[] = [];
  let browser: Browser | undefined;
  try {
    const [desk, floorDesk] = [
      await createEngineDesk(serverUrl, accounts, dataDirectory),
      await createEngineDesk(serverUrl, accounts, dataDirectory),
    ];
    desks.push(desk, floorDesk);
    const { databaseUrl, secretKey } = desk;
    children.push(await startWorker({ databaseUrl, secretKey, dataDirectory }));
    // Nothing is asked of this market: only the worker calls a channel, and it has its own.
    const marketUrl = 'http://127.0.0.1:9';
    const web = await startWebServer({ databaseUrl, secretKey, dataDirectory, marketUrl, owner });
    children.push(web.child);
    const floor = await startFloor(floorDesk, dataDirectory);
    children.push(floor.child);

    const asRoot = process.getuid?.() === 0;
    browser = await chromium.launch({ executablePath, args: asRoot ? ['--no-sandbox'] : [] });
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await signIn(page, web.url);
    const subjects = {
      floor: { desk: floorDesk, url: floor.url, stream: /\/events/ },
      hawker: { desk, url: `${web.url}/posts`, stream: /live\.changes/ },
    };
    const times: Record<keyof typeof subjects, number[][]> = { floor: [], hawker: [] };
    for (let round = -rounds.warmUp; round < rounds.measured; round += 1) {
      for (const name of ['floor', 'hawker'] as const) {
        const took = await pressMany(page, subjects[name], rounds);
        if (round >= 0) {
          times[name].push(took);
        }
      }
    }
    const shared = { part: 'latency', unit: 'ms' } as const;
    return [
      {
        ...shared,
        name: 'Press to screen, half within',
        target: { hawkerAtMost: 150 },
        ...compareQuantile(times.floor, times.hawker, 0.5),
      },
      {
        ...shared,
        name: 'Press to screen, 95 of 100 within',
        target: { hawkerAtMost: 400 },
        ...compareQuantile(times.floor, times.hawker, 0.95),
      },
    ];
  } finally {
    await browser?.close();
    await Promise.all(children.map((child) => child.stop()));
    for (const desk of desks) {
      await desk.close();
    }
  }
}

async function startFloor(desk: EngineDesk, dataDirectory: string): Promise<{ child: Child; url: string }> {
  await desk.addPosts(1);
  const script = await recordScript(desk, dataDirectory);
  await desk.bare.query('DELETE FROM post');
  const child = startChild({ entry: 'bench/latency/floor-server.ts' });
  const address = addressOf(child);
  child.send({ databaseUrl: desk.databaseUrl, script });
  return { child, url: await address };
}

async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Email address').fill(owner.email);
  await page.getByLabel('Password').fill(owner.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
}

interface Subject {
  desk: EngineDesk;
  url: string;
  /** The address of what tells the page. */
  stream: RegExp;
}

async function pressMany(page: Page, { desk, url, stream }: Subject, rounds: LatencyRounds): Promise<number[]> {
  await desk.addPosts(Math.ceil(rounds.presses / accounts), 'draft');
  const opened = page.waitForResponse(stream);
  await page.goto(url);
  await opened;
  await page.getByText('Draft').first().waitFor();
  const times: number[] = [];
  for (let press = 0; press < rounds.presses; press += 1) {
    await page.waitForTimeout(rounds.pauseMs * (0.5 + Math.random() / 2));
    times.push(await page.evaluate(pressPublish));
  }
  return times;
}

/** Of all presses; the spread is that of the rounds. */
function compareQuantile(floor: readonly number[][], hawker: readonly number[][], share: number): Comparison {
  const ofRounds = (times: readonly number[][]) => times.map((round) => quantile(round, share));
  const overall = { floor: quantile(floor.flat(), share), hawker: quantile(hawker.flat(), share) };
  return {
    ...compare(ofRounds(floor), ofRounds(hawker)),
    ...overall,
    ratio: overall.hawker / overall.floor,
    rounds: hawker.flat().length,
  };
}
