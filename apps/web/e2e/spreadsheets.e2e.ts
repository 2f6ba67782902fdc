/** Files of other programs, as people drop them: recognised, checked, mended, published, and brought again. */

import { writeZip } from '@hawker/sheets/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytesOf, expectAccessible, expectNoSideScroll, openScreen, type Screen } from './hawker.ts';
import { squarePng } from './pictures.ts';
import { type SheetDesk, startSheetDesk } from './sheet-desk.ts';
import { fixture, formatNames, type SheetFile, sheetFiles } from './sheet-files.ts';

let desk: SheetDesk;
let page: Page;
let files: Readonly<Record<string, SheetFile>>;

beforeAll(async () => {
  desk = await startSheetDesk('Exporter');
  page = desk.page;
  const example = await (await page.request.get('/example-sheet')).text();
  files = await sheetFiles([...new Set(example.match(/http:\/\/[^,"|]+\.jpg/g))]);
});

afterAll(() => desk?.stop());

const see = (text: string | RegExp) => desk.see(text);
const press = (name: string | RegExp) => desk.press(name);
const follow = (name: string | RegExp) => desk.follow(name);
const drop = (name: string, bytes: Buffer) => desk.drop(name, bytes);
const publish = (posts: number) => desk.publish(posts);
const atMarket = () => desk.atMarket();

async function exported(form: string): Promise<{ name: string; text: string }> {
  await press('Export');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: form }).click(),
  ]);
  return { name: download.suggestedFilename(), text: (await bytesOf(download)).toString() };
}

test.each(formatNames)('%s is dropped and published', async (format) => {
  const file = files[format];
  const titles = Object.keys(file?.listings ?? {});
  await drop(file?.name ?? '', file?.bytes ?? Buffer.alloc(0));
  await see(`Read as: ${file?.readAs}`);
  await see(titles.length === 1 ? 'The one row goes: 1 new.' : `All ${titles.length} rows go: ${titles.length} new.`);
  await publish(titles.length);
  const posted = async () => {
    const found = (await atMarket()).filter(({ title }) => titles.includes(title));
    return Object.fromEntries(found.map(({ title, photos }) => [title, photos]));
  };
  await expect.poll(posted, { timeout: 20_000 }).toEqual(file?.listings);
});

test('what is not read is named, still after a reload, and the same file again changes nothing', async () => {
  const file = files['an export of Shopify'];
  await drop('products.csv', file?.bytes ?? Buffer.alloc(0));
  await see('You have brought this very file before');
  await see(/Columns not read: .*“Variant Grams”/);
  await see('Its variants cost 89.50, 149.50; the first price is taken.');
  await page.reload();
  await see(/Columns not read: .*“Variant Grams”/);
  await see('All 3 rows go: 3 unchanged.');
  await expectAccessible(page);
});

test('columns that nobody knows are asked for once, and remembered', async () => {
  // Another name than in another file: without SKUs a listing is known by its title.
  await drop('lager.csv', Buffer.from(fixture('unknown-columns.csv').toString().replace('Stuhl', 'Sessel')));
  await page.getByRole('heading', { name: 'Which column is which?' }).waitFor();
  expect(await page.getByLabel('Preis').inputValue()).toBe('price');
  await page.getByLabel('Artikel').selectOption('Leave out');
  await see('is wanted: choose its column');
  await expectAccessible(page);
  await page.getByLabel('Artikel').selectOption('Title');
  await page.getByRole('listitem').filter({ hasText: 'Tisch' }).filter({ hasText: '€12.50' }).waitFor();
  await press('Use these columns');
  await see('All 2 rows go: 2 new.');
  await publish(2);
  await drop('lager 2.csv', Buffer.from('Artikel;Preis;Bild\nHocker;19;\n'));
  await see('The one row goes: 1 new.');
  await press('More for this upload');
  await page.getByRole('menuitem', { name: 'Choose the columns' }).click();
  expect(await page.getByLabel('Artikel').inputValue()).toBe('title');
  await follow('Leave them as they are');
  await see('The one row goes: 1 new.');
});

test('a list with a caption came as one column, and nobody could say where its headers are', async () => {
  await drop('lagerliste.csv', fixture('caption-above.csv'));
  await page.getByRole('heading', { name: 'Which column is which?' }).waitFor();
  const headers = page.getByLabel('The headers are in');
  expect(await headers.inputValue()).toBe('3');
  await headers.selectOption('4');
  await page.getByLabel('Nierentisch', { exact: true }).waitFor();
  await headers.selectOption('3');
  await page.getByLabel('Bezeichnung').waitFor();
  expect(await page.getByLabel('Preis').inputValue()).toBe('price');
  await expectAccessible(page);
  await press('Use these columns');
  await see('The headers are in row 3. The 2 rows above them were not read.');
  await see(/^This looks like a total, not like something for sale/);
  await see('3 of 4 rows go: 3 new.');
});

test('what is no sheet is refused with a sentence', async () => {
  await drop('stock.pdf', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(64, 1)]));
  await see(/This is a PDF/);
  await drop('lamp.png', squarePng());
  await see('These are pictures only. Bring the sheet that names them, together with them.');
});

