import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { newId } from '@hawker/db';
import { createDiskPhotoStore, createS3PhotoStore, type PhotoStore } from '@hawker/photos';
import { storedPhoto } from '@hawker/photos/testing/pictures';
import { startS3Server } from '@hawker/photos/testing/s3';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { rememberPhotos, sweepPhotos } from './photo-sweep.ts';
import { sweep } from './sweep.ts';
import { createTestEngine } from './testing/test-engine.ts';

const bench = await createTestEngine();
const { database } = bench;
const directory = await mkdtemp(join(tmpdir(), 'hawker-photo-sweep-'));
const s3 = await startS3Server();
const { bucket, region, endpoint, credentials } = s3;
const inBucket = createS3PhotoStore({ bucket, region, endpoint, credentials, prefix: '', forcePathStyle: true });

afterAll(async () => {
  await inBucket.close();
  await s3.close();
  await rm(directory, { recursive: true });
  await bench.drop();
});

beforeEach(async () => {
  await database.sql.rows('DELETE FROM photo');
  await database.sql.rows('DELETE FROM photo_content');
});

let made = 0;
const freshPhoto = () => {
  made += 1;
  return storedPhoto(`a chair ${made}`);
};

/** As an upload leaves it: loose, or of a listing. */
async function addRow(hash: string, listingId: string | null = null): Promise<string> {
  const id = newId();
  await database.sql.rows(
    `INSERT INTO photo (id, listing_id, status, content_hash, mime, width, height, size_bytes)
     VALUES ($1, $2, 'ready', $3, 'image/jpeg', 800, 600, 1000)`,
    [id, listingId, hash],
  );
  return id;
}

const dropRow = (id: string) => database.sql.rows('DELETE FROM photo WHERE id = $1', [id]);

/** Everything that is noted as unused has been so for more than a day. */
const aDayPasses = () =>
  database.sql.rows(
    `UPDATE photo_content SET unused_since = unused_since - interval '25 hours' WHERE unused_since IS NOT NULL`,
  );

const isKnown = async (hash: string) =>
  (await database.sql.rows('SELECT 1 FROM photo_content WHERE content_hash = $1', [hash])).length === 1;

const sweepIn = (store: PhotoStore) => sweepPhotos({ ...bench.engine, photos: store });

