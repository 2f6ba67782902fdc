/** The jobs, by the names that are stored with them. Each is short: it reads its payload and calls the engine. */

import { type EngineOptions, endListing, fetchPendingPhoto, pump, sweep, sweepPhotos } from '@hawker/publishing';
import type { TaskList } from 'graphile-worker';
import { z } from 'zod';

const pumpPayload = z.object({ accountId: z.uuid() });
const endPayload = z.object({ postId: z.uuid() });
const photoPayload = z.object({ photoId: z.uuid() });

/** `allowedOrigins`: where photos may be fetched although the address is private: Hawker itself. */
export function tasksOf(engine: EngineOptions, allowedOrigins: readonly string[]): TaskList {
  return {
    pump: (payload) => pump(engine, pumpPayload.parse(payload).accountId),
    sweep: async () => {
      const swept = await sweep(engine);
      engine.log.info({ ...swept }, 'swept');
    },
    sweep_photos: async () => {
      const removed = await sweepPhotos(engine);
      engine.log.info({ removed }, 'swept photos');
    },
    end_listing: (payload) => endListing(engine, endPayload.parse(payload).postId),
    fetch_photo: (payload, { job }) =>
      fetchPendingPhoto(engine, photoPayload.parse(payload).photoId, {
        allowedOrigins,
        lastTry: job.attempts >= job.max_attempts,
      }),
  };
}
