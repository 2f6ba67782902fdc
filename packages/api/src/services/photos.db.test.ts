import { Readable } from 'node:stream';
import { uploadLimits } from '@hawker/core';
import { newId, oneRow } from '@hawker/db';
import { plainPicture } from '@hawker/photos/testing/pictures';
import { afterAll, expect, test } from 'vitest';
import { createTestApp } from '../testing/test-app.ts';
import { addPhoto, readPhoto } from './photos.ts';
import { storeZipPhotos } from './zip-photos.ts';

const bench = await createTestApp();
const { app } = bench;
afterAll(() => bench.close());

const upload = async () => ({ bytes: await plainPicture(600, 600), fileName: 'chair.jpg', uploadId: null });
const fullDisk = { ...app, photos: { ...app.photos, put: () => Promise.reject(new Error('ENOSPC')) } };

test('a photo that is added can be read, and its content is known to the sweeper', async () => {
  const { contentHash } = await addPhoto(app, await upload());
  expect((await readPhoto(app, contentHash, 'thumbnail'))?.mime).toBe('image/webp');
  const known = await app.database.sql.rows('SELECT unused_since FROM photo_content WHERE content_hash = $1', [
    contentHash,
  ]);
  expect(known).toEqual([{ unused_since: null }]);
});

test('a store that is away is not the photo’s fault: nothing is named that is not there', async () => {
  const before = await app.database.prisma.photo.count();
  await expect(addPhoto(fullDisk, await upload())).rejects.toMatchObject({
    code: 'unavailable',
    message: 'The photo could not be stored just now. Try again in a moment.',
  });
  expect(await app.database.prisma.photo.count()).toBe(before);
  expect(bench.logged.at(-1)).toContain('ENOSPC');
});

test('and a ZIP is not taken without its photos for that', async () => {
  const { bytes } = await upload();
  const photo = { name: 'chair.jpg', byteLength: bytes.byteLength, chunks: () => Readable.from([bytes]) };
  const broken = { ...photo, name: 'broken.jpg', chunks: () => Readable.from([bytes.subarray(0, 100)]) };
  await expect(storeZipPhotos(fullDisk, [photo])).rejects.toMatchObject({ code: 'unavailable' });
  const { stored, refused } = await storeZipPhotos(app, [photo, broken]);
  expect(stored.map(({ fileName }) => fileName)).toEqual(['chair.jpg']);
  expect(refused).toEqual([expect.stringMatching(/^broken\.jpg: This photo is damaged/)]);
});

async function openUpload(): Promise<string> {
  const { id: userId } = await oneRow<{ id: string }>(
    app.database.sql,
    `INSERT INTO "user" (email, name, password_hash, role) VALUES (gen_random_uuid() || '@example.com', 'Ann', 'x', 'owner')
     RETURNING id`,
  );
  const { id } = await oneRow<{ id: string }>(
    app.database.sql,
    `INSERT INTO upload (user_id, file_name, currency) VALUES ($1, 'stock.csv', 'EUR') RETURNING id`,
    [userId],
  );
  return id;
}

const countOf = (uploadId: string) => app.database.prisma.photo.count({ where: { uploadId } });

test('a picture that arrived while its upload became a batch was kept where nothing would name it', async () => {
  const uploadId = await openUpload();
  const confirming = await app.database.pool.connect();
  await confirming.query('BEGIN');
  await confirming.query('SELECT FROM upload WHERE id = $1 FOR UPDATE', [uploadId]);
  const adding = addPhoto(app, { ...(await upload()), uploadId });
  const refused = expect(adding).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('has become a batch already'),
  });
  const batchId = newId();
  await confirming.query(`INSERT INTO batch (id, name, listing_count, post_count) VALUES ($1, 'x', 0, 0)`, [batchId]);
  await confirming.query('UPDATE upload SET batch_id = $2 WHERE id = $1', [uploadId, batchId]);
  await confirming.query('COMMIT');
  confirming.release();
  await refused;
  expect(await countOf(uploadId)).toBe(0);
});

test('so many pictures beside a sheet, and no more', async () => {
  const uploadId = await openUpload();
  await app.database.sql.rows(
    `INSERT INTO photo (upload_id, status, file_name) SELECT $1, 'ready', n || '.jpg' FROM generate_series(2, $2::int) AS n`,
    [uploadId, uploadLimits.maxPhotos],
  );
  await addPhoto(app, { ...(await upload()), uploadId });
  await expect(addPhoto(app, { ...(await upload()), uploadId })).rejects.toMatchObject({
    code: 'too_large',
    message: 'This upload has 2,000 pictures, and takes no more. Split the file.',
  });
  expect(await countOf(uploadId)).toBe(uploadLimits.maxPhotos);
});
