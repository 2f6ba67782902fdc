/**
 * The whole product, started with `npm start` as a person does, and a browser before it. One start serves all browser
 * tests: they run one after the other in one process.
 */

import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { TestDatabase } from '@hawker/db/testing';
import { type Browser, type BrowserContext, chromium, type Download, type Page, type Response } from 'playwright-core';
import { expect } from 'vitest';
import { quietFreePort } from '../../../scripts/lib/ports.mjs';
import { npmStart } from '../../../scripts/test-setup/hawker-run.ts';

export interface Hawker {
  origin: string;
  marketUrl: string;
  /** The link that `npm start` printed. */
  setUpLink: string;
  dataDirectory: string;
  stop(): Promise<void>;
}

export const owner = { name: 'Ann Seller', email: 'ann@example.com', password: 'correct horse battery' } as const;

/** Without a database of its own, an embedded one is started. */
export async function startHawker({ databaseUrl }: { databaseUrl?: string } = {}): Promise<Hawker> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'hawker-e2e-'));
  // Started by root, Postgres runs as a user who must be able to walk through.
  chmodSync(dataDirectory, 0o711);
  const port = await quietFreePort();
  const marketPort = await quietFreePort();
  const run = npmStart({
    HAWKER_DATA_DIR: dataDirectory,
    PORT: String(port),
    MARKET_PORT: String(marketPort),
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  });
  await run.waitFor('Ctrl-C stops everything.');
  const setUpLink = /http:\/\/\S+\/setup\?token=\S+/.exec(run.printed())?.[0];
  if (!setUpLink) {
    throw new Error(`No set-up link was printed:\n${run.printed()}`);
  }
  return {
    origin: `http://localhost:${port}`,
    marketUrl: `http://localhost:${marketPort}`,
    setUpLink,
    dataDirectory,
    stop: async () => {
      run.npm.kill('SIGTERM');
      await run.ended;
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.HAWKER_CHROMIUM;
  if (!executablePath) {
    throw new Error('HAWKER_CHROMIUM is not set: run this test with vitest from the root of the repository');
  }
  const asRoot = process.getuid?.() === 0;
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'];
  return chromium.launch({ executablePath, args: [...quiet, ...(asRoot ? ['--no-sandbox'] : [])] });
}

export interface Screen {
  page: Page;
  /** What the browser complained about: script errors, refused resources, failed requests to Hawker. */
  complaints: string[];
  close(): Promise<void>;
}

/** Remix logs it when a page is left while its data is being decoded. Nothing has failed: the answer was no longer wanted. */
const calledOff = 'AbortError: signal is aborted without reason';

export interface ScreenOptions {
  width?: number;
  dark?: boolean;
  /** To go on signed in. */
  cookiesOf?: BrowserContext;
}

export async function openScreen(browser: Browser, hawker: Hawker, options: ScreenOptions = {}): Promise<Screen> {
  const { width = 1440, dark = false, cookiesOf } = options;
  const context = await browser.newContext({
    baseURL: hawker.origin,
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  });
  if (cookiesOf) {
    await context.addCookies(await cookiesOf.cookies());
  }
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    const isComplaint = message.type() === 'error' || message.type() === 'warning';
    if (isComplaint && !message.text().startsWith(calledOff)) {
      complaints.push(`console ${message.type()}: ${message.text()}`);
    }
  });
  return { page, complaints, close: () => context.close() };
}

/** No violation on the page as it is now. What a dialog covers is dimmed, and nobody reaches it: a banner that has come there is not judged. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude('[data-aria-hidden]').analyze();
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help} at ${nodes.map(({ target }) => target).join(', ')}`,
  );
  expect(found, `on ${page.url()}`).toEqual([]);
}

/** Nothing sticks out to the right. */
export async function expectNoSideScroll(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content, `on ${page.url()}`).toBeLessThanOrEqual(window ?? 0);
}

/** Opens a page and waits until nothing comes too early any more: a key that is pressed while it is only drawn is lost. */
export async function openAlive(page: Page, address: string): Promise<Response | null> {
  const answer = await page.goto(address);
  await page.waitForFunction(() => !('earlyClick' in window));
  return answer;
}

/** By the set-up page, as the first person does it. */
async function makeOwner(page: Page, hawker: Hawker): Promise<void> {
  await page.goto(hawker.setUpLink);
  await page.getByLabel('Your name').fill(owner.name);
  await page.getByLabel('Email address').fill(owner.email);
  await page.getByLabel('Password').fill(owner.password);
  await page.getByRole('button', { name: 'Make the owner account' }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
}

export interface Desk {
  hawker: Hawker;
  browser: Browser;
  screen: Screen;
  page: Page;
  stop(): Promise<void>;
}

/** A Hawker of its own with its owner signed in. On a `bench`, which ends with it, the test can look into the database. */
export async function startDesk(bench?: TestDatabase): Promise<Desk> {
  const [hawker, browser] = await Promise.all([startHawker(bench ? { databaseUrl: bench.url } : {}), launchBrowser()]);
  const screen = await openScreen(browser, hawker);
  const { page } = screen;
  await makeOwner(page, hawker);
  return {
    ...{ hawker, browser, screen, page },
    async stop() {
      await browser.close();
      await hawker.stop();
      await bench?.drop();
    },
  };
}

/** Adds a seller to the practice market. Gives the access token to connect them with. */
export async function addSeller(hawker: Hawker, name: string): Promise<string> {
  const made = await fetch(`${hawker.marketUrl}/v1/sellers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  });
  const { token } = await made.json();
  return token;
}

export async function bytesOf(download: Download): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}
