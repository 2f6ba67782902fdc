/** A column that is wrong nearly everywhere is told once, left out, and taken back as it was. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp } from '../testing/test-app.ts';

const bench = await createTestApp();
const { caller, bring } = bench;
afterAll(() => bench.close());

let accountIds: string[] = [];
beforeAll(async () => {
  await bench.addOwner();
  accountIds = await bench.addAccounts(1);
});

const rowsOf = (count: number, row: (n: number) => string) => Array.from({ length: count }, (_, n) => row(n + 1));

test('pictures that are not there are one trouble, not twenty', async () => {
  const id = await bring([
    'sku,title,price,brand,images',
    ...rowsOf(20, (n) => `one-${n},Chair ${n},${n <= 3 ? 'free' : 5},Oak,chair-${n}.jpg`),
    'one-21,Table,5,Oak,',
  ]);
  expect(await caller.uploads.get({ id })).toMatchObject({ good: 1, bad: 20 });
  expect(await caller.uploads.troubles({ id })).toEqual([
    {
      ...{ column: 'images', rows: 20, onlyThis: 17, mayBeLeftOut: true },
      sentence: expect.stringContaining('“chair-1.jpg” is not among the files.'),
    },
  ]);
});

test('the commonest reason is told, and what every row needs is not left out', async () => {
  const id = await bring([
    'sku,title,price',
    ...rowsOf(4, (n) => `two-${n},Chair ${n},`),
    ...rowsOf(8, (n) => `three-${n},Table ${n},ask me ${n}`),
  ]);
  expect(await caller.uploads.troubles({ id })).toEqual([
    {
      ...{ column: 'price', rows: 12, onlyThis: 12, mayBeLeftOut: false },
      sentence: expect.stringContaining('“ask” is not a currency'),
    },
  ]);
  await expect(caller.uploads.leaveOut({ id, leave: 'price' })).rejects.toThrow('Every row needs its price.');
});

test('a few rows are no trouble of the column', async () => {
  const id = await bring(['title,price', ...rowsOf(9, (n) => `Stool ${n},free`)]);
  expect(await caller.uploads.get({ id })).toMatchObject({ bad: 9 });
  expect(await caller.uploads.troubles({ id })).toEqual([]);
});

test('a column that is left out is as if it had not been there, and comes back as it was, mended cells too', async () => {
  const confirmed = await bring(['sku,title,price,brand', ...rowsOf(12, (n) => `four-${n},Lamp ${n},5,Oak`)]);
  await caller.uploads.confirm({ id: confirmed, accountIds, publish: { when: 'draft' } });

  const id = await bring([
    'sku,title,price,brand,images',
    ...rowsOf(12, (n) => `four-${n},Lamp ${n},6,Elm,lamp-${n}.jpg`),
  ]);
  await caller.uploads.changeCell({ id, row: 2, column: 'images', text: 'mended.jpg' });
  await caller.uploads.leaveOut({ id, leave: 'images' });
  await caller.uploads.leaveOut({ id, leave: 'brand' });
  expect(await caller.uploads.get({ id })).toMatchObject({
    ...{ good: 12, bad: 0, updates: 12, missingImages: [] },
    ...{ columns: ['sku', 'title', 'price'], leftOut: ['brand', 'images'] },
  });
  expect(await caller.uploads.troubles({ id })).toEqual([]);
  const [row] = (await caller.uploads.rows({ id, limit: 1 })).rows;
  // The brand that the listing has stays.
  expect(row).toMatchObject({ cells: { sku: 'four-1', title: 'Lamp 1', price: '6' }, before: { price: '5.00' } });
  expect(Object.keys(row?.before ?? {})).toEqual(['price']);

  await caller.uploads.leaveOut({ id, takeBack: 'brand' });
  expect(await caller.uploads.get({ id })).toMatchObject({ good: 12, leftOut: ['images'] });
  await caller.uploads.leaveOut({ id, takeBack: 'images' });
  expect(await caller.uploads.get({ id })).toMatchObject({ good: 0, bad: 12, leftOut: [] });
  const back = (await caller.uploads.rows({ id, limit: 2 })).rows.map(({ cells }) => cells);
  expect(back).toMatchObject([
    { brand: 'Elm', images: 'mended.jpg' },
    { brand: 'Elm', images: 'lamp-2.jpg' },
  ]);
});

test('rows that stay behind stay without it; a batch is left as it is', async () => {
  const id = await bring([
    'sku,title,price,images',
    ...rowsOf(12, (n) => `five-${n},Rug ${n},${n === 1 ? 'free' : 5},rug-${n}.jpg`),
  ]);
  await caller.uploads.leaveOut({ id, leave: 'images' });
  const { batchId, restUploadId } = await caller.uploads.confirm({ id, accountIds, publish: { when: 'draft' } });
  expect(await caller.batches.get({ id: batchId })).toMatchObject({ restUploadId, restRowCount: 1 });
  const rest = restUploadId ?? '';
  expect(await caller.uploads.get({ id: rest })).toMatchObject({ leftOut: ['images'], rowCount: 1 });
  await caller.uploads.leaveOut({ id: rest, takeBack: 'images' });
  expect((await caller.uploads.rows({ id: rest })).rows[0]?.cells.images).toBe('rug-1.jpg');
  await expect(caller.uploads.leaveOut({ id, takeBack: 'images' })).rejects.toThrow('cannot be changed now');
});

test('what a tab of before wrote into a column that is left out was published with it', async () => {
  const id = await bring(['sku,title,price,brand', 'six-1,Vase,5,Oak']);
  const write = () => caller.uploads.changeCell({ id, row: 2, column: 'brand', text: 'Elm' });
  await caller.uploads.leaveOut({ id, leave: 'brand' });
  await expect(write()).rejects.toThrow('“Brand” is left out of every row');
  expect((await caller.uploads.rows({ id })).rows[0]?.cells).toEqual({ sku: 'six-1', title: 'Vase', price: '5' });
  await caller.uploads.leaveOut({ id, takeBack: 'brand' });
  expect((await write()).rows[0]?.cells.brand).toBe('Elm');
});

test('of two columns that are left out in two tabs, the second took back the first', async () => {
  const id = await bring(['sku,title,price,brand,location', 'seven-1,Vase,5,Oak,Rome']);
  await Promise.all([
    caller.uploads.leaveOut({ id, leave: 'brand' }),
    caller.uploads.leaveOut({ id, leave: 'location' }),
  ]);
  expect(await caller.uploads.get({ id })).toMatchObject({ leftOut: ['brand', 'location'] });
});
