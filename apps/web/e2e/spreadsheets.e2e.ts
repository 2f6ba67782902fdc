/** Files of other programs, as people drop them: recognised, checked, with their photos, and mended outside. */

import { readFileSync } from 'node:fs';
import { writeZip } from '@hawker/sheets/testing';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, type Hawker, launchBrowser, openScreen, owner, type Screen, startHawker } from './hawker.ts';
import { squarePng } from './pictures.ts';

let hawker: Hawker;
let browser: Browser;
let screen: Screen;
let page: Page;

beforeAll(async () => {
  [hawker, browser] = await Promise.all([startHawker(), launchBrowser()]);
  screen = await openScreen(browser, hawker);
  page = screen.page;
  await page.goto(hawker.setUpLink);
  await page.getByLabel('Your name').fill(owner.name);
  await page.getByLabel('Email address').fill(owner.email);
  await page.getByLabel('Password').fill(owner.password);
  await page.getByRole('button', { name: 'Make the owner account' }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
});

afterAll(async () => {
  await browser?.close();
  await hawker?.stop();
});

const see = (text: string | RegExp) => page.getByText(text).first().waitFor({ timeout: 15_000 });

async function drop(name: string, buffer: Buffer): Promise<void> {
  await page.goto('/upload');
  const input = page.getByLabel('Choose a file');
  // Before React has taken over the page, nobody would hear of the file.
  const isHeard = () => input.evaluate((element) => Object.keys(element).some((key) => key.startsWith('__reactProps')));
  await expect.poll(isHeard).toBe(true);
  await input.setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}

async function textOf(download: Download): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function exported(form: string): Promise<{ name: string; text: string }> {
  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: form }).click(),
  ]);
  return { name: download.suggestedFilename(), text: await textOf(download) };
}

const fixture = (name: string) => readFileSync(new URL(`../../../packages/sheets/fixtures/${name}`, import.meta.url));

test('an export of a shop is recognised, and what is not read is said', async () => {
  await drop('products.csv', fixture('shopify-handle.csv'));
  await see('Recognised as: Shopify products');
  await see('3 rows, all as they should be.');
  await see(/Not read, because Hawker has no place for them: .*“Handle”|“Published”/);
  await expectAccessible(page);
});

test('what is no sheet, and columns that nobody knows, are refused with a sentence', async () => {
  await drop('stock.csv', fixture('unknown-columns.csv'));
  await see(/Missing: title and price\. Found: “Artikel”/);
  await drop('stock.pdf', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(64, 1)]));
  await see(/This is a PDF/);
  await drop('large.csv', Buffer.alloc(11 * 1_048_576, 'title,price\n'));
  await see('large.csv has 11 MB; a sheet may have 10 MB. Split it.');
});

test('a ZIP brings its photos, and the rows to mend are downloaded and brought again', async () => {
  const zip = writeZip([
    { name: 'stock/stock.csv', content: 'title,price,image\nLamp,5,lamp.png\nRug,free,\nVase,9,vase.jpg' },
    { name: 'stock/lamp.png', content: squarePng() },
    { name: 'stock/vase.jpg', content: 'this is no photo' },
  ]);
  await drop('stock.zip', zip);
  await see('1 of 3 rows can go; 2 need mending.');
  await see(/vase\.jpg: This file is not a JPEG/);
  await expectAccessible(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the rows to mend' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('stock to mend.csv');
  const csv = await textOf(download);
  expect(csv).toContain('Price: “free” is not a price.');
  await drop('mended.csv', Buffer.from(csv.replace(',free,', ',12.50,').replace(',vase.jpg,', ',,')));
  await see('Recognised as: Hawker export');
  await see('2 rows, all as they should be.');
});

test('listings and posts are exported by the filters of their pages, and by nobody who is not signed in', async () => {
  await drop('stock.csv', Buffer.from('title,price\nExported lamp,5\nOther rug,7'));
  await see('2 rows, all as they should be.');
  const made = await fetch(`${hawker.marketUrl}/v1/sellers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Exporter' }),
  });
  const { token } = await made.json();
  const check = page.url();
  await page.goto('/accounts/new');
  await page.getByLabel('Name').fill('Exporter');
  await page.getByRole('textbox', { name: 'Access token' }).fill(token);
  await page.getByRole('button', { name: 'Connect account' }).click();
  await page.getByRole('heading', { name: 'Exporter' }).waitFor();
  await page.goto(check.replace(/check$/, 'accounts'));
  await page.getByRole('button', { name: 'Publish 2 posts' }).click();
  await page.waitForURL(/\/batches\//);

  await page.goto('/listings?q=lamp');
  const listings = await exported('As CSV');
  expect(listings.name).toBe('hawker-listings.csv');
  expect(listings.text).toContain('Exported lamp');
  expect(listings.text).not.toContain('Other rug');
  await page.goto('/posts');
  expect((await exported('As CSV')).text).toMatch(/Other rug,7\.00,EUR,Exporter,Practice market,/);
  const workbook = await exported('As XLSX');
  expect(workbook.name).toBe('hawker-posts.xlsx');
  expect(workbook.text.startsWith('PK')).toBe(true);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'As CSV' }).waitFor();
  await expectAccessible(page);

  for (const address of ['/listings/export?as=csv', '/posts/export?as=xlsx', '/upload/x/rows-to-mend']) {
    const answer = await fetch(`${hawker.origin}${address}`, { redirect: 'manual' });
    expect(answer.status, address).toBe(302);
    expect(answer.headers.get('location'), address).toContain('/sign-in');
  }
});

test('no script failed', () => {
  expect(screen.complaints.filter((complaint) => !/status of 4\d\d/.test(complaint))).toEqual([]);
});
