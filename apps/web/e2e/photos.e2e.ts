/** The photos of a listing's form: several at once, one called off, one refused, one that breaks; their order, to the market. */

import { createHash } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@hawker/db/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSeller, type Desk, expectAccessible, expectNoSideScroll, openAlive, startDesk } from './hawker.ts';
import { squarePng, tinyPng } from './pictures.ts';

let bench: TestDatabase;
let desk: Desk;
let page: Page;

beforeAll(async () => {
  bench = await createTestDatabase();
  desk = await startDesk(bench);
  page = desk.page;
  await addAccount();
});

afterAll(() => desk?.stop());

const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).first().click();
const photos = () => page.getByRole('group', { name: 'Photos' });
/** The names of the photos, in their order on the screen. */
const order = async () =>
  (
    await photos()
      .getByRole('img')
      .evaluateAll((images) => images.map((image) => image.getAttribute('alt') ?? ''))
  ).map((alt) => alt.replace(/^Photo \d+: /, ''));
const spoken = () => photos().getByRole('status').textContent();

interface Dropped {
  name: string;
  bytes: Buffer;
}

/** As from the desktop of the person. */
async function drop(files: readonly Dropped[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    (list) => {
      const data = new DataTransfer();
      for (const { name, base64 } of list) {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        data.items.add(new File([bytes], name, { type: 'image/png' }));
      }
      return data;
    },
    files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') })),
  );
  await photos().getByRole('button', { name: 'Add photos' }).dispatchEvent('drop', { dataTransfer: transfer });
}

/** A seller at the practice market, as a program adds it. */
async function addAccount(): Promise<void> {
  const token = await addSeller(desk.hawker, 'North Street Finds');
  const pace = { minGapSeconds: 0, postsPerDay: 100, quietStartMinute: null, quietEndMinute: null };
  const answer = await page.request.post(`${desk.hawker.origin}/api/trpc/accounts.create`, {
    data: {
      json: {
        channel: 'practice',
        name: 'North Street Finds',
        timeZone: 'Europe/Berlin',
        credentials: { token },
        pace,
      },
    },
    headers: { origin: desk.hawker.origin },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

test('three are dropped: their progress is told, and one is called off before it is in', async () => {
  await openAlive(page, '/listings/new');
  await page.getByLabel('Title').fill('Oak bench');
  await page.getByLabel('Price').fill('120');
  // The server takes the second one and does not answer: it stays on its way until it is called off.
  await page.route(/photo-upload\?name=second/, () => undefined);
  await drop([
    { name: 'first.png', bytes: squarePng(0x30) },
    { name: 'second.png', bytes: squarePng(0x60) },
    { name: 'third.png', bytes: squarePng(0x90) },
  ]);
  await photos().getByRole('button', { name: 'Remove photo 1 of 3' }).waitFor();
  await photos().getByRole('button', { name: 'Remove photo 3 of 3' }).waitFor();
  await photos().getByRole('progressbar', { name: 'Sending second.png' }).waitFor();
  expect(await page.getByRole('button', { name: 'Save listing' }).isDisabled()).toBe(true);
  await expectAccessible(page);
  await photos().getByRole('button', { name: 'Stop sending second.png' }).click();
  await expect.poll(order).toEqual(['first.png', 'third.png']);
  expect(await spoken()).toBe('second.png removed, 2 left');
  await page.unroute(/photo-upload\?name=second/);
});

test('one that breaks can be sent again; one that is refused says why, and cannot', async () => {
  await page.route(/photo-upload\?name=fourth/, (route) => route.abort());
  await drop([
    { name: 'fourth.png', bytes: squarePng(0xc0) },
    { name: 'tiny.png', bytes: tinyPng() },
  ]);
  await photos().getByText('The connection broke. Try again.').first().waitFor();
  await photos()
    .getByText(/This photo is 200 x 200 pixels/)
    .first()
    .waitFor();
  await expectAccessible(page);
  expect(await photos().getByRole('button', { name: 'Send again: tiny.png' }).count()).toBe(0);
  await page.unroute(/photo-upload\?name=fourth/);
  await photos().getByRole('button', { name: 'Send again: fourth.png' }).click();
  await photos().getByRole('button', { name: 'Remove photo 3 of 4' }).waitFor();
  await expect.poll(() => photos().getByRole('progressbar').count()).toBe(0);
  await photos().getByRole('button', { name: 'Remove photo 4 of 4' }).press('Enter');
  // The focus goes on to the neighbour, not back to the start of the page.
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('Remove photo 3 of 3');
});

test('they are put in order by keyboard, with words for who does not see it', async () => {
  await photos().getByRole('button', { name: 'Move photo 3 of 3 forward' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(order).toEqual(['first.png', 'fourth.png', 'third.png']);
  await expect.poll(spoken).toBe('fourth.png is now photo 2 of 3');
  await page.keyboard.press('Enter');
  await expect.poll(order).toEqual(['fourth.png', 'first.png', 'third.png']);
  await expect.poll(spoken).toBe('fourth.png is now photo 1 of 3, the cover');
  await photos().getByRole('listitem').first().getByText('Cover').waitFor();
});

test('and by mouse', async () => {
  const cards = photos().getByRole('listitem');
  await cards.nth(2).dragTo(cards.nth(1));
  await expect.poll(order).toEqual(['fourth.png', 'third.png', 'first.png']);
  await expectNoSideScroll(page);
});

test('the market shows them in this order', async () => {
  await page.getByLabel(/North Street Finds/).check();
  await press('Save and publish 1 post');
  await page.getByRole('heading', { name: 'Oak bench' }).waitFor();
  const link = page.getByRole('link', { name: 'See it live' });
  await link.waitFor({ timeout: 20_000 });
  const market = await desk.browser.newPage();
  await market.goto((await link.getAttribute('href')) ?? '');
  const addresses = await market
    .locator('article')
    .getByRole('img')
    .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).src));
  await market.close();
  const shown = await Promise.all(
    addresses.map(async (address) => {
      const bytes = Buffer.from(await (await fetch(address)).arrayBuffer());
      return createHash('sha256').update(bytes).digest('hex');
    }),
  );
  const kept = await bench.database.sql.rows<{ name: string; hash: string }>(
    'SELECT file_name AS name, content_hash AS hash FROM photo WHERE listing_id IS NOT NULL ORDER BY position',
  );
  expect(kept.map(({ name }) => name)).toEqual(['fourth.png', 'third.png', 'first.png']);
  expect(shown).toEqual(kept.map(({ hash }) => hash));
  // What was called off and what was refused is not in the browser's complaints by mistake: nothing else is.
  expect(desk.screen.complaints.filter((complaint) => !/Failed to load resource/.test(complaint))).toEqual([]);
});