test('a file on its way is seen, waited for, and called off without a trace', async () => {
  await page.goto('/upload');
  const input = page.getByLabel('Choose a file');
  const network = await page.context().newCDPSession(page);
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 300_000 };
  await network.send('Network.emulateNetworkConditions', slow);
  const sheet = (name: string, rows: number) => ({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(`title,price\n${'Called off,5\n'.repeat(rows)}`),
  });
  await input.setInputFiles(sheet('slow.csv', 200_000));
  const bar = page.getByRole('progressbar', { name: 'Sending slow.csv' });
  await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(5);
  await expectAccessible(page);
  await input.setInputFiles(sheet('second.csv', 1));
  await see('A file is still on its way.');
  await press('Cancel');
  await bar.waitFor({ state: 'hidden' });
  await network.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 });
  await page.reload();
  await page.getByRole('heading', { name: 'Your last uploads' }).waitFor();
  expect(await page.getByText('slow.csv').count()).toBe(0);
});

test('a ZIP brings its photos, the missing one is added, and the rows to mend are downloaded and brought again', async () => {
  const zip = writeZip([
    {
      name: 'stock/stock.csv',
      content: 'title,price,image\nLamp,5,lamp.png\nRug,free,\nVase,9,vase.jpg\nPot,9,pot.png',
    },
    { name: 'stock/lamp.png', content: squarePng() },
    { name: 'stock/vase.jpg', content: 'this is no photo' },
  ]);
  await drop('more.zip', zip);
  await see('1 of 4 rows goes: 1 new. 3 stay until they are mended.');
  await see(/vase\.jpg: This file is not a JPEG/);
  await see('2 pictures that the sheet names are not here yet');
  await expectAccessible(page);
  await page.getByLabel('Add pictures').setInputFiles({ name: 'pot.png', mimeType: 'image/png', buffer: squarePng() });
  await see('2 of 4 rows go: 2 new. 2 stay until they are mended.');
  const [download] = await Promise.all([page.waitForEvent('download'), follow('Download 2 rows to mend')]);
  expect(download.suggestedFilename()).toBe('more to mend.csv');
  const csv = (await bytesOf(download)).toString();
  expect(csv).toContain('Price: “free” is not a price.');
  await drop('mended.csv', Buffer.from(csv.replace(',free,', ',12.50,').replace(',vase.jpg,', ',,')));
  await see('Read as: Hawker export');
  await see('All 2 rows go: 2 new.');
});

