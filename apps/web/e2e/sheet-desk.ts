/** A running Hawker with one account on the practice market, and what a person does there with files. */

import type { Browser, Download, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Hawker, launchBrowser, openScreen, owner, type Screen, startHawker } from './hawker.ts';

export interface SheetDesk {
  hawker: Hawker;
  browser: Browser;
  screen: Screen;
  page: Page;
  see(text: string | RegExp, timeout?: number): Promise<void>;
  press(name: string | RegExp): Promise<void>;
  follow(name: string | RegExp): Promise<void>;
  /** An account on the practice market. */
  connect(name: string): Promise<void>;
  /** The Upload page, where files are heard of. */
  openUpload(): Promise<ReturnType<Page['getByLabel']>>;
  drop(name: string, bytes: Buffer): Promise<void>;
  /** The way of a person who reads nothing: the button that stands out, until the batch is there. */
  publish(posts: number): Promise<void>;
  atMarket(): Promise<Accepted[]>;
  stop(): Promise<void>;
}

/** A listing as it was posted at the practice market. */
export interface Accepted {
  title: string;
  priceMinor: number;
  photos: number;
}

export async function startSheetDesk(accountName: string): Promise<SheetDesk> {
  const [hawker, browser] = await Promise.all([startHawker(), launchBrowser()]);
  const screen = await openScreen(browser, hawker);
  const { page } = screen;
  const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
  const follow = (name: string | RegExp) => page.getByRole('link', { name }).first().click();

  const connect = async (name: string) => {
    const made = await fetch(`${hawker.marketUrl}/v1/sellers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    });
    const { token } = await made.json();
    await page.goto('/accounts/new');
    await page.getByLabel('Name').fill(name);
    await page.getByRole('textbox', { name: 'Access token' }).fill(token);
    await press('Connect account');
    await page.getByRole('heading', { name }).waitFor();
  };

  const openUpload = async () => {
    await page.goto('/upload');
    const input = page.getByLabel('Choose a file');
    // Before React has taken over the page, nobody would hear of the file.
    const isHeard = () =>
      input.evaluate((element) => Object.keys(element).some((key) => key.startsWith('__reactProps')));
    await expect.poll(isHeard).toBe(true);
    return input;
  };

  await page.goto(hawker.setUpLink);
  await page.getByLabel('Your name').fill(owner.name);
  await page.getByLabel('Email address').fill(owner.email);
  await page.getByLabel('Password').fill(owner.password);
  await press('Make the owner account');
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  await connect(accountName);

  return {
    ...{ hawker, browser, screen, page, press, follow, connect, openUpload },
    see: (text, timeout = 15_000) => page.getByText(text).first().waitFor({ timeout }),
    async drop(name, bytes) {
      const input = await openUpload();
      await input.setInputFiles({ name, mimeType: 'application/octet-stream', buffer: bytes });
    },
    async publish(posts) {
      await follow(/^(Choose accounts|Go on with)/);
      await press(`Publish ${posts} ${posts === 1 ? 'post' : 'posts'}`);
      await page.waitForURL(/\/batches\//);
    },
    atMarket: () => acceptedAt(hawker.marketUrl),
    async stop() {
      await browser.close();
      await hawker.stop();
    },
  };
}

interface LogEntry {
  seq: number;
  kind: string;
  content: { title: string; price: { amountMinor: number }; photoIds: string[] };
}

/** What was posted, each as often as it was: the market's own log, page by page. */
async function acceptedAt(marketUrl: string): Promise<Accepted[]> {
  const found: Accepted[] = [];
  for (let after = 0, last = 1; after < last; ) {
    const answer = await fetch(`${marketUrl}/v1/log?after=${after}`);
    const log: { entries: LogEntry[]; lastSeq: number } = await answer.json();
    for (const { seq, kind, content } of log.entries) {
      after = seq;
      if (kind === 'accepted') {
        found.push({ title: content.title, priceMinor: content.price.amountMinor, photos: content.photoIds.length });
      }
    }
    last = log.lastSeq;
  }
  return found;
}

export async function textOf(download: Download): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString('utf8');
}
