import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { createFacebookSheetChannel } from '@hawker/channels';
import type { Condition, ImportedListing } from '@hawker/core';
import { newId } from '@hawker/db';
import { defaultTimes, type EngineOptions, pump } from '@hawker/publishing';
import { recognise, sourceOfBytes } from '@hawker/sheets';
import { readListings } from '@hawker/sheets/testing';
import fc from 'fast-check';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createTestApp, newListing } from '../testing/test-app.ts';
import { domainErrorOf } from '../trpc.ts';
import { openSheetPhotos, plainName } from './sheet-photos.ts';

const bench = await createTestApp();
const { app, caller } = bench;
const { sql } = app.database;
afterAll(() => bench.close());

const channel = createFacebookSheetChannel();
const engine: EngineOptions = {
  ...app,
  onChange: () => app.cache.clear(),
  random: () => 0.5,
  times: defaultTimes,
  silentForMs: () => 0,
  workerId: newId(),
  log: { ...app.log, info: () => undefined },
  shutdown: new AbortController().signal,
};

let accountId = '';
beforeEach(async () => {
  await sql.rows('DELETE FROM post');
  await sql.rows('DELETE FROM sheet');
  accountId = (
    await caller.accounts.create({
      ...{ channel: channel.name, name: `Ann ${newId()}`, timeZone: 'America/New_York', credentials: {} },
      pace: { minGapSeconds: 60, postsPerDay: 1_000, quietStartMinute: 60, quietEndMinute: 120 },
    })
  ).id;
});

type Given = Partial<Omit<ReturnType<typeof newListing>, 'condition'>> & {
  condition?: Condition;
  category?: string | null;
};

/** A listing on the account, published as far as Hawker can. */
async function hand(...listings: readonly Given[]): Promise<string[]> {
  const ids: string[] = [];
  for (const given of listings) {
    const { listingIds } = await caller.listings.create({
      listing: { ...newListing(), ...given },
      accountIds: [accountId],
      publish: { when: 'now' },
    });
    ids.push((await caller.posts.list({ filter: { listingId: listingIds[0] } })).posts[0]?.id ?? '');
  }
  await pump(engine, accountId);
  return ids;
}

const sheets = (waiting = false) => caller.sheets.list({ accountId, waiting });
const onlySheet = async () => {
  const [sheet, ...others] = await sheets();
  expect(others).toEqual([]);
  if (!sheet) {
    throw new Error('There is no sheet');
  }
  return sheet;
};
const statusOf = async (id: string) => (await caller.posts.get({ id })).status;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: unknown) => domainErrorOf(error)?.code ?? `${error}`,
  );

/** By our own importer, as if a person brought the file. */
async function read(contentBase64: string, currency = 'EUR') {
  const recognised = await recognise(sourceOfBytes(Buffer.from(contentBase64, 'base64')), 'sheet.xlsx');
  if (recognised.format === 'unknown') {
    throw new Error('It was not recognised');
  }
  const listings: (ImportedListing | null)[] = [];
  for await (const { listing } of readListings(recognised, { currency, fileNames: new Set(), channels: [] })) {
    listings.push(listing);
  }
  recognised.close();
  return { format: recognised.format, listings };
}

const download = async () => caller.sheets.download({ id: (await onlySheet()).id });

test('an account of such a channel needs no access, and keeps no gap and no quiet hours', async () => {
  expect(await caller.accounts.get({ id: accountId })).toMatchObject({
    ...{ minGapSeconds: 0, postsPerDay: 1_000, quietStartMinute: null, quietEndMinute: null },
    channelTitle: 'Facebook Marketplace',
  });
  expect(await codeOf(caller.accounts.checkSignIn({ id: accountId }))).toBe('bad_input');
  const access = caller.accounts.update({ id: accountId, update: { credentials: { token: 'x' } } });
  expect(await codeOf(access)).toBe('bad_input');
});

