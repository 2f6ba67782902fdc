/**
 * The job `fetch_photo`: brings a photo that a sheet named by its address. When the last photo of a listing is in (or
 * has failed for good), the listing's waiting posts become due; until then they have no due time, so that no attempt
 * is wasted on a listing whose photos are still on their way.
 */

import { firstRow, releaseHeldPosts } from '@hawker/db';
import { fetchPhoto, PhotoError, preparePhoto } from '@hawker/photos';
import type { EngineOptions } from './options.ts';

export interface PhotoJobOptions {
  /** Origins that may be fetched although their address is private: Hawker's own. */
  allowedOrigins: readonly string[];
  /** Whether the job will not be tried again: then a passing failure is final too. */
  lastTry: boolean;
}

export async function fetchPendingPhoto(
  engine: EngineOptions,
  photoId: string,
  options: PhotoJobOptions,
): Promise<void> {
  const { database, photos } = engine;
  const photo = await firstRow<{ sourceUrl: string; listingId: string | null }>(
    database.sql,
    `SELECT source_url AS "sourceUrl", listing_id AS "listingId" FROM photo WHERE id = $1 AND status = 'pending' AND source_url IS NOT NULL`,
    [photoId],
  );
  if (!photo) {
    return;
  }
  try {
    const bytes = await fetchPhoto(photo.sourceUrl, {
      allowedOrigins: options.allowedOrigins,
      signal: engine.shutdown,
    });
    const prepared = await preparePhoto(bytes);
    await photos.put(prepared);
    await database.sql.rows(
      `UPDATE photo SET status = 'ready', content_hash = $2, mime = $3, width = $4, height = $5, size_bytes = $6, error = NULL
       WHERE id = $1`,
      [photoId, prepared.hash, prepared.mime, prepared.width, prepared.height, prepared.bytes.byteLength],
    );
  } catch (error) {
    if (
      engine.shutdown.aborted ||
      !(error instanceof PhotoError) ||
      (error.code === 'fetch_failed' && !options.lastTry)
    ) {
      throw error;
    }
    await database.sql.rows(`UPDATE photo SET status = 'failed', error = $2 WHERE id = $1`, [photoId, error.message]);
  }
  const { listingId } = photo;
  if (listingId !== null) {
    await database.transaction((tx) => releaseHeldPosts(tx, [listingId]));
  }
  await engine.onChange(['photo', 'post']);
}
