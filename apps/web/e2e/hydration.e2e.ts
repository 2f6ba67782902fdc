/** What is done to a page that is drawn and not alive yet, because the line or the computer is slow. */

import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAlive } from './hawker.ts';
import { type SheetDesk, startSheetDesk } from './sheet-desk.ts';

let desk: SheetDesk;
let page: Page;

beforeAll(async () => {
  desk = await startSheetDesk('Early bird');
  page = desk.page;
});

afterAll(() => desk?.stop());

/** Draws the page, does this to it, and only then lets its scripts come. */
async function beforeAlive(address: string, act: () => Promise<void>): Promise<void> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const hold = (route: Route) => held.then(() => route.continue());
  await page.route(/\/assets\/entry\.client/, hold, { times: 1 });
  await page.goto(address, { waitUntil: 'commit' });
  await act().finally(letGo);
}

test('a key in every gap that React leaves while it takes the page over', async () => {
  const other = await page.context().newPage();
  await other.addInitScript(() => {
    const { postMessage } = MessagePort.prototype;
    // React asks for its next turn by a message to itself. A key is dispatched ahead of it, as browsers do.
    MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown) {
      postMessage.call(this, message);
      queueMicrotask(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift', bubbles: true })));
    };
  });
  const broken: string[] = [];
  other.on('pageerror', ({ message }) => broken.push(message));
  await openAlive(other, '/listings');
  expect(broken).toEqual([]);
  await other.close();
});

test.each([4, 20])('keys on a computer that is slower by %d', async (rate) => {
  const computer = await page.context().newCDPSession(page);
  await computer.send('Emulation.setCPUThrottlingRate', { rate });
  let isOpening = true;
  const opened = openAlive(page, '/listings').finally(() => {
    isOpening = false;
  });
  while (isOpening) {
    await page.keyboard.press('j');
  }
  await opened;
  await computer.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await page.keyboard.press('g');
  await page.keyboard.press('q');
  await page.getByRole('heading', { name: 'Queue' }).waitFor();
});

test('what was typed and ticked stays, and the page knows of it', async () => {
  await beforeAlive('/listings/new', async () => {
    await page.getByLabel('Title').fill('Typed early');
    await page.getByLabel('Price').fill('12.50');
    await page.getByLabel('Condition').selectOption('Good');
    await page.getByLabel(/^Early bird/).check();
  });
  await page.getByRole('button', { name: 'Save and publish 1 post' }).waitFor();
  // In what buyers will see, too.
  await page.getByText('Typed early', { exact: true }).waitFor();
  expect(await page.getByLabel('Title').inputValue()).toBe('Typed early');
  await page.getByRole('button', { name: 'Save and publish 1 post' }).click();
  await page.waitForURL(/\/listings\/[0-9a-f-]{36}/);
  expect(await page.getByLabel('Price').inputValue()).toBe('12.50');
  expect(await page.getByLabel('Condition').inputValue()).toBe('good');
});

test('rows that were ticked are chosen, and an early choice filters', async () => {
  await beforeAlive('/posts', async () => {
    await page.getByRole('checkbox', { name: /^Select Typed early/ }).check();
  });
  await page.getByRole('region', { name: 'Selected posts' }).getByText('1 selected').waitFor();
  await beforeAlive('/posts', async () => {
    await page.getByLabel('Status').selectOption('Draft');
  });
  await page.waitForURL(/status=draft/);
});

test('a button that was clicked acts', async () => {
  await beforeAlive('/posts', async () => {
    await page.getByRole('button', { name: /^Theme/ }).click();
  });
  await page.getByRole('menuitemradio', { name: 'Dark' }).waitFor();
});

test('a file that was chosen is taken', async () => {
  await beforeAlive('/upload', async () => {
    const file = { name: 'early.csv', mimeType: 'text/csv', buffer: Buffer.from('title,price\nEarly worm,5\n') };
    await page.getByLabel('Choose a file').setInputFiles(file);
  });
  await desk.see('The one row goes: 1 new.');
});

test('no script failed', () => {
  expect(desk.screen.complaints).toEqual([]);
});
