/** The main job, as a new user does it: from the printed link to 250 posts that are live. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  addSeller,
  bytesOf,
  expectAccessible,
  expectNoSideScroll,
  type Hawker,
  launchBrowser,
  openScreen,
  owner,
  type Screen,
  startHawker,
} from './hawker.ts';
import { squarePng, tinyPng } from './pictures.ts';

let hawker: Hawker;
let browser: Browser;
let screen: Screen;
let page: Page;

beforeAll(async () => {
  [hawker, browser] = await Promise.all([startHawker(), launchBrowser()]);
  screen = await openScreen(browser, hawker);
  page = screen.page;
});

afterAll(async () => {
  await browser?.close();
  await hawker?.stop();
});

const heading = (name: string | RegExp) => page.getByRole('heading', { name });
const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
const see = (text: string | RegExp, timeout = 15_000) => page.getByText(text).first().waitFor({ timeout });

test('the printed link makes the owner, once', async () => {
  await page.goto('/');
  await heading('Open the set-up link').waitFor();
  await page.goto(hawker.setUpLink);
  await page.getByLabel('Your name').fill(owner.name);
  await page.getByLabel('Email address').fill(owner.email);
  await page.getByLabel('Password').fill('short');
  await press('Make the owner account');
  await see('Use at least 10 characters');
  expect(await page.getByLabel('Email address').inputValue()).toBe(owner.email);
  await page.getByLabel('Password').fill(owner.password);
  await expectAccessible(page);
  await press('Make the owner account');
  await heading('Overview').waitFor();
  await page.goto(hawker.setUpLink);
  expect(new URL(page.url()).pathname).toBe('/');
});

test('the Overview says what to do first, and loads the sample data', async () => {
  await heading('Three steps to your first post').waitFor();
  await expectAccessible(page);
  await press('Load sample data');
  await page.getByRole('link', { name: 'Publish your listings' }).waitFor({ timeout: 80_000 });
  await page.goto('/accounts');
  expect(await page.getByRole('row', { name: /Practice market/ }).count()).toBe(5);
});

test('a sheet of 50 rows is checked, mended, and becomes 250 posts', async () => {
  await page.goto('/upload');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download an example' }).click(),
  ]);
  // One bad price, to see it marked and mended.
  const sheet = (await bytesOf(download)).toString().replace(/,(\d+\.\d\d),EUR,/, ',free,EUR,');
  await page
    .getByLabel('Choose a file')
    .setInputFiles({ name: 'stock.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) });
  await see(/49 of 50 rows go: .* 1 stays until it is mended\./);
  await see('“free” is not a price. Write it like 12.50.');
  await expectAccessible(page);
  await page.getByRole('link', { name: /To mend/ }).click();
  await page.getByRole('gridcell', { name: /^free/ }).click();
  await page.getByRole('textbox', { name: 'Price, row 2' }).fill('480');
  await page.keyboard.press('Enter');
  await see(/All 50 rows go: /);
  await page.getByRole('link', { name: 'Choose accounts' }).click();
  await page.getByRole('button', { name: 'Publish 250 posts' }).waitFor();
  await expectAccessible(page);
  await press('Publish 250 posts');
  await page.waitForURL(/\/batches\//);
});

test('the batch goes live before one’s eyes', async () => {
  const progress = page.getByRole('progressbar').first();
  await progress.waitFor();
  // Nothing is reloaded here: the page hears of it.
  await heading('All 250 posts are live.').waitFor({ timeout: 60_000 });
  await expectAccessible(page);
});

test('a post tells its story, and its listing is live with its picture', async () => {
  await page.getByRole('table').getByRole('link').first().click();
  await page.waitForURL(/\/posts\//);
  await see('Published');
  await expectAccessible(page);
  const live = await page.getByRole('link', { name: 'See it at Practice market' }).getAttribute('href');
  expect(live?.startsWith(hawker.marketUrl)).toBe(true);
  const shop = await browser.newPage();
  await shop.goto(live ?? '');
  const picture = shop.locator('main img').first();
  await picture.waitFor();
  expect(
    await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
  ).toBeGreaterThan(400);
  await shop.close();
  await page.goto('/');
  await page
    .getByRole('link', { name: /Published today\D*250|250\D*Published today/ })
    .first()
    .waitFor();
});

test('an unsaved listing is left when one says so, also after the page was loaded anew meanwhile', async () => {
  await page.goto('/listings/new');
  await page.getByLabel('Title').fill('Walnut side table');
  await page.getByRole('link', { name: 'Accounts' }).first().click();
  const question = page.getByRole('alertdialog', { name: 'Leave without saving?' });
  await question.waitFor();
  // As the news from the server makes it.
  await page.evaluate('window.__remixRouter.revalidate()');
  await question.getByRole('button', { name: 'Leave without saving' }).dblclick();
  await page.waitForURL(/\/accounts$/);
});

test('why a form was refused was gone within a second, because something had changed elsewhere', async () => {
  await page.goto('/listings/new');
  await page.getByLabel('Price').fill('eighty');
  await press('Save listing');
  const sentence = page.getByText('“eighty” is not a price.');
  await sentence.waitFor();
  const other = await page.context().newPage();
  await other.goto('/accounts');
  const readAgain = page.waitForResponse(/\/listings\/new\.data/);
  await other
    .getByRole('button', { name: /^Pause/ })
    .first()
    .click();
  await readAgain;
  await page.waitForFunction(() => Reflect.get(window, '__remixRouter').state.revalidation === 'idle');
  expect(await sentence.isVisible()).toBe(true);
  await other
    .getByRole('button', { name: /^Resume/ })
    .first()
    .click();
  await other.getByRole('button', { name: /^Resume/ }).waitFor({ state: 'detached' });
  await other.close();
  await page.getByLabel('Price').fill('80');
  await press('Save listing');
  await sentence.waitFor({ state: 'detached' });
});

test('a listing written by hand keeps what was typed, takes photos, and goes out', async () => {
  await page.goto('/listings/new');
  await page.getByLabel('Title').fill('Walnut side table');
  await page.getByLabel('Price').fill('eighty');
  await press('Save listing');
  await see('“eighty” is not a price. Write it like 12.50.');
  expect(await page.getByLabel('Title').inputValue()).toBe('Walnut side table');
  await page.getByLabel('Price').fill('80');
  await page.getByLabel('Choose photos').setInputFiles([
    { name: 'small.png', mimeType: 'image/png', buffer: tinyPng() },
    { name: 'table.png', mimeType: 'image/png', buffer: squarePng() },
  ]);
  await see(/at least 500/);
  await press('Remove photo 1 of 2');
  await page.getByRole('img', { name: /Photo 1: table.png/ }).waitFor();
  await page.getByLabel(/North Street Finds/).check();
  await page.getByLabel(/Harbour Homeware/).check();
  await expectAccessible(page);
  await press('Save and publish 2 posts');
  await heading('Walnut side table').waitFor();
  await expect.poll(() => page.getByRole('link', { name: 'See it live' }).count(), { timeout: 20_000 }).toBe(2);
  await page.getByLabel('Price').fill('75');
  await press('Save listing');
  // As it is stored: a toast of the first save may still be there.
  await expect.poll(() => page.getByLabel('Price').inputValue(), { timeout: 15_000 }).toBe('75.00');
});

test('of two who changed a listing at the same time, the first lost what was saved, and nobody was told', async () => {
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByLabel('Brand').fill('Thonet');
  await page.getByLabel('Price').fill('70');
  await other.getByRole('button', { name: 'Save listing' }).click();
  await other.getByText('Listing “Walnut side table” saved').first().waitFor();
  await other.close();
  await press('Save listing');
  await see('Somebody saved this listing after you had opened it.');
  expect(await page.getByLabel('Price').inputValue()).toBe('70');
  await expectAccessible(page);
  await press('Save mine over it');
  await page.getByText('Somebody saved this listing').waitFor({ state: 'detached' });
  await expect.poll(() => page.getByLabel('Price').inputValue()).toBe('70.00');
});

test('a scheduled post is canceled, tried again, and a draft deleted and brought back', async () => {
  await press('Post on more accounts');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('At a time').check();
  await dialog.getByRole('button', { name: 'Schedule 3 posts' }).click();
  await page.waitForURL(/\/batches\//);
  await page.getByRole('table').getByRole('link').first().click();
  await page.waitForURL(/\/posts\//);
  await see('Scheduled');
  await press('Cancel');
  await see('Canceled');
  await press(/Try again|Publish again|Publish now/);
  await page.getByText('Published').first().waitFor({ timeout: 20_000 });
});

test('what the market refuses fails with its sentence and can be retried', async () => {
  const faults = await (await fetch(`${hawker.marketUrl}/v1/faults`)).json();
  const refuse = { ...faults, refuse: { probability: 1, field: 'title', message: 'No tables today.' } };
  const put = (body: unknown) =>
    fetch(`${hawker.marketUrl}/v1/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  expect((await put(refuse)).ok).toBe(true);
  await page.goto('/posts?status=scheduled');
  await page.getByRole('table').getByRole('link').first().click();
  await page.waitForURL(/\/posts\/[0-9a-f-]+$/);
  await press('Publish now');
  await see('No tables today.', 20_000);
  expect((await put(faults)).ok).toBe(true);
  await expectAccessible(page);
  await press(/again/);
  await page.getByText('Published').first().waitFor({ timeout: 20_000 });
});

test('an account is connected by hand, paused, resumed, deleted and brought back', async () => {
  const token = await addSeller(hawker, 'By hand');
  await page.goto('/accounts/new');
  await page.getByLabel('Name').fill('By hand');
  await page.getByRole('textbox', { name: 'Access token' }).fill('not a token');
  await press('Connect account');
  await see('does not accept this access token');
  await page.getByRole('textbox', { name: 'Access token' }).fill(token);
  await press('Connect account');
  await heading('By hand').waitFor();
  await press(/Pause/);
  await see('Paused');
  await press(/Resume/);
  await see('Active');
  await press('More for By hand');
  await page.getByRole('menuitem', { name: /Delete/ }).click();
  await press('Delete account');
  await page.waitForURL(/\/accounts$|\/accounts\?/);
  await press('Undo');
  await page.getByRole('link', { name: 'By hand' }).first().waitFor();
});

test('the only one was sold on one account, and stayed live on others without a word', async () => {
  await page.goto('/posts?q=Walnut+side&group=live');
  const live = await page.getByRole('table').getByRole('link', { name: 'Walnut side table' }).count();
  expect(live).toBeGreaterThan(1);
  await page.getByRole('table').getByRole('link', { name: 'Walnut side table' }).first().click();
  await press('Mark as sold');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Mark as sold' }).click();
  await see(/^Sold here, and still live on/, 20_000);
  await expectAccessible(page);
  await press('Take it down there');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take it down' }).click();
  await page.getByText(/^Sold here, and still live on/).waitFor({ state: 'detached', timeout: 20_000 });
  await page.goto('/posts?q=Walnut+side&group=live');
  await see('No post matches');
});

test('no script failed and nothing was refused on the way', () => {
  // A refused form answers 4xx, which the browser notes; everything else counts.
  expect(screen.complaints.filter((complaint) => !/status of 4\d\d/.test(complaint))).toEqual([]);
});

const places = [
  '/',
  '/posts',
  '/listings',
  '/listings/new',
  '/upload',
  '/accounts',
  '/accounts/new',
  '/batches',
  '/queue',
  '/settings',
  '/settings/tokens',
  '/settings/audit',
  '/settings/about',
];

describe.each([
  [1440, false],
  [1440, true],
  [390, false],
  [390, true],
])('at %d px, dark %s', (width, dark) => {
  let other: Screen;
  beforeAll(async () => {
    other = await openScreen(browser, hawker, { width, dark, cookiesOf: page.context() });
  });
  afterAll(() => other?.close());

  test.each(places)('%s is accessible and fits', async (place) => {
    await other.page.goto(place);
    await other.page.getByRole('heading', { level: 1 }).waitFor();
    await expectAccessible(other.page);
    await expectNoSideScroll(other.page);
  });

  test('no script failed', () => {
    expect(other.complaints).toEqual([]);
  });
});

test('signed out, no page answers but the sign-in', async () => {
  const other = await openScreen(browser, hawker);
  for (const place of places) {
    await other.page.goto(place);
    await other.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  }
  await other.page.goto('/sign-in?next=https://example.com/');
  await other.page.getByLabel('Email address').fill(owner.email);
  await other.page.getByLabel('Password').fill(owner.password);
  await other.page.getByRole('button', { name: 'Sign in' }).click();
  await other.page.getByRole('heading', { name: 'Overview' }).waitFor();
  expect(new URL(other.page.url()).origin).toBe(hawker.origin);
  await other.close();
});
