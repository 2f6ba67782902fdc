/** An account that only a person can post to: its sheet is filled, downloaded, read back as it was, and said to be live. */

import { readListings, recognise, sourceOfBytes } from '@hawker/sheets';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  expectAccessible,
  expectNoSideScroll,
  type Hawker,
  launchBrowser,
  makeOwner,
  openScreen,
  type Screen,
  startHawker,
} from './hawker.ts';

let hawker: Hawker;
let browser: Browser;
let screen: Screen;
let page: Page;
let accountPath = '';
let file: Buffer = Buffer.alloc(0);

const heading = (name: string | RegExp) => page.getByRole('heading', { name });
const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
const see = (text: string | RegExp, timeout = 15_000) => page.getByText(text).first().waitFor({ timeout });

const goods = [
  { title: 'Oak bookcase', description: 'Five shelves,\nno scratches', price: 120, condition: 'good' },
  { title: '=Bentwood “No. 14” chair', description: '', price: 45, condition: 'like new' },
  { title: 'Brass lamp & shade', description: 'Works', price: 80, condition: 'new' },
] as const;

beforeAll(async () => {
  [hawker, browser] = await Promise.all([startHawker(), launchBrowser()]);
  screen = await openScreen(browser, hawker);
  page = screen.page;
  await makeOwner(page, hawker);
});

afterAll(async () => {
  await browser?.close();
  await hawker?.stop();
});

/** Before React has taken over the page, nobody would hear of the file. */
async function bring(name: string, buffer: Buffer): Promise<void> {
  await page.goto('/upload');
  const input = page.getByLabel('Choose a file');
  const isHeard = () => input.evaluate((element) => Object.keys(element).some((key) => key.startsWith('__reactProps')));
  await expect.poll(isHeard).toBe(true);
  await input.setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}

async function download(name: RegExp): Promise<Buffer> {
  const [saved] = await Promise.all([page.waitForEvent('download'), press(name)]);
  expect(saved.suggestedFilename()).toBe('kitchen-table-sheet-1.xlsx');
  const chunks: Buffer[] = [];
  for await (const chunk of await saved.createReadStream()) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

async function read(bytes: Buffer) {
  const recognised = await recognise(sourceOfBytes(bytes), 'sheet.xlsx');
  if (recognised.format !== 'facebook-sheet') {
    throw new Error(`It was taken for ${recognised.format}`);
  }
  const found = [];
  for await (const rows of readListings(recognised, {
    currency: 'EUR',
    fileNames: new Set(),
    channels: [],
  }).batches()) {
    found.push(...rows.map(({ listing }) => listing));
  }
  recognised.close();
  return found;
}

test('such an account asks for no token, and says what it does', async () => {
  await page.goto('/accounts/new');
  await page.getByRole('radio', { name: /Facebook Marketplace/ }).check();
  await see('No program may post to one');
  expect(await page.getByLabel('Access token').count()).toBe(0);
  await page.getByLabel('Name').fill('Kitchen table');
  await expectAccessible(page);
  await press('Connect account');
  await heading('Kitchen table').waitFor();
  await see('Nothing waits for an upload');
  accountPath = new URL(page.url()).pathname;
});

test('what is published waits in a sheet, as one thing to do', async () => {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  // A formula would be refused; a text that only looks like one is meant.
  const lines = goods.map(({ title, description, price, condition }) =>
    [quoted(title), quoted(description), price, condition, 'Home > Furniture'].join(','),
  );
  const csv = ['title,description,price,condition,category', ...lines].join('\n');
  await bring('stock.csv', Buffer.from(csv));
  await see('All 3 rows go: 3 new.');
  await page.getByRole('link', { name: 'Choose accounts' }).click();
  await see('1 sheet to upload');
  await press('Publish 3 posts');
  await page.waitForURL(/\/batches\//);
  await page.goto('/');
  const item = page.getByRole('listitem').filter({ hasText: 'sheet 1, 3 listings' });
  await item.waitFor({ timeout: 20_000 });
  expect(await page.getByRole('listitem').filter({ hasText: 'Upload at Facebook' }).count()).toBe(1);
  await expectAccessible(page);
  await item.getByRole('link', { name: /Upload it/ }).click();
  await page.waitForURL(/\/accounts\//);
});

test('the sheet is downloaded, and is exactly what was published', async () => {
  await see('How to upload a sheet at Facebook');
  await expectAccessible(page);
  file = await download(/Download \(3 listings\)/);
  await see('When you have uploaded it at Facebook, say so here.');
  const listings = await read(file);
  expect(listings.map((listing) => [listing?.title, listing?.description, listing?.priceMinor])).toEqual(
    goods.map(({ title, description, price }) => [title, description, price * 100]),
  );
  expect(listings.map((listing) => [listing?.condition, listing?.category])).toEqual([
    ['good', 'Home > Furniture'],
    ['like_new', 'Home > Furniture'],
    ['new', 'Home > Furniture'],
  ]);
});

test('brought back, that very file is recognised as Facebook’s', async () => {
  await bring('from-facebook.xlsx', file);
  await see('Read as: Facebook Marketplace bulk template');
  await see('All 3 rows go: 3 unchanged.');
});

test('one post is live by itself, and no longer in the file', async () => {
  await page.goto(accountPath);
  await page.getByRole('link', { name: 'Oak bookcase' }).first().click();
  await page.waitForURL(/\/posts\//);
  await see('It is in sheet 1, with 2 others.');
  await page.getByText('This one is live').click();
  await page.getByLabel('Its address at Facebook').fill('facebook');
  await press('It is live');
  await see('Give the address of the listing, or leave it empty.');
  await page.getByLabel('Its address at Facebook').fill('https://www.facebook.com/marketplace/item/1');
  await expectAccessible(page);
  await press('It is live');
  await page.getByRole('link', { name: /See it at Facebook Marketplace/ }).waitFor();
  await page.goto(accountPath);
  const titles = (await read(await download(/Download again \(2 listings\)/))).map((listing) => listing?.title);
  expect(titles).toEqual([goods[1].title, goods[2].title]);
});

test('the rest is live at one word, and nothing needs anybody any more', async () => {
  await press(/All 2 are live/);
  await see('Is sheet 1 of “Kitchen table” live?');
  await press('All 2 listings are live');
  await see('Sheet 1, 3 listings, uploaded');
  await expect.poll(() => page.getByRole('link', { name: /Live\s*3/ }).count()).toBe(1);
  await page.goto('/');
  await heading('Last 14 days').waitFor();
  expect(await page.getByText('Upload at Facebook').count()).toBe(0);
});

test('on a phone and in the dark it is as good', async () => {
  const phone = await openScreen(browser, hawker, { width: 390, dark: true, cookiesOf: page.context() });
  await phone.page.goto(accountPath);
  await phone.page.getByText('Sheet 1, 3 listings, uploaded').waitFor();
  await expectAccessible(phone.page);
  await expectNoSideScroll(phone.page);
  // The address that was refused, as the browser puts it.
  const refused = 'console error: Failed to load resource: the server responded with a status of 400 (Bad Request)';
  expect([...screen.complaints, ...phone.complaints]).toEqual([refused]);
  await phone.close();
});
