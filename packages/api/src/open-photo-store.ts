import { join } from 'node:path';
import { createDiskPhotoStore, createS3PhotoStore, type PhotoStore } from '@hawker/photos';
import type { AppOptions } from './open-app.ts';

export interface OpenPhotoStore extends PhotoStore {
  close(): Promise<void>;
}

/** Throws where only a change of settings could help; a bucket that is away for the moment is waited for. */
export async function openPhotoStore(
  options: Pick<AppOptions, 'photoBucket' | 'asksPhotoBucket' | 'dataDirectory' | 'log'>,
): Promise<OpenPhotoStore> {
  const { photoBucket, asksPhotoBucket = false, dataDirectory, log } = options;
  if (!photoBucket) {
    return { ...createDiskPhotoStore({ directory: join(dataDirectory, 'photos') }), close: () => Promise.resolve() };
  }
  const store = createS3PhotoStore(photoBucket);
  const trouble = asksPhotoBucket ? await store.findTrouble() : null;
  if (trouble !== null) {
    if (trouble.isLasting) {
      await store.close();
      throw new Error(trouble.sentence);
    }
    log.warn({ bucket: photoBucket.bucket }, `the store of photos: ${trouble.sentence}`);
  }
  return store;
}
