/** The jobs, by the names that are stored with them. Each is short: it reads its payload and calls the engine. */

import { type App, carryOnActions } from '@hawker/api';
import { type EngineOptions, endListing, fetchPendingPhoto, pump, sweep, sweepPhotos } from '@hawker/publishing';
import type { TaskList } from 'graphile-worker';
import { z } from 'zod';

const pumpPayload = z.object({ accountId: z.uuid() });
const endPayload = z.object({ postId: z.uuid() });
const photoPayload = z.object({ photoId: z.uuid() });

export function tasksOf(engine: EngineOptions, app: App): TaskList {
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
    carry_on: async () => {
      const finished = await carryOnActions(app, { signal: engine.shutdown });
      if (finished > 0) {
        engine.log.info({ finished }, 'carried on with long actions');
      }
    },
    end_listing: (payload) => endListing(engine, endPayload.parse(payload).postId),
    fetch_photo: (payload, { job }) =>
      fetchPendingPhoto(engine, photoPayload.parse(payload).photoId, {
        // Hawker itself may be fetched from although its address is private.
        allowedOrigins: [app.origin],
        lastTry: job.attempts >= job.max_attempts,
      }),
  };
}
