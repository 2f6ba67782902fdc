/** An account that only a person can post to: its sheet is filled, downloaded, read back as it was, and said to be live. */

import { recognise, sourceOfBytes } from '@hawker/sheets';
import { readListings } from '@hawker/sheets/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  bytesOf,
  type Desk,
  expectAccessible,
  expectNoSideScroll,
  openAlive,
  openScreen,
  startDesk,
} from './hawker.ts';

let desk: Desk;
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
  desk = await startDesk();
  page = desk.page;
});

afterAll(() => desk?.stop());

async function bring(name: string, buffer: Buffer): Promise<void> {
  await page.goto('/upload');
  await page.getByLabel('Choose a file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}

async function download(name: RegExp): Promise<Buffer> {
  const [saved] = await Promise.all([page.waitForEvent('download'), press(name)]);
  expect(saved.suggestedFilename()).toBe('kitchen-table-sheet-1.xlsx');
  return bytesOf(saved);
}

async function read(bytes: Buffer) {
  const recognised = await recognise(sourceOfBytes(bytes), 'sheet.xlsx');
  if (recognised.format !== 'facebook-sheet') {
    throw new Error(`It was taken for ${recognised.format}`);
  }
  const found = [];
  const rules = { currency: 'EUR', fileNames: new Set<string>(), channels: [] };
  for await (const { listing } of readListings(recognised, rules)) {
    found.push(listing);
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
  // Its sheets are work for a person, so they are asked for.
  await page.getByRole('checkbox', { name: /Kitchen table/ }).check();
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

test('what was said of a post before its page was alive ended on bare JSON', async () => {
  const early = await desk.browser.newContext({ javaScriptEnabled: false, baseURL: desk.hawker.origin });
  await early.addCookies(await page.context().cookies());
  const plain = await early.newPage();
  await plain.goto(accountPath);
  await plain.getByRole('link', { name: goods[1].title }).first().click();
  await plain.getByText('This one is live').click();
  await plain.getByLabel('Its address at Facebook').fill('facebook');
  await plain.getByRole('button', { name: 'It is live' }).click();
  await plain.waitForLoadState();
  await plain.getByRole('heading', { level: 1, name: goods[1].title }).waitFor();
  await plain.getByText('It is in sheet 1, with 1 other.').waitFor();
  await early.close();
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
  const phone = await openScreen(desk.browser, desk.hawker, { width: 390, dark: true, cookiesOf: page.context() });
  await phone.page.goto(accountPath);
  await phone.page.getByText('Sheet 1, 3 listings, uploaded').waitFor();
  await expectAccessible(phone.page);
  await expectNoSideScroll(phone.page);
  // The address that was refused, as the browser puts it.
  const refused = 'console error: Failed to load resource: the server responded with a status of 400 (Bad Request)';
  expect([...desk.screen.complaints, ...phone.complaints]).toEqual([refused]);
  await phone.close();
});

test('canceled and published again at one press, a post could be listed twice: each says so where it is pressed', async () => {
  const csv = ['title,description,price', 'Wicker basket,Fine,12', 'Wicker stool,Fine,30'].join('\n');
  await bring('wicker.csv', Buffer.from(csv));
  await see('All 2 rows go: 2 new.');
  await page.getByRole('link', { name: 'Choose accounts' }).click();
  await page.getByRole('checkbox', { name: /Kitchen table/ }).check();
  await press('Publish 2 posts');
  await page.waitForURL(/\/batches\//);
  await page.goto(accountPath);
  await page.getByRole('button', { name: /^Download \(2 listings\)/ }).waitFor();
  await Promise.all([page.waitForEvent('download'), press(/^Download \(2 listings\)/)]);
  await page.getByRole('link', { name: 'Wicker basket' }).first().click();
  await page.waitForURL(/\/posts\//);
  const question = page.getByRole('alertdialog');
  await press('Cancel it');
  await question.getByText('Cancel “Wicker basket”?').waitFor();
  await question.getByText(/Sheet 2 of “Kitchen table” was downloaded with this listing in it\./).waitFor();
  await expectAccessible(page);
  await question.getByRole('button', { name: 'Cancel this post' }).click();
  await see('1 post is canceled.');
  await press('Publish again');
  await question.getByText('Publish “Wicker basket” again?').waitFor();
  await question.getByText(/take it down there first, or it is listed twice\./).waitFor();
  await question.getByRole('button', { name: 'Leave it' }).click();

  await page.goto('/posts?q=Wicker');
  for (const box of await page.locator('input[aria-label^="Select Wicker"]').all()) {
    await box.check();
  }
  await press('More to do with these');
  await page.getByRole('menuitem', { name: 'Cancel 1' }).click();
  await question.getByText(/“Wicker stool” \(sheet 2 of Kitchen table\) is in a sheet that was downloaded\./).waitFor();
  await question.getByRole('button', { name: 'Cancel 1 post' }).click();
  await see('1 post is canceled.');
  await page.goto('/posts?q=Wicker');
  for (const box of await page.locator('input[aria-label^="Select Wicker"]').all()) {
    await box.check();
  }
  await press('Schedule 2');
  await page
    .getByRole('dialog')
    .getByText(/2 of them were in a sheet that was downloaded\./)
    .waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await press('Try 2 again');
  await question.getByText(/2 of them were in a sheet .* or they are listed twice\./).waitFor();
  await expectAccessible(page);
  await question.getByRole('button', { name: 'Try 2 posts again' }).click();
  await see('2 posts are tried again.');
});

/** Makes goods, and waits until the next sheet of the account has them. It is the only one that waits. */
async function putIntoSheet(...titles: readonly string[]): Promise<void> {
  const csv = ['title,description,price', ...titles.map((title, index) => `${title},Fine,${index + 20}`)].join('\n');
  await bring(`${titles[0]}.csv`, Buffer.from(csv));
  await see(new RegExp(`${titles.length} new\\.`));
  await page.getByRole('link', { name: 'Choose accounts' }).click();
  await page.getByRole('checkbox', { name: /Kitchen table/ }).check();
  await press(`Publish ${titles.length} posts`);
  await page.waitForURL(/\/batches\//);
  await openAlive(page, accountPath);
  await page.getByRole('button', { name: new RegExp(`^Download \\(${titles.length} listings\\)`) }).waitFor();
}

const saveSheet = () => Promise.all([page.waitForEvent('download'), press(/^Download( again)? \(/)]);
const rowOf = (title: string) => page.getByRole('listitem').filter({ hasText: title });

test('all but these: one refused listing meant marking all the others one by one', async () => {
  // What the test before put on its way.
  await openAlive(page, accountPath);
  await page.getByRole('button', { name: /^Download \(2 listings\)/ }).waitFor();
  await saveSheet();
  await press(/All 2 are live/);
  await press('All 2 listings are live');
  await see('2 posts are live.');

  await putIntoSheet('Elm stool', 'Elm desk', 'Elm shelf', 'Elm crate');
  await saveSheet();
  await page.getByRole('link', { name: /Not all of them/ }).click();
  await heading('Which of them are live at Facebook?').waitFor();
  await page.getByRole('checkbox', { name: 'Elm desk is live' }).uncheck();
  await rowOf('Elm desk').getByLabel('What Facebook said').fill('No desks.');
  await page.getByRole('checkbox', { name: 'Elm crate is live' }).uncheck();
  await expectAccessible(page);
  // One of them is not to be seen yet: of that nothing is said.
  await page.getByRole('checkbox', { name: 'Elm desk is live' }).check();
  await press('3 are live, 1 waits on');
  const question = page.getByRole('alertdialog');
  await question.getByText('What you did not tick stays in this sheet.').waitFor();
  await question.getByRole('button', { name: 'Not yet' }).click();
  await page.getByRole('checkbox', { name: 'Elm desk is live' }).uncheck();
  await rowOf('Elm desk').getByLabel('What Facebook said').fill('No desks.');
  await press('2 are live, 2 were refused');
  await expectAccessible(page);
  await question.getByRole('button', { name: '2 are live, 2 were refused' }).click();
  await see('2 posts are live. 2 were refused.');
  await rowOf('Elm stool').getByText('Published').waitFor();
  await rowOf('Elm desk').getByText('Facebook did not take it: No desks.').waitFor();
  await see('Facebook refused 2 listings of this sheet');
  await expectAccessible(page);
});

test('what was refused is mended and goes into a new sheet, and nobody asks about the old one', async () => {
  await rowOf('Elm desk')
    .getByRole('link', { name: /Mend it/ })
    .click();
  await page.getByLabel('Title').fill('Elm table');
  await press('Save and publish again');
  await page.waitForURL(/\/posts\/[^/]+$/);
  await see('It is alone in sheet');
  await openAlive(page, accountPath);
  await see(/2 listings, uploaded; 1 refused, to be mended/);
  await page.getByRole('button', { name: /^Download \(1 listing\)/ }).waitFor();
  await saveSheet();
});

test('saved and published again, a post could be listed twice without a word: it is asked first', async () => {
  // Posts are found by what their listing says.
  await openAlive(page, '/posts?q=Elm+desk');
  await page.getByRole('link', { name: 'Elm table' }).first().click();
  await press('Cancel it');
  await press('Cancel this post');
  await see('1 post is canceled.');
  await page.getByRole('link', { name: 'Edit this post' }).click();
  await page.getByLabel('Title').fill('Elm top');
  await press('Save and publish again');
  const question = page.getByRole('alertdialog');
  await question.getByText(/was downloaded with this listing in it\. .* or it is listed twice\./).waitFor();
  await expectAccessible(page);
  await question.getByRole('button', { name: 'Leave it' }).click();
  expect(page.url()).toMatch(/\/edit$/);
  await press('Save and publish again');
  await question.getByRole('button', { name: 'Publish again' }).click();
  await page.waitForURL(/\/posts\/[^/]+$/);
  await heading('Elm top').waitFor();
});

test('a whole batch was canceled without a word of what may be listed all the same', async () => {
  await openAlive(page, '/posts?q=Elm+crate');
  await page.getByRole('link', { name: 'Elm crate' }).first().click();
  await press('Publish again');
  await see('1 post is tried again.');
  await openAlive(page, accountPath);
  await page.getByRole('button', { name: /^Download \(2 listings\)/ }).waitFor();
  await saveSheet();
  await openAlive(page, '/batches');
  await page.getByRole('link', { name: 'Elm stool.csv' }).click();
  await press('Cancel what waits');
  const question = page.getByRole('alertdialog');
  await question.getByText(/2 of them are in a sheet that was downloaded\./).waitFor();
  await question.getByRole('button', { name: 'Keep publishing' }).click();
});

test('posts that wait for their upload are marked live from the list', async () => {
  await openAlive(page, '/posts?status=awaiting_upload');
  await page.getByRole('checkbox', { name: /^Select all/ }).check();
  await press('Mark 2 live');
  const question = page.getByRole('alertdialog');
  await question.getByText('Are these 2 posts live?').waitFor();
  await expectAccessible(page);
  await question.getByRole('button', { name: 'They are live' }).click();
  await see('2 posts are live.');
  await see('No post matches');

  // Nobody can have uploaded what nobody has downloaded.
  await putIntoSheet('Ash peg', 'Ash bowl');
  await openAlive(page, '/posts?status=awaiting_upload');
  await page.getByRole('checkbox', { name: /^Select all/ }).check();
  await press('Mark 2 live');
  await see('Nothing of these can be live yet');
});

test.each([
  [1440, true],
  [390, false],
])('a sheet’s page fits and is accessible at %d px, dark %s', async (width, dark) => {
  const other = await openScreen(desk.browser, desk.hawker, { width, dark, cookiesOf: page.context() });
  await openAlive(other.page, accountPath);
  await other.page
    .getByRole('link', { name: /^Sheet \d+$/ })
    .first()
    .click();
  await other.page.getByRole('heading', { name: 'Its listings' }).waitFor();
  await expectAccessible(other.page);
  await expectNoSideScroll(other.page);
  expect(other.complaints).toEqual([]);
  await other.close();
});
