/**
 * Live updates of one process: a single LISTEN connection, fanned out in memory to every open screen. What arrives also
 * clears this process's cached answers, so that a change made by a worker, another web process or the command line is
 * seen here at the next read. While the connection is down nothing can be trusted, so the cache is emptied when it
 * goes and when it comes back.
 */

import type { Cache } from '@hawker/cache';
import { type ChangedEntity, isChangedEntity, type PostStatus, postStatuses, tagsOf } from '@hawker/core';
import { listen } from '@hawker/db';
import { z } from 'zod';

export type LiveMessage =
  | {
      type: 'post';
      eventId: number;
      postId: string;
      accountId: string;
      batchId: string | null;
      status: PostStatus;
      /** Grows with every move of the post: an older one is ignored. */
      version: number;
    }
  /** Many posts moved at once: ask again instead of patching rows. */
  | { type: 'many'; eventId: number }
  | { type: 'change'; entity: ChangedEntity };

const messageSchema: z.ZodType<LiveMessage> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('post'),
    eventId: z.number(),
    postId: z.string(),
    accountId: z.string(),
    batchId: z.string().nullable(),
    status: z.enum(postStatuses),
    version: z.number(),
  }),
  z.object({ type: z.literal('many'), eventId: z.number() }),
  z.object({
    type: z.literal('change'),
    entity: z.custom<ChangedEntity>((name) => typeof name === 'string' && isChangedEntity(name)),
  }),
]);

export interface LiveHub {
  /** False while the connection to the database is down. */
  readonly connected: boolean;
  subscribe(listener: (message: LiveMessage) => void): () => void;
  close(): Promise<void>;
}

export interface LiveHubOptions {
  url: string;
  cache: Cache;
  onProblem(error: unknown): void;
}

export async function startLiveHub(options: LiveHubOptions): Promise<LiveHub> {
  const listeners = new Set<(message: LiveMessage) => void>();
  const { cache, onProblem } = options;

  const tell = (message: LiveMessage) => {
    for (const listener of listeners) {
      listener(message);
    }
  };
  const invalidate = (changed: readonly ChangedEntity[]) => {
    cache.invalidateTags(tagsOf(changed)).catch(onProblem);
  };
  const forgetEverything = () => {
    cache.clear().catch(onProblem);
  };

  const listener = await listen({
    url: options.url,
    channel: 'hawker',
    onConnected: () => {
      forgetEverything();
      // Whatever happened while nobody listened: every screen asks again.
      tell({ type: 'many', eventId: 0 });
    },
    onLost: (error) => {
      forgetEverything();
      onProblem(error);
    },
    onMessage: (payload) => {
      const message = parse(payload);
      if (!message) {
        onProblem(new Error('An announcement could not be read'));
        return;
      }
      // Before anybody is told: who hears of a post and asks again at once must not get the answer of before.
      invalidate(message.type === 'change' ? [message.entity] : ['post']);
      tell(message);
    },
  });

  return {
    get connected() {
      return listener.connected;
    },
    subscribe(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
    close: async () => {
      listeners.clear();
      await listener.close();
    },
  };
}

function parse(payload: string): LiveMessage | null {
  try {
    return messageSchema.parse(JSON.parse(payload));
  } catch {
    return null;
  }
}