test('posts wait in a sheet, are downloaded, and are live when a person says so', async () => {
  const ids = await hand({ title: 'Chair' }, { title: 'Table' });
  expect(await Promise.all(ids.map(statusOf))).toEqual(['awaiting_upload', 'awaiting_upload']);
  const sheet = await onlySheet();
  expect(sheet).toMatchObject({ number: 1, waiting: 2, live: 0, changed: 0, downloadedAt: null, place: 'Facebook' });
  expect(await codeOf(caller.sheets.markLive({ sheetId: sheet.id }))).toBe('conflict');

  const file = await download();
  expect(file).toMatchObject({ listings: 2, leftOut: 0, fileName: expect.stringMatching(/-sheet-1\.xlsx$/) });
  const { format, listings } = await read(file.contentBase64);
  expect(format).toBe('facebook-sheet');
  expect(listings.map((listing) => listing?.title)).toEqual(['Chair', 'Table']);

  expect(await caller.sheets.markLive({ sheetId: sheet.id })).toEqual({ moved: 2 });
  expect(await onlySheet()).toMatchObject({ waiting: 0, live: 2 });
  expect(await sheets(true)).toEqual([]);
  const post = await caller.posts.get({ id: ids[0] ?? '' });
  expect(post).toMatchObject({ status: 'published', externalUrl: null, publishedAt: expect.any(Date) });
  expect(post.attempts).toMatchObject([{ status: 'succeeded', generation: 1 }]);
  expect(post.events[0]).toMatchObject({ move: 'publish', detail: 'A person uploaded it with sheet 1.' });
  // On the day of the account's own zone.
  const [day] = await sql.rows<{ same: boolean }>(
    `SELECT settled_on = (now() AT TIME ZONE 'America/New_York')::date AS same FROM post WHERE id = $1`,
    [ids[0] ?? ''],
  );
  expect(day).toEqual({ same: true });
  expect(await codeOf(caller.sheets.markLive({ sheetId: sheet.id }))).toBe('conflict');
});

test('two who say at once that a sheet is live record each post once', async () => {
  const ids = await hand({}, {}, {});
  const { id: sheetId } = await onlySheet();
  await caller.sheets.download({ id: sheetId });
  const codes = await Promise.all([1, 2].map(() => codeOf(caller.sheets.markLive({ sheetId }))));
  expect(codes.sort()).toEqual(['conflict', 'ok']);
  for (const id of ids) {
    expect((await caller.posts.get({ id })).attempts).toHaveLength(1);
  }
});

test('one post is live at an address, which is kept as a person’s word', async () => {
  const [one = '', other = ''] = await hand({}, {});
  const url = 'https://www.facebook.com/marketplace/item/1';
  expect(await codeOf(caller.sheets.markLive({ postIds: [one, other], url }))).toBe('bad_input');
  expect(await caller.sheets.markLive({ postIds: [one], url })).toEqual({ moved: 1 });
  expect(await caller.posts.get({ id: one })).toMatchObject({
    ...{ status: 'published', externalUrl: url },
    observed: [{ externalUrl: url, source: 'person' }],
  });
  expect(await statusOf(other)).toBe('awaiting_upload');
  // Its number at Facebook is not known, so its end is only noted.
  await caller.posts.end({ ids: [one], as: 'sold' });
  expect(await statusOf(one)).toBe('sold');
});

test('what was said to be live, or was canceled, is not in the file when it is downloaded again', async () => {
  const [live = '', canceled = ''] = await hand({ title: 'Live' }, { title: 'Canceled' }, { title: 'Waits' });
  await download();
  await caller.sheets.markLive({ postIds: [live] });
  await caller.posts.cancel({ ids: [canceled] });
  expect(await caller.sheets.ofPost({ postId: canceled })).toMatchObject({ number: 1, isWritten: true });
  const { listings } = await read((await download()).contentBase64);
  expect(listings.map((listing) => listing?.title)).toEqual(['Waits']);
});

test('a post that was live before its sheet was ever downloaded lost that sheet', async () => {
  const [live = ''] = await hand({ title: 'Live' }, { title: 'Waits' });
  await caller.sheets.markLive({ postIds: [live] });
  // Another one comes into the sheet, and then it is closed: both once took the row of the one that is live.
  const [later = ''] = await hand({ title: 'Later' });
  const ofLive = { number: 1, isWritten: false, isChanged: false };
  expect(await caller.sheets.ofPost({ postId: live })).toMatchObject(ofLive);
  await addPhotos(later, 'later');
  const { listings } = await read((await download()).contentBase64);
  expect(listings.map((listing) => listing?.title)).toEqual(['Waits', 'Later']);
  expect(await folders()).toEqual(['02 Later']);
  expect(await caller.sheets.ofPost({ postId: live })).toMatchObject(ofLive);
  expect(await onlySheet()).toMatchObject({ waiting: 2, live: 1 });
});

test('an edit after the download shows as a difference, until the sheet is downloaded again', async () => {
  const [edited = ''] = await hand({ title: 'Chair' }, { title: 'Table' });
  await download();
  const postId = edited;
  expect(await caller.sheets.ofPost({ postId })).toMatchObject({ isWritten: true, isChanged: false });
  await caller.posts.update({ id: postId, overrides: { title: 'Oak chair', description: null, priceMinor: null } });
  expect(await onlySheet()).toMatchObject({ waiting: 2, changed: 1 });
  expect(await caller.sheets.ofPost({ postId })).toMatchObject({ isChanged: true });
  const { listings } = await read((await download()).contentBase64);
  expect(listings[0]?.title).toBe('Oak chair');
  expect(await onlySheet()).toMatchObject({ changed: 0 });
});

