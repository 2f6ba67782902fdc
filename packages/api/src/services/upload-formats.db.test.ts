/** Every file that is recognised goes the whole way: brought, checked, and confirmed into posts. */

import { readdirSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { uploadLimits } from '@hawker/core';
import { drawSamplePicture, sampleListings } from '@hawker/photos';
import { sheetLimits, writeFacebookTemplates, writeXlsx } from '@hawker/sheets';
import { writeZip } from '@hawker/sheets/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, createTestApp } from '../testing/test-app.ts';
import { receiveUpload } from './bring-upload.ts';
import { addPhoto } from './photos.ts';

const bench = await createTestApp();
const { app, caller } = bench;
afterAll(() => bench.close());

let accountIds: string[] = [];
beforeAll(async () => {
  await bench.addOwner();
  accountIds = await bench.addAccounts(1);
});

const fixtures = new URL('../../../sheets/fixtures/', import.meta.url);
const fixture = (name: string) => readFileSync(new URL(name, fixtures));

async function bring(bytes: Uint8Array, fileName = 'stock') {
  const id = await bench.bring(bytes, fileName);
  const [upload, { rows }] = await Promise.all([caller.uploads.get({ id }), caller.uploads.rows({ id })]);
  return { ...upload, rows };
}

async function confirmGood(id: string) {
  return caller.uploads.confirm({ id, accountIds, publish: { when: 'draft' } });
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) {
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

const formats = [
  ['ebay-drafts.csv', 'eBay drafts', 2],
  ['google-feed.tsv', 'Meta or Google catalog', 2],
  ['meta-catalog.csv', 'Meta or Google catalog', 2],
  ['plain-semicolon.csv', 'Plain sheet', 2],
  ['shopify-handle.csv', 'Shopify products', 3],
  ['shopify-url-handle.csv', 'Shopify products', 1],
  ['woocommerce.csv', 'WooCommerce products', 3],
] as const;

test('each fixture of the formats is tried', () => {
  const tried = [...formats.map(([name]) => name), 'unknown-columns.csv', 'caption-above.csv'].sort();
  expect(readdirSync(fixtures).sort()).toEqual(tried);
});

test.each(formats)('%s is read as %s and becomes posts', async (name, formatTitle, rows) => {
  const made = await bring(fixture(name), name);
  expect(made.formatTitle).toBe(formatTitle);
  expect(made.rows).toHaveLength(rows);
  expect(made.rows.filter((row) => row.change === null).map((row) => row.errors)).toEqual([]);
  expect((await confirmGood(made.id)).postCount).toBe(rows);
});

test('Facebook’s template and a workbook of our own become posts', async () => {
  const chair = { title: 'Bench', description: '', priceMinor: 4_000, currency: 'EUR', condition: 'good' } as const;
  for await (const { bytes } of writeFacebookTemplates([{ ...chair, category: null }])) {
    const made = await bring(bytes, 'facebook.xlsx');
    expect(made.formatTitle).toBe('Facebook Marketplace bulk template');
    expect((await confirmGood(made.id)).postCount).toBe(1);
  }
  const workbook = await bytesOf(writeXlsx([{ cells: { title: 'Stool', price: '12.50' } }]));
  const made = await bring(workbook, 'stock.xlsx');
  expect(made.formatTitle).toBe('Hawker export');
  expect((await confirmGood(made.id)).postCount).toBe(1);
});

test('what is read differently than it is written is said', async () => {
  const { rows, notes, warnings, ignoredColumns } = await bring(fixture('shopify-handle.csv'));
  expect(notes).toEqual([]);
  expect(warnings.join(' ')).toContain('Shopify has none in stock');
  expect(rows.map((row) => row.warnings.quantity ?? '').join(' ')).toContain('Shopify has none in stock');
  expect(ignoredColumns.length).toBeGreaterThan(0);
  const woo = await bring(fixture('woocommerce.csv'));
  expect(woo.notes).toContainEqual(expect.stringContaining('was left out'));
});

const sheet = 'title,price,image\nLamp,5,photos/Lamp.jpg\nRug,7,rug.jpg\nVase,9,vase.jpg';

async function zipWithPhotos(): Promise<Buffer> {
  return writeZip([
    { name: 'stock/stock.csv', content: sheet },
    { name: 'stock/photos/lamp.JPG', content: await samplePicture() },
    { name: 'stock/photos/rug.jpg', content: 'this is no photo' },
  ]);
}

function samplePicture(): Promise<Buffer> {
  return drawSamplePicture(sampleListings[0]?.picture ?? '');
}

test('photos of a ZIP are prepared; one that is none has its sentence, and its row stays', async () => {
  const made = await bring(await zipWithPhotos(), 'stock.zip');
  expect(made.refusedPhotos).toEqual([expect.stringMatching(/^stock\/photos\/rug\.jpg: This file is not a JPEG/)]);
  expect(made.rows.map((row) => row.errors.images?.includes('not among the files') ?? false)).toEqual([
    false,
    true,
    true,
  ]);
  await confirmGood(made.id);
  const [lamp] = (await caller.listings.list({ search: 'Lamp', limit: 1 })).listings;
  const listing = await caller.listings.get({ id: lamp?.id ?? '' });
  expect(listing.photos).toMatchObject([{ status: 'ready', width: 1200 }]);
});

test('a row that names the photo of one folder got the photo of another', async () => {
  const { rows, id, missingImages } = await bring(
    writeZip([
      { name: 'stock.csv', content: 'title,price,image\nOne,5,b/front.jpg\nTwo,5,back.jpg\nThree,5,a/back.jpg' },
      { name: 'photos/a/front.jpg', content: await samplePicture() },
      { name: 'photos/a/back.jpg', content: await samplePicture() },
      { name: 'photos/b/back.jpg', content: await samplePicture() },
    ]),
  );
  expect(rows.map(({ errors }) => errors.images ?? '')).toEqual([
    expect.stringContaining('“b/front.jpg” is not among the files'),
    '“back.jpg” could be “photos/a/back.jpg” or “photos/b/back.jpg”. Name the picture with its folder.',
    '',
  ]);
  expect(missingImages).toEqual(['b/front.jpg']);
  // It may come by itself, and a cell may name another one.
  await addPhoto(app, { bytes: await samplePicture(), fileName: 'b/front.jpg', uploadId: id });
  await caller.uploads.changeCell({ id, row: 3, column: 'images', text: 'b/back.jpg' });
  expect(await confirmGood(id)).toMatchObject({ created: 3, staying: 0 });
  const photos = await app.database.sql.rows(
    `SELECT listing.title, file_name AS "fileName" FROM photo JOIN listing ON listing.id = listing_id
     WHERE title IN ('One', 'Two', 'Three') ORDER BY title`,
  );
  expect(photos).toEqual([
    { title: 'One', fileName: 'b/front.jpg' },
    { title: 'Three', fileName: 'photos/a/back.jpg' },
    { title: 'Two', fileName: 'photos/b/back.jpg' },
  ]);
});

test('an upload that cannot be kept leaves no photo behind', async () => {
  const before = await app.database.prisma.photo.count();
  await app.database.sql.rows(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$`,
  );
  await app.database.sql.rows(
    'CREATE TRIGGER refuse BEFORE INSERT ON photo FOR EACH STATEMENT EXECUTE FUNCTION refuse()',
  );
  const uploads = await app.database.prisma.upload.count();
  await expect(bring(await zipWithPhotos(), 'stock.zip')).rejects.toThrow();
  await app.database.sql.rows('DROP TRIGGER refuse ON photo');
  expect(await app.database.prisma.photo.count()).toBe(before);
  expect(await app.database.prisma.upload.count()).toBe(uploads);
});

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += 1_000) {
    yield bytes.subarray(at, at + 1_000);
  }
}

test('a file that streams in is read and not left on the disk, also when it is refused', async () => {
  const owner = actorOf('owner');
  const file = { fileName: 'stock.zip', currency: 'EUR' };
  const made = await receiveUpload(app, owner, { ...file, body: inPieces(await zipWithPhotos()) });
  expect((await caller.uploads.get({ id: made.id })).fileNames).toEqual(['stock/photos/lamp.JPG']);
  await expect(receiveUpload(app, owner, { ...file, body: inPieces(Buffer.from('%PDF-1.4')) })).rejects.toThrow();
  await expect(receiveUpload(app, actorOf('viewer'), { ...file, body: inPieces(Buffer.from(sheet)) })).rejects.toThrow(
    'Only an editor',
  );
  expect(await readdir(app.incomingDirectory)).toEqual([]);
});

test.each([
  ['bytes', `title,price\nChair,5${'\n'.repeat(uploadLimits.maxSheetBytes)}`, /at most 60\.0 MB/],
  ['columns', `title,price${',x'.repeat(sheetLimits.maxColumns)}\nChair,5`, /202 columns/],
])('too many %s are refused with the limit', async (_what, text, sentence) => {
  const body = inPieces(Buffer.from(text));
  await expect(
    receiveUpload(app, actorOf('owner'), { fileName: 'large.csv', currency: 'EUR', body }),
  ).rejects.toMatchObject({ code: 'too_large', message: expect.stringMatching(sentence) });
});

test('too many photos are refused before one is prepared', async () => {
  const photos = Array.from({ length: uploadLimits.maxZipPhotos + 1 }, (_, n) => ({ name: `${n}.jpg`, content: 'x' }));
  const zip = writeZip([{ name: 'stock.csv', content: sheet }, ...photos]);
  await expect(bring(zip)).rejects.toThrow('The ZIP has 501 photos; at most 500 can be taken at once.');
});

test('the rows to mend come as a CSV that can be brought again', async () => {
  const { id } = await bring(Buffer.from('title,price,sku\nGood,5,m-1\n=BAD(),free,m-2\n,7,m-3'), 'mend.csv');
  const { csv, fileName } = await caller.uploads.rowsToMend({ id });
  expect(fileName).toBe('mend.csv');
  expect(csv.split('\r\n').filter((line) => line !== '')).toEqual([
    '\ufeffSKU,Title,Description,Price,Currency,Quantity,Condition,Category,Brand,Location,Tags,Images,Error',
    expect.stringMatching(/^m-2,'=BAD\(\),,free,.*Price: “free” is not a price/),
    expect.stringMatching(/^m-3,,,7,.*Title: Give a title\./),
  ]);
  const again = await bring(Buffer.from(csv), 'mended.csv');
  expect(again.formatTitle).toBe('Hawker export');
  expect(again.rows.map((row) => row.cells.title)).toEqual(['=BAD()', undefined]);
});

test('a row without an SKU that was mended outside overwrote the listing of its namesake', async () => {
  const { id } = await bring(Buffer.from('title,price,brand\nChair,10,Red\nChair,x,Blue'), 'chairs.csv');
  await confirmGood(id);
  const [rest] = await caller.uploads.list();
  const { csv } = await caller.uploads.rowsToMend({ id: rest?.id ?? '' });
  const again = await bring(Buffer.from(csv.replace(',x,', ',12,')), 'mended-chairs.csv');
  expect(again.rows.map(({ cells, change }) => [cells.brand, change])).toEqual([['Blue', 'new']]);
});
