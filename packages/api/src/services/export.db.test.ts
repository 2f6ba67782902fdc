import { buffer, text } from 'node:stream/consumers';
import { recognise, sourceOfBytes } from '@hawker/sheets';
import { readListings } from '@hawker/sheets/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, newListing } from '../testing/test-app.ts';
import { exportListings, exportPosts } from './export.ts';

const bench = await createTestApp();
const { app, caller } = bench;
afterAll(() => bench.close());

let accountIds: string[] = [];
beforeAll(async () => {
  accountIds = await bench.addAccounts(2);
  for (const title of ['Oak chair', '=cmd()', 'Oak table']) {
    await caller.listings.create({ listing: { ...newListing(title), tags: ['a, b', 'c'] }, accountIds });
  }
  await app.database.sql.rows(
    `INSERT INTO photo (listing_id, status, position, source_url, content_hash)
     SELECT id, 'ready'::photo_status, 0, 'https://example.com/a.jpg', NULL FROM listing WHERE title = 'Oak chair'
     UNION ALL SELECT id, 'ready'::photo_status, 1, NULL, repeat('a', 64) FROM listing WHERE title = 'Oak chair'`,
  );
});

const small = { maxRows: 2, pageRows: 1 };

test.each(['csv', 'xlsx'] as const)('listings as %s come back as they were, newest first', async (form) => {
  const file = await recognise(sourceOfBytes(await buffer(exportListings(app, {}, form))), 'listings');
  const titles: string[] = [];
  for await (const { listing } of readListings(file, { currency: 'EUR', fileNames: new Set(), channels: [] })) {
    titles.push(listing?.title ?? 'bad');
    expect(listing?.tags).toEqual(['a, b', 'c']);
    if (listing?.title === 'Oak chair') {
      expect(listing.images).toEqual(['https://example.com/a.jpg', `${app.origin}/photos/${'a'.repeat(64)}`]);
    }
  }
  file.close();
  expect(titles).toEqual(['Oak table', '=cmd()', 'Oak chair']);
});

test('the search of the page filters, pages follow each other, and no cell is a formula', async () => {
  const oak = await text(exportListings(app, { search: 'oak' }, 'csv', { maxRows: 10, pageRows: 1 }));
  expect(oak.match(/Oak \w+/g)).toEqual(['Oak table', 'Oak chair']);
  expect(await text(exportListings(app, {}, 'csv'))).toContain(",'=cmd(),");
});

test('a file that stops short says so; one that just fits does not', async () => {
  const short = await text(exportListings(app, {}, 'csv', small));
  expect(short.trim().split('\r\n').at(-1)).toContain('Only the newest 2 listings are in this file.');
  expect(await text(exportListings(app, { search: 'oak' }, 'csv', small))).not.toContain('Only the newest');
});

test('posts come with account, status and what happened, by the filters of the page', async () => {
  const [accountId = ''] = accountIds;
  await app.database.sql.rows(
    `UPDATE post SET status = 'failed', last_sentence = '-No tables', published_at = NULL
     FROM listing WHERE listing.id = listing_id AND listing.title = 'Oak table' AND account_id = $1`,
    [accountId],
  );
  const lines = (await text(exportPosts(app, { statuses: ['failed'] }, 'csv'))).trim().split('\r\n');
  expect(lines[0]).toBe(
    'SKU,Title,Price,Currency,Account,Marketplace,Status,Scheduled,Published,Changed since,Address,What happened',
  );
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/Oak table,10\.00,EUR,Account \S+,Silent market,failed,,,,,'-No tables$/);
  const ofOne = await text(exportPosts(app, { accountId }, 'csv', { maxRows: 10, pageRows: 2 }));
  expect(ofOne.trim().split('\r\n')).toHaveLength(4);
});