describe.each([
  ['on disk', createDiskPhotoStore({ directory })],
  ['in a bucket', inBucket],
])('photos %s', (_where, store) => {
  const photos = rememberPhotos(store, database.sql);

  /** A photo that was stored, and that nobody has named for more than a day. */
  async function addUnused() {
    const photo = freshPhoto();
    await photos.put(photo);
    await sweepIn(photos);
    await aDayPasses();
    return photo;
  }

  test('that nobody names are removed after a day, and not before', async () => {
    const photo = freshPhoto();
    await photos.put(photo);
    expect(await sweepIn(photos)).toBe(0);
    expect(await sweepIn(photos)).toBe(0);
    expect(await store.has(photo.hash)).toBe(true);
    await aDayPasses();
    expect(await sweepIn(photos)).toBe(1);
    expect(await store.has(photo.hash)).toBe(false);
    await expect(store.readThumbnail(photo.hash)).rejects.toMatchObject({ code: 'not_found' });
    expect(await isKnown(photo.hash)).toBe(false);
  });

  test('stay while any row names them, also of a listing that was deleted and may come back', async () => {
    const accountId = await bench.addAccount();
    const [post = ''] = await bench.addPosts(accountId, 1);
    const [listing] = await database.sql.rows<{ id: string }>(
      'UPDATE listing SET deleted_at = now() FROM post WHERE post.id = $1 AND listing.id = listing_id RETURNING listing.id',
      [post],
    );
    const photo = await addUnused();
    const loose = await addRow(photo.hash);
    await addRow(photo.hash, listing?.id ?? null);
    await dropRow(loose);
    expect(await sweepIn(photos)).toBe(0);
    await aDayPasses();
    expect(await sweepIn(photos)).toBe(0);
    expect(await store.has(photo.hash)).toBe(true);
  });

  test('get their whole day again when they were named in between', async () => {
    const photo = await addUnused();
    const row = await addRow(photo.hash);
    await sweepIn(photos);
    await dropRow(row);
    expect(await sweepIn(photos)).toBe(0);
    expect(await store.has(photo.hash)).toBe(true);
  });

  test('race: the same photo is uploaded while it is being removed, and is there afterwards', async () => {
    const photo = await addUnused();
    const removal = createGate();
    const reached = createGate();
    const slow: PhotoStore = {
      ...photos,
      delete: async (hash) => {
        reached.open();
        await removal.opened;
        await store.delete(hash);
      },
    };
    const sweeping = sweepIn(slow);
    await reached.opened;
    let isStored = false;
    const uploading = photos.put(photo).then(() => {
      isStored = true;
    });
    await untilSomebodyWaits();
    expect(isStored).toBe(false);
    removal.open();
    expect(await sweeping).toBe(1);
    await uploading;
    await addRow(photo.hash);
    expect(await store.has(photo.hash)).toBe(true);
    await sweepIn(photos);
    await aDayPasses();
    expect(await sweepIn(photos)).toBe(0);
    expect(await store.has(photo.hash)).toBe(true);
  });

  test('race: a photo that is uploaded after the sweep has begun, and before its turn, stays', async () => {
    const first = await addUnused();
    const second = await addUnused();
    let claimed = '';
    const meanwhile: PhotoStore = {
      ...photos,
      delete: async (hash) => {
        if (claimed === '') {
          const other = hash === first.hash ? second : first;
          claimed = other.hash;
          await photos.put(other);
        }
        await store.delete(hash);
      },
    };
    expect(await sweepIn(meanwhile)).toBe(1);
    expect(await store.has(claimed)).toBe(true);
  });

  test('whose removal fails are removed by the next sweep', async () => {
    const photo = await addUnused();
    const broken: PhotoStore = { ...photos, delete: () => Promise.reject(new Error('EIO')) };
    await expect(sweepIn(broken)).rejects.toThrow('EIO');
    expect(await isKnown(photo.hash)).toBe(true);
    expect(await sweepIn(photos)).toBe(1);
    expect(await store.has(photo.hash)).toBe(false);
  });

  test('that somebody else keeps in the same place are not touched', async () => {
    const photo = freshPhoto();
    await store.put(photo);
    await sweepIn(photos);
    await aDayPasses();
    await sweepIn(photos);
    expect(await store.has(photo.hash)).toBe(true);
  });
});

test('the pictures of an upload stay loose for as long as it waits for its confirmation', async () => {
  const [user] = await database.sql.rows<{ id: string }>(
    `INSERT INTO "user" (email, name, password_hash, role) VALUES ('o@example.com', 'O', 'x', 'owner') RETURNING id`,
  );
  const [upload] = await database.sql.rows<{ id: string }>(
    `INSERT INTO upload (user_id, file_name, currency) VALUES ($1, 'sheet.zip', 'EUR') RETURNING id`,
    [user?.id ?? ''],
  );
  const staged = await addRow('a'.repeat(64));
  const loose = await addRow('b'.repeat(64));
  await database.sql.rows(`UPDATE photo SET created_at = now() - interval '2 days'`);
  await database.sql.rows('UPDATE photo SET upload_id = $1 WHERE id = $2', [upload?.id ?? '', staged]);
  const rows = () => database.sql.rows<{ id: string }>('SELECT id FROM photo');
  await sweep(bench.engine);
  expect(await rows()).toEqual([{ id: staged }]);
  expect(loose).not.toBe(staged);
  await database.sql.rows('DELETE FROM upload');
  await sweep(bench.engine);
  expect(await rows()).toEqual([]);
});

function createGate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Until a statement waits for a lock: nothing else does here. */
async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const waiting = await database.sql.rows(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (waiting.length > 0) {
      return;
    }
    await nextTurn();
  }
}