test('what was changed is taken back by keyboard and by button, and a row is left out of the upload', async () => {
  await drop(
    'twins.csv',
    Buffer.from('sku,title,price,condition\nT-1,Twin of oak,5,fair\nT-1,Twin of elm,6,fair\n,Test row,11,\n'),
  );
  await see('2 of 3 rows go: 2 new. 1 stays until it is mended.');
  const cell = (name: string) => page.getByRole('gridcell', { name, exact: true });
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  const undo = page.getByRole('button', { name: 'Undo' });
  expect(await undo.getAttribute('aria-disabled')).toBe('true');

  await cell('6').focus();
  await page.keyboard.type('7.50');
  await page.keyboard.press('Enter');
  await cell('7.50').waitFor();
  await page.keyboard.press('Control+z');
  await see('Price of row 3 is “6” again.');
  await cell('6').waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('6');
  await page.keyboard.press('Control+Shift+z');
  await see('Price of row 3 is “7.50” again.');
  // In a text that is being typed the browser takes back what was typed.
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Escape');
  await cell('7.50').waitFor();

  await cell('Twin of oak').focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(focused).toBe('Leave out row 2');
  await page.keyboard.press('Enter');
  await see('2 of 3 rows go: 2 new. 1 is left out.');
  await expect.poll(focused).toBe('Take back row 2');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await see('1 of 3 rows goes: 1 new. 2 are left out.');
  await expectAccessible(page);
  await undo.click();
  await see('Row 4 is taken back.');
  await press('Redo');
  await see('1 of 3 rows goes: 1 new. 2 are left out.');

  await page.reload();
  await follow(/^Left out/);
  await cell('Test row').waitFor();
  await page.keyboard.press('Control+z');
  await see('1 of 3 rows goes: 1 new. 2 are left out.');
  await follow('Choose accounts');
  await see('2 rows of the file are left out.');
  await press('Publish 1 post');
  await page.waitForURL(/\/batches\//);
  await see('1 new; 2 rows left out');
  expect(await page.getByText('stayed behind').count()).toBe(0);
});

test('listings whose rows say no condition are told of, and one is set for all of them', async () => {
  await drop('conditions.csv', Buffer.from('title,price,condition\nPlain hook,5,\nPlain rail,6,\nPlain pin,7,fair\n'));
  await see('2 rows say no condition: they go as “Good”');
  await page.getByLabel('Condition of these rows').selectOption('New');
  await press('Set for these rows');
  await see('Rows that say no condition of their own go as “New”');
  await expectAccessible(page);
  await press(/^Take it back/);
  await see('2 rows say no condition: they go as “Good”');
  // The other number is told at once.
  await press('Leave out row 2');
  await see('1 row says no condition: it goes as “Good”');
});

test('rows that stay behind are mended and follow', async () => {
  await drop('rest.csv', Buffer.from('title,price\nFirst half,5\nSecond half,free\n'));
  await see('1 of 2 rows goes: 1 new. 1 stays until it is mended.');
  await publish(1);
  await see('1 row of the file stayed behind');
  await expectAccessible(page);
  await follow('Mend it');
  await see('These are the rows that stayed behind');
  await page.getByRole('gridcell', { name: /^free/ }).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('6');
  await page.keyboard.press('Enter');
  await see('The one row goes: 1 new.');
  await publish(1);
});

test('a file that is brought again shows what is different, updates it, and posts nothing twice', async () => {
  const sheet = (price: string) => Buffer.from(`sku,title,price\nAGAIN-1,Chest of drawers,${price}\nAGAIN-2,Bed,90\n`);
  await drop('again.csv', sheet('120'));
  await see('All 2 rows go: 2 new.');
  const first = page.url();
  // The very same file once more is the upload that waits.
  await drop('again.csv', sheet('120'));
  await see('You have brought “again.csv” before');
  await page.waitForURL(first);
  await publish(2);
  await drop('again.csv', sheet('120'));
  await see('You have brought this very file before');
  await see('All 2 rows go: 2 unchanged.');
  await drop('again.csv', sheet('135.50'));
  await see('All 2 rows go: 1 update, 1 unchanged.');
  await follow(/^Updates/);
  await page.getByRole('gridcell', { name: /135\.50.*was.*120/ }).waitFor();
  await expectAccessible(page);
  await follow('Choose accounts');
  await see('2 made before');
  await press('Update 1 listing');
  await page.waitForURL(/\/batches\//);
  await page.goto('/listings?q=AGAIN-1');
  await see('€135.50');
  const twice = (await atMarket())
    .map(({ title }) => title)
    .filter((title, index, all) => all.indexOf(title) !== index);
  expect(twice).toEqual([]);
});

test('listings and posts are exported by the filters of their pages, and by nobody who is not signed in', async () => {
  await page.goto('/listings?q=vase');
  const listings = await exported('As CSV');
  expect(listings.name).toBe('hawker-listings.csv');
  expect(listings.text).toContain('Plain vase');
  expect(listings.text).not.toContain('Stuhl');
  await page.goto('/posts');
  expect((await exported('As CSV')).text).toMatch(/Plain vase,9\.00,EUR,Exporter,Practice market,/);
  const workbook = await exported('As XLSX');
  expect(workbook.name).toBe('hawker-posts.xlsx');
  expect(workbook.text.startsWith('PK')).toBe(true);
  await press('Export');
  await page.getByRole('menuitem', { name: 'As CSV' }).waitFor();
  await expectAccessible(page);

  for (const address of ['/listings/export?as=csv', '/posts/export?as=xlsx', '/upload/x/rows-to-mend']) {
    const answer = await fetch(`${desk.hawker.origin}${address}`, { redirect: 'manual' });
    expect(answer.status, address).toBe(302);
    expect(answer.headers.get('location'), address).toContain('/sign-in');
  }
});

describe('the pages of an upload fit and are accessible', () => {
  let rows: string;
  let columns: string;
  let read: string;
  beforeAll(async () => {
    const brought = async (name: string, bytes: Buffer) => {
      await drop(name, bytes);
      await page.waitForURL(/check$|columns$/);
      return new URL(page.url()).pathname;
    };
    rows = await brought('wide.csv', Buffer.from(`title,price\n${'A long title '.repeat(10)},free\n שולחן,5\n`));
    columns = await brought('unknown.csv', Buffer.from('Spalte A;Spalte B\nTisch;5\n'));
    read = await brought('shop.csv', files['an export of Shopify']?.bytes ?? Buffer.alloc(0));
  });

  describe.each([
    [390, false],
    [390, true],
    [1440, true],
  ])('at %d px, dark %s', (width, dark) => {
    let other: Screen;
    beforeAll(async () => {
      other = await openScreen(desk.browser, desk.hawker, { width, dark, cookiesOf: page.context() });
    });
    afterAll(() => other?.close());

    test.each([
      ['where files are brought', () => '/upload'],
      ['the rows to mend', () => rows],
      ['the updates', () => `${rows}?show=updates`],
      ['a file of a shop', () => read],
      ['the columns', () => columns],
      ['the accounts', () => rows.replace('check', 'accounts')],
    ])('%s', async (_, address) => {
      await other.page.goto(address());
      await other.page.getByRole('heading', { level: 1 }).waitFor();
      await expectAccessible(other.page);
      await expectNoSideScroll(other.page);
    });

    test('a variation over them', async () => {
      await other.page.getByRole('button', { name: 'Vary for Exporter' }).click();
      await other.page.getByRole('dialog').getByText('As Exporter says it').waitFor();
      await expectAccessible(other.page);
      expect(other.complaints).toEqual([]);
    });
  });
});

test('no script failed', () => {
  // A refused file answers 4xx, which the browser notes.
  const harmless = /status of 4\d\d/;
  expect(desk.screen.complaints.filter((complaint) => !harmless.test(complaint))).toEqual([]);
});
