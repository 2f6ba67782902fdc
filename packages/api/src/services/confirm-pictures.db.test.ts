/** Which pictures a listing has after a file that names them. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApp } from '../testing/test-app.ts';

const bench = await createTestApp();
const { app, caller } = bench;
const { sql } = app.database;
afterAll(() => bench.close());

let accountIds: string[] = [];
beforeAll(async () => {
  await sql.rows(`INSERT INTO "user" (email, name, password_hash, role) VALUES ('a@example.com', 'Ann', 'x', 'owner')`);
  accountIds = await bench.addAccounts(1);
});
beforeEach(async () => {
  await sql.rows('TRUNCATE post_event, post, photo, listing, upload, batch CASCADE');
  await app.cache.clear();
});

const [oldHash, newHash] = ['a'.repeat(64), 'b'.repeat(64)];

async function bring(...lines: string[]): Promise<string> {
  const contentBase64 = Buffer.from(['sku,title,price,images', ...lines].join('\n')).toString('base64');
  return (await caller.uploads.create({ fileName: 'stock.csv', contentBase64 })).id;
}

/** As a picture that is dropped beside a file. */
async function drop(uploadId: string, contentHash: string): Promise<void> {
  await sql.rows(
    `INSERT INTO photo (upload_id, status, file_name, content_hash, mime, width, height, size_bytes)
     VALUES ($1, 'ready', 'oak.jpg', $2, 'image/jpeg', 600, 600, 1000)`,
    [uploadId, contentHash],
  );
  await sql.rows('UPDATE upload SET rules_key = NULL WHERE id = $1', [uploadId]);
}

function confirm(id: string) {
  return caller.uploads.confirm({ id, accountIds, publish: { when: 'now' } });
}

function photos() {
  return sql.rows(
    `SELECT status, content_hash AS "contentHash" FROM photo WHERE listing_id IS NOT NULL ORDER BY position`,
  );
}

test('a picture that has the name of an old one and is another replaces it', async () => {
  const first = await bring('a,Oak chair,12,oak.jpg');
  await drop(first, oldHash);
  await confirm(first);
  expect(await photos()).toEqual([{ status: 'ready', contentHash: oldHash }]);
  const second = await bring('a,Oak chair,12,oak.jpg');
  await drop(second, newHash);
  expect(await caller.uploads.get({ id: second })).toMatchObject({ updates: 1 });
  await confirm(second);
  expect(await photos()).toEqual([{ status: 'ready', contentHash: newHash }]);
});

test('the same picture brought again changes nothing', async () => {
  const first = await bring('a,Oak chair,12,oak.jpg');
  await drop(first, oldHash);
  await confirm(first);
  const second = await bring('a,Oak chair,12,oak.jpg');
  await drop(second, oldHash);
  expect(await caller.uploads.get({ id: second })).toMatchObject({ updates: 0, unchanged: 1 });
});

test('an address that could not be fetched is fetched when the file is brought again', async () => {
  const line = 'a,Oak chair,12,https://example.com/oak.jpg';
  await confirm(await bring(line));
  await sql.rows(`UPDATE photo SET status = 'failed', error = 'Gone.'`);
  const again = await bring(line);
  expect(await caller.uploads.get({ id: again })).toMatchObject({ updates: 1 });
  await confirm(again);
  expect(await photos()).toEqual([{ status: 'pending', contentHash: null }]);
});

test('a picture of Hawker’s own that is gone by then does not hold posts for ever', async () => {
  const first = await bring('a,Oak chair,12,oak.jpg');
  await drop(first, oldHash);
  await confirm(first);
  const second = await bring(`b,Lamp,5,${app.origin}/photos/${oldHash}`);
  expect(await caller.uploads.get({ id: second })).toMatchObject({ good: 1 });
  await sql.rows('DELETE FROM photo');
  await confirm(second);
  expect(await photos()).toEqual([{ status: 'failed', contentHash: null }]);
});