test('a price that was changed after the download was shown as what Facebook has', async () => {
  const [id = ''] = await hand({ title: 'Lamp', priceMinor: 1_300 });
  const sheet = await onlySheet();
  await caller.sheets.download({ id: sheet.id });
  const { listingId } = await caller.posts.get({ id });
  await caller.listings.update({ id: listingId, listing: { ...newListing('Lamp'), priceMinor: 8_100 } });
  await caller.sheets.markLive({ sheetId: sheet.id });
  expect(await caller.posts.get({ id })).toMatchObject({ status: 'published', isOutdated: true });
  const [other = ''] = await hand({ title: 'Stool' });
  const next = (await sheets(true))[0]?.id ?? '';
  await caller.sheets.download({ id: next });
  await caller.sheets.markLive({ sheetId: next });
  expect(await caller.posts.get({ id: other })).toMatchObject({ status: 'published', isOutdated: false });
});

test('what no longer fits when it is downloaded stays behind, to be mended', async () => {
  const [bad = '', good = ''] = await hand({ title: 'Chair' }, { title: 'Table' });
  await caller.posts.update({ id: bad, overrides: { title: null, description: null, priceMinor: 1_050 } });
  const file = await download();
  expect(file).toMatchObject({ listings: 1, leftOut: 1 });
  expect(await caller.posts.get({ id: bad })).toMatchObject({ status: 'failed', lastClass: 'rejected' });
  expect(await statusOf(good)).toBe('awaiting_upload');
});

test('listed anew it waits in a new sheet, and can be live once more', async () => {
  const [post = ''] = await hand({});
  await download();
  await caller.sheets.markLive({ postIds: [post] });
  await caller.posts.end({ ids: [post], as: 'delisted' });
  await caller.posts.relist({ ids: [post] });
  await pump(engine, accountId);
  expect(await caller.sheets.ofPost({ postId: post })).toMatchObject({ number: 2, isWritten: false });
  await caller.sheets.markLive({ postIds: [post] });
  const { attempts } = await caller.posts.get({ id: post });
  expect(attempts.map(({ generation, status }) => [generation, status])).toEqual([
    [2, 'succeeded'],
    [1, 'succeeded'],
  ]);
});

test('a viewer may look and not download', async () => {
  await hand({});
  const viewer = bench.callerOf({ kind: 'local', userId: null, name: 'v', email: null, role: 'viewer' });
  const [sheet] = await viewer.sheets.list({ accountId });
  expect(sheet).toMatchObject({ waiting: 1 });
  expect(await codeOf(viewer.sheets.download({ id: sheet?.id ?? '' }))).toBe('forbidden');
});

/** What the template has a column for. */
const holdable = fc.record({
  title: fc.stringMatching(/^[A-Za-z=+@'Üñ漢"<&][A-Za-z0-9 =+@'Üñ漢"<&]{0,60}$/).map((text) => text.trim() || 'x'),
  description: fc.stringMatching(/^([a-zÄ"=&<][a-zÄ"=&< \n]{0,40}[a-z])?$/),
  priceMinor: fc.integer({ min: 1, max: 99_999 }).map((whole) => whole * 100),
  condition: fc.constantFrom('new' as const, 'like_new' as const, 'good' as const, 'fair' as const),
  category: fc.constantFrom(null, 'Home', 'Home > Chairs', 'Home & Garden > Furniture > Chairs'),
});

test('posts to file to import: what the template can hold comes back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(holdable, { minLength: 1, maxLength: 5 }), async (given) => {
      await sql.rows('DELETE FROM post');
      await sql.rows('DELETE FROM sheet');
      const ids = await hand(...given);
      const posts = await Promise.all(ids.map((id) => caller.posts.get({ id })));
      const { listings } = await read((await download()).contentBase64);
      const kept = ['title', 'description', 'priceMinor', 'condition', 'category', 'currency'] as const;
      expect(listings.map((listing) => kept.map((field) => listing?.[field]))).toEqual(
        posts.map((post) => kept.map((field) => post[field])),
      );
    }),
    { numRuns: 15 },
  );
}, 60_000);

