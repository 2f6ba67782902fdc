import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describePhotoStore } from '../testing/photo-store-suite.ts';
import { storedPhoto } from '../testing/pictures.ts';
import { createDiskPhotoStore } from './disk.ts';

describePhotoStore('disk', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'hawker-photos-'));
  return {
    store: createDiskPhotoStore({ directory }),
    another: createDiskPhotoStore({ directory: `${directory}/` }),
    cleanUp: () => rm(directory, { recursive: true }),
  };
});

describe('photos as files', () => {
  let parent: string;
  let directory: string;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'hawker-photos-'));
    directory = join(parent, 'not', 'made', 'yet');
  });
  afterEach(() => rm(parent, { recursive: true }));

  const filesUnder = async (folder: string) =>
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
      .sort();

  test('lie in folders by the start of their hash, and nothing else is left', async () => {
    const photo = storedPhoto('a bookcase', 'image/png');
    await createDiskPhotoStore({ directory }).put(photo);
    const folder = join(directory, photo.hash.slice(0, 2), photo.hash.slice(2, 4));
    expect((await readdir(folder)).sort()).toEqual([`${photo.hash}.png`, `${photo.hash}.thumbnail.webp`]);
    expect(await filesUnder(directory)).toEqual([`${photo.hash}.png`, `${photo.hash}.thumbnail.webp`]);
  });

  test('are whole or not there: a failed write leaves neither a photo nor a scrap', async () => {
    const photo = storedPhoto('a desk');
    const store = createDiskPhotoStore({ directory });
    await store.put(storedPhoto('something else'));
    // A file where the folder should be: the write must fail.
    await rm(join(directory, photo.hash.slice(0, 2)), { recursive: true, force: true });
    await writeFile(join(directory, photo.hash.slice(0, 2)), '');
    await expect(store.put(photo)).rejects.toThrow();
    expect(await readdir(join(directory, 'incoming'))).toEqual([]);
  });

  test('do not hide trouble with the disk as a photo that is missing', async () => {
    const photo = storedPhoto('a table');
    const store = createDiskPhotoStore({ directory });
    await store.put(storedPhoto('something else'));
    await writeFile(join(directory, photo.hash.slice(0, 2)), '');
    await expect(store.has(photo.hash)).rejects.toThrow('ENOTDIR');
    await expect(store.read(photo.hash)).rejects.toThrow('ENOTDIR');
  });
});
