/** A row whose SKU a listing has changes that listing: what would change is shown first, and the same file changes nothing. */

import { readdirSync, readFileSync } from 'node:fs';
import { drawSamplePicture, sampleListings } from '@hawker/photos';
import { writeZip } from '@hawker/sheets/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp } from '../testing/test-app.ts';
import { exportListings } from './export.ts';

const bench = await createTestApp();
const { app, caller } = bench;
afterAll(() => bench.close());

let accountIds: string[] = [];
beforeAll(async () => {
  await bench.addOwner();
  accountIds = await bench.addAccounts(2);
});

const bring = (content: string | Uint8Array) => bench.bring(Buffer.from(content), 'stock');

const confirm = (id: string, accounts = accountIds) =>
  caller.uploads.confirm({ id, accountIds: accounts, publish: { when: 'draft' } });

const zip = async () =>
  writeZip([
    {
      name: 'stock.csv',
      content: 'sku,title,price,image\nz-1,Lamp,5,photos/Lamp.jpg\nz-2,Rug,7,https://example.com/r.jpg|rug.jpg',
    },
    { name: 'photos/lamp.JPG', content: await drawSamplePicture(sampleListings[0]?.picture ?? '') },
    { name: 'rug.jpg', content: await drawSamplePicture(sampleListings[1]?.picture ?? '') },
  ]);

test('what would change is shown cell by cell, and only where the row says something', async () => {
  const header = 'sku,title,description,price,quantity,condition,brand,tags,images';
  await confirm(
    await bring(`${header}\nu-1,Chair,Old,12.50,3,new,Oakley,b|a,https://example.com/1.jpg\nu-2,Table,,5,,,,,`),
  );
  const id = await bring(
    `${header}\nu-1,Armchair,,13,3,like new,,a|b,https://example.com/2.jpg|https://example.com/1.jpg\nu-2,Table,,5,,,,,\nu-3,New,,5,,,,,\nu-2,Again,,5,,,,,`,
  );
  expect(await caller.uploads.get({ id })).toMatchObject({
    ...{ creates: 1, updates: 1, unchanged: 1 },
    ...{ good: 3, bad: 1, rowCount: 4 },
  });
  const { rows } = await caller.uploads.rows({ id });
  expect(rows.map(({ change }) => change)).toEqual(['update', 'unchanged', 'new', null]);
  expect(rows[0]?.before).toEqual({
    title: 'Chair',
    price: '12.50',
    condition: 'New',
    tags: 'b|a',
    images: 'https://example.com/1.jpg',
  });
  expect(rows.slice(1).map(({ before }) => before)).toEqual([{}, {}, {}]);
  expect(await caller.uploads.rows({ id, show: 'updates' })).toEqual({ total: 1, rows: rows.slice(0, 1) });
  expect(await caller.uploads.rows({ id, show: 'bad' })).toEqual({ total: 1, rows: rows.slice(3) });
  const change = { id, row: 2, column: 'sku', text: 'u-9' } as const;
  expect(await caller.uploads.changeCell(change)).toMatchObject({ creates: 2, updates: 0, unchanged: 1 });
});

test('a price in the currency of the upload is another price', async () => {
  await confirm(await bring('sku,title,price,currency\nc-1,Chair,12,USD'));
  const id = await bring('sku,title,price\nc-1,Chair,12');
  expect((await caller.uploads.rows({ id })).rows[0]?.before).toEqual({ price: '12.00 USD' });
});

test('the plan tells new posts from those that are there', async () => {
  const text = 'sku,title,price\np-1,One,5\np-2,Two,5';
  const [first = '', second = ''] = accountIds;
  await confirm(await bring(text), [first]);
  const id = await bring(`${text}\np-3,Three,5`);
  const plan = await caller.uploads.plan({ id });
  expect(plan).toMatchObject({ listings: 3, creates: 1, unchanged: 2, posts: 4, alreadyThere: 2, staying: 0 });
  const posts = new Map(plan.accounts.map(({ accountId, posts, alreadyThere }) => [accountId, [posts, alreadyThere]]));
  expect(posts.get(first)).toEqual([1, 2]);
  expect(posts.get(second)).toEqual([3, 0]);
});

const fixtures = new URL('../../../sheets/fixtures/', import.meta.url);
const unknown = ['unknown-columns.csv', 'caption-above.csv'];
const known = readdirSync(fixtures).filter((name) => !unknown.includes(name));

test.each(known)('%s brought again changes nothing', async (name) => {
  const content = readFileSync(new URL(name, fixtures));
  const { created, staying } = await confirm(await bring(content));
  const again = await caller.uploads.get({ id: await bring(content) });
  expect(again).toMatchObject({ creates: 0, updates: 0, unchanged: created, bad: staying });
});

test('a ZIP with photos brought again changes nothing, and another photo name does', async () => {
  await confirm(await bring(await zip()));
  const id = await bring(await zip());
  expect(await caller.uploads.get({ id })).toMatchObject({ creates: 0, updates: 0, unchanged: 2 });
  await caller.uploads.changeCell({ id, row: 2, column: 'images', text: 'rug.jpg' });
  expect((await caller.uploads.rows({ id })).rows[0]).toMatchObject({
    change: 'update',
    before: { images: 'photos/lamp.JPG' },
  });
});

test('a photo of Hawker’s own comes to another listing as the very photo, and is not fetched', async () => {
  const [lamp] = (await caller.listings.list({ search: 'Lamp', limit: 1 })).listings;
  const address = `${app.origin}/photos/${lamp?.photoHash}`;
  const text = `sku,title,price,images\nz-9,Second lamp,5,${address}`;
  await confirm(await bring(text));
  const [second] = (await caller.listings.list({ search: 'z-9', limit: 1 })).listings;
  const { photos } = await caller.listings.get({ id: second?.id ?? '' });
  expect(photos).toMatchObject([{ status: 'ready', contentHash: lamp?.photoHash, sourceUrl: null }]);
  const again = await bring(`${text}\n`);
  expect(await caller.uploads.get({ id: again })).toMatchObject({ creates: 0, updates: 0, unchanged: 1 });
});

test('an export of everything brought back changes nothing, with the very photos', async () => {
  const pieces: Buffer[] = [];
  for await (const piece of exportListings(app, {}, 'csv')) {
    pieces.push(Buffer.from(piece));
  }
  const exported = Buffer.concat(pieces).toString();
  expect(exported).toContain(`${app.origin}/photos/`);
  const id = await bring(exported);
  const upload = await caller.uploads.get({ id });
  expect(upload).toMatchObject({ creates: 0, updates: 0, bad: 0 });
  expect(upload.unchanged).toBe(upload.rowCount);
});
