/** Which pictures a listing has after a file that names them. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApp } from '../testing/test-app.ts';

const bench = await createTestApp();
const { app, caller } = bench;
const { sql } = app.database;
afterAll(() => bench.close());

let accountIds: string[] = [];
beforeAll(async () => {
  await bench.addOwner();
  accountIds = await bench.addAccounts(1);
});
beforeEach(() => bench.removeListings());

const [oldHash, newHash] = ['a'.repeat(64), 'b'.repeat(64)];

const bring = (...lines: string[]) => bench.bring(['sku,title,price,images', ...lines]);

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

test('photos that could not be fetched counted as a change of the listing; they are only tried again', async () => {
  const [kept, lost] = ['https://example.com/kept.jpg', 'https://example.com/lost.jpg'];
  const line = `a,Oak chair,12,${lost}|${kept}`;
  await confirm(await bring(line));
  await sql.rows(`UPDATE photo SET status = 'ready', content_hash = $1 WHERE source_url = $2`, [oldHash, kept]);
  await sql.rows(`UPDATE photo SET status = 'failed', error = 'Gone.' WHERE source_url = $1`, [lost]);
  const again = await bring(line);
  expect(await caller.uploads.get({ id: again })).toMatchObject({ updates: 0, unchanged: 1, photosAgain: 1 });
  expect(await caller.uploads.plan({ id: again })).toMatchObject({ updates: 0, photosAgain: 1 });
  const { rows } = await caller.uploads.rows({ id: again });
  expect(rows).toMatchObject([
    { change: 'unchanged', photosAgain: true, warnings: { images: expect.stringContaining('tried again') } },
  ]);
  expect(rows[0]?.before).toEqual({});
  expect(await confirm(again)).toMatchObject({ updated: 0, unchanged: 1 });
  expect(await photos()).toEqual([
    { status: 'pending', contentHash: null },
    { status: 'ready', contentHash: oldHash },
  ]);
  const jobs = await sql.rows(`SELECT key FROM graphile_worker.jobs WHERE key = 'photo:' || (
    SELECT id FROM photo WHERE status = 'pending' AND listing_id IS NOT NULL)`);
  expect(jobs).toHaveLength(1);
});

test('a photo that is here was fetched again, and lost where its address was gone, because another one was added', async () => {
  const [first, second] = ['https://example.com/1.jpg', 'https://example.com/2.jpg'];
  await confirm(await bring(`a,Oak chair,12,${first}`));
  await sql.rows(`UPDATE photo SET status = 'ready', content_hash = $1`, [oldHash]);
  await confirm(await bring(`a,Oak chair,12,${second}|${first}`));
  expect(await photos()).toEqual([
    { status: 'pending', contentHash: null },
    { status: 'ready', contentHash: oldHash },
  ]);
});

test('photos that a row does not name were shown as if they went', async () => {
  await confirm(await bring('a,Oak chair,12,https://example.com/oak.jpg'));
  const { rows } = await caller.uploads.rows({ id: await bring('a,Oak chair,13,') });
  expect(rows).toMatchObject([{ change: 'update', before: { price: '12.00' } }]);
  expect(rows[0]?.before.images).toBeUndefined();
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
