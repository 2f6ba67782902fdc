import { Readable } from 'node:stream';
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
