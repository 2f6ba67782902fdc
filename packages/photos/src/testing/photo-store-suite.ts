import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PhotoStore } from '../store.ts';
import { storedPhoto } from './pictures.ts';

export interface PhotoStoreUnderTest {
  store: PhotoStore;
  /** A second store over the same place, as another process would have it. */
  another: PhotoStore;
  cleanUp(): Promise<void>;
}

/** What every photo store does, whatever it keeps its bytes in. Run it once for each implementation. */
export function describePhotoStore(name: string, open: () => Promise<PhotoStoreUnderTest>): void {
  describe(`photo store: ${name}`, () => {
    let opened: PhotoStoreUnderTest;
    let store: PhotoStore;

    beforeAll(async () => {
      opened = await open();
      store = opened.store;
    });
    afterAll(() => opened.cleanUp());

    test.each(['image/jpeg', 'image/png'] as const)('gives back what was put (%s)', async (mime) => {
      const photo = storedPhoto(`a sofa in ${mime}`, mime);
      await store.put(photo);
      expect(await store.has(photo.hash)).toBe(true);
      expect((await store.read(photo.hash)).equals(photo.bytes)).toBe(true);
      expect((await store.readThumbnail(photo.hash)).equals(photo.thumbnail)).toBe(true);
    });

    test('shows a photo to every process', async () => {
      const photo = storedPhoto('a shared lamp');
      await store.put(photo);
      expect((await opened.another.read(photo.hash)).equals(photo.bytes)).toBe(true);
    });

    test('takes the same photo again, also at the same time from two processes', async () => {
      const photo = storedPhoto('a kettle, many times');
      await Promise.all([store, opened.another, store, opened.another].map((each) => each.put(photo)));
      await store.put(photo);
      expect((await store.read(photo.hash)).equals(photo.bytes)).toBe(true);
    });

    test('does not know a photo that was never put', async () => {
      const { hash } = storedPhoto('never put');
      expect(await store.has(hash)).toBe(false);
      await expect(store.read(hash)).rejects.toMatchObject({ name: 'PhotoError', code: 'not_found' });
      await expect(store.readThumbnail(hash)).rejects.toMatchObject({ name: 'PhotoError', code: 'not_found' });
    });

    test('forgets a photo, and forgets it again', async () => {
      const photo = storedPhoto('a chair that was sold');
      await store.put(photo);
      await store.delete(photo.hash);
      await store.delete(photo.hash);
      expect(await store.has(photo.hash)).toBe(false);
      await expect(store.read(photo.hash)).rejects.toMatchObject({ code: 'not_found' });
      await expect(store.readThumbnail(photo.hash)).rejects.toMatchObject({ code: 'not_found' });
      await store.put(photo);
      expect(await store.has(photo.hash)).toBe(true);
    });

    test('refuses bytes that are not what their name says, and stores nothing', async () => {
      const photo = storedPhoto('a real photo');
      const forged = { ...photo, bytes: Buffer.from('other bytes') };
      await expect(store.put(forged)).rejects.toMatchObject({ name: 'PhotoError', code: 'corrupt' });
      expect(await store.has(photo.hash)).toBe(false);
    });

    const { hash } = storedPhoto('a photo whose name is bent');
    test.each([
      '',
      '..',
      '../../../etc/passwd',
      `../${hash}`,
      `${hash}/../${hash}`,
      `${hash}\n`,
      `${hash.slice(0, 63)}\0`,
      hash.toUpperCase(),
      hash.slice(1),
    ])('treats %j as the name of no photo', async (name) => {
      await store.put(storedPhoto('a photo whose name is bent'));
      expect(await store.has(name)).toBe(false);
      await expect(store.read(name)).rejects.toMatchObject({ code: 'not_found' });
      await expect(store.readThumbnail(name)).rejects.toMatchObject({ code: 'not_found' });
      await store.delete(name);
      expect(await store.has(hash)).toBe(true);
      await expect(store.put({ ...storedPhoto('bent'), hash: name })).rejects.toMatchObject({ code: 'corrupt' });
    });
  });
}