/** Photos of a post's listing, in this order. */
async function addPhotos(postId: string, ...texts: readonly string[]): Promise<void> {
  const { listingId } = await caller.posts.get({ id: postId });
  for (const [position, text] of texts.entries()) {
    const contentHash = createHash('sha256').update(text).digest('hex');
    await app.photos.put({
      ...{ hash: contentHash, mime: 'image/jpeg', width: 500, height: 500 },
      ...{ bytes: Buffer.from(text), thumbnail: Buffer.from(text) },
    });
    await sql.rows(
      `INSERT INTO photo (listing_id, position, status, content_hash, mime) VALUES ($1, $2, 'ready', $3, 'image/jpeg')`,
      [listingId, position, contentHash],
    );
  }
}

/** Names of the folders in the ZIP of the only sheet. */
async function folders(): Promise<string[]> {
  const { file } = await openSheetPhotos(app, (await onlySheet()).id);
  const bytes = (await buffer(file)).toString('latin1');
  return [...new Set([...bytes.matchAll(/(\d\d \w+)\/\d\.jpg/g)].map(([, name]) => name ?? ''))].sort();
}

test('the photos come as a ZIP: a folder a listing, numbered like the rows, in the seller’s order', async () => {
  const [first = '', second = ''] = await hand({ title: 'No photo' }, { title: 'Chair: oak/ash "90s"' });
  expect(await codeOf(openSheetPhotos(app, (await onlySheet()).id))).toBe('conflict');
  await addPhotos(second, 'two', 'one');
  const sheet = await onlySheet();
  expect(sheet.photos).toBe(2);
  const { fileName, file } = await openSheetPhotos(app, sheet.id);
  expect(fileName).toMatch(/-sheet-1-photos\.zip$/);
  const bytes = (await buffer(file)).toString('latin1');
  const names = [...bytes.matchAll(/02 Chair oak ash 90s\/(\d)\.jpg/g)].map(([, number]) => number);
  expect(new Set(names)).toEqual(new Set(['1', '2']));
  expect(bytes.indexOf('two')).toBeLessThan(bytes.indexOf('one'));
  expect(await statusOf(first)).toBe('awaiting_upload');
});

test('after one of a downloaded sheet was live, the folders of the others had other numbers than their rows', async () => {
  const ids = await hand({ title: 'Gone' }, { title: 'Chair' }, { title: 'Table' }, { title: 'Lamp' });
  for (const id of ids) {
    await addPhotos(id, `of ${id}`);
  }
  // It leaves before anybody has a file, so the rows of the file are numbered without it.
  await caller.posts.cancel({ ids: ids.slice(0, 1) });
  expect(await folders()).toEqual(['01 Chair', '02 Table', '03 Lamp']);
  const { listings } = await read((await download()).contentBase64);
  expect(listings.map((listing) => listing?.title)).toEqual(['Chair', 'Table', 'Lamp']);
  expect(await folders()).toEqual(['01 Chair', '02 Table', '03 Lamp']);
  await caller.sheets.markLive({ postIds: ids.slice(1, 2) });
  expect(await folders()).toEqual(['02 Table', '03 Lamp']);
  await download();
  await caller.posts.cancel({ ids: ids.slice(2, 3) });
  expect(await folders()).toEqual(['03 Lamp']);
  // What leaves it and is handed over anew takes nothing from the numbers of the others.
  await caller.posts.retry({ ids: [...ids.slice(2, 3)] });
  await pump(engine, accountId);
  const [first] = await sheets(true);
  const { file } = await openSheetPhotos(app, first?.id ?? '');
  expect((await buffer(file)).toString('latin1')).toMatch('03 Lamp/');
});

test('beyond a page of sheets none was ever seen: they are read page by page, each once', async () => {
  for (const currency of ['EUR', 'USD', 'GBP', 'CHF', 'SEK']) {
    await hand({ title: currency, currency });
  }
  const pages: string[][] = [];
  for (let after: string | undefined; ; ) {
    const page = await caller.sheets.list({ accountId, waiting: true, limit: 2, ...(after ? { after } : {}) });
    after = page.at(-1)?.id;
    if (after === undefined) {
      break;
    }
    pages.push(page.map((sheet) => sheet.currency));
    // What is done with a page does not move the next one.
    for (const { id } of page) {
      await caller.sheets.download({ id });
      await caller.sheets.markLive({ sheetId: id });
    }
  }
  expect(pages).toEqual([['EUR', 'USD'], ['GBP', 'CHF'], ['SEK']]);
  expect(await codeOf(caller.sheets.list({ accountId, after: newId() }))).toBe('bad_input');
});

test.each([
  ['Chair', 'Chair'],
  ['../..', 'listing'],
  ['a\\b\n', 'a b'],
  ['', 'listing'],
  ['x'.repeat(80), 'x'.repeat(60)],
])('as the name of a folder %j is %j', (title, name) => {
  expect(plainName(title)).toBe(name);
});
