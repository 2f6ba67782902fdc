/**
 * The job `sweep_photos`, once an hour: removes from the store what no photo has named for a day. It goes by the table
 * of what was stored through {@link rememberPhotos}, not by what lies in the store: whatever else somebody keeps in the
 * same folder or bucket is not touched.
 */

import {
  claimPhotoContent,
  dropUnusedPhotoContent,
  findUnusedPhotoContents,
  noteUnusedPhotoContents,
  type SqlRunner,
} from '@hawker/db';
import type { PhotoStore } from '@hawker/photos';
import type { EngineOptions } from './options.ts';

/** In one go; what is left goes an hour later. */
const mostAtOnce = 5_000;

/**
 * The store, with each content in the database before it is written. Nobody may store a photo past this: the sweeper
 * could remove a content at the moment in which somebody finds that it is there already.
 */
export function rememberPhotos(store: PhotoStore, sql: SqlRunner): PhotoStore {
  return {
    has: (hash) => store.has(hash),
    read: (hash) => store.read(hash),
    readThumbnail: (hash) => store.readThumbnail(hash),
    delete: (hash) => store.delete(hash),
    async put(photo) {
      await claimPhotoContent(sql, photo.hash);
      await store.put(photo);
    },
  };
}

/** How many were removed. */
export async function sweepPhotos({ database, photos, shutdown }: EngineOptions): Promise<number> {
  await noteUnusedPhotoContents(database.sql);
  let removed = 0;
  for (const hash of await findUnusedPhotoContents(database.sql, mostAtOnce)) {
    if (shutdown.aborted) {
      break;
    }
    // Where the store fails, the row stays and the next sweep tries again.
    const isRemoved = await database.transaction(async (tx) => {
      // A bucket may take a minute to answer. Until then the row keeps off whoever stores the same photo anew.
      await tx.rows(`SET LOCAL idle_in_transaction_session_timeout = '3min'`);
      const isUnused = await dropUnusedPhotoContent(tx, hash);
      if (isUnused) {
        await photos.delete(hash);
      }
      return isUnused;
    });
    removed += isRemoved ? 1 : 0;
  }
  return removed;
}
