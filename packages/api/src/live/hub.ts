/**
 * Live updates of one process: a single LISTEN connection, fanned out in memory to every open screen.
 *
 * What arrives also makes cached answers stale, so that a change made by a worker, another web process, the command line
 * or by SQL is seen at the next read. Whoever makes a change through Hawker has seen to that already where the cache is
 * shared (Redis); the announcement is then the net for SQL, and for a process that died between its commit and its
 * invalidation. It names tags, so it costs a shared cache nothing but those answers.
 *
 * While the connection is down changes are not heard. A process's own cache is then worth nothing: everything in it is
 * forgotten when the connection goes and again when it is back. A shared cache keeps serving the others, which hear; it
 * is forgotten only when the connection is back, in case nobody else was listening.
 */

import type { Cache } from '@hawker/cache';
import { type ChangedEntity, changedEntities, isChangedEntity, type PostStatus, postStatuses } from '@hawker/core';
import { listen } from '@hawker/db';
import { z } from 'zod';
import { forgetAnswers } from '../forget-answers.ts';
import { createBurst, createSpacing } from './spacing.ts';

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
  /** How far an upload is on its way to becoming a batch, in rows. */
  | { type: 'upload'; uploadId: string; done: number; total: number }
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
  z.object({ type: z.literal('upload'), uploadId: z.string(), done: z.number(), total: z.number() }),
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

/** Of a process that need not hear of changes. */
export const deafHub: LiveHub = {
  connected: false,
  subscribe: () => () => undefined,
  close: () => Promise.resolve(),
};

export interface LiveHubOptions {
  url: string;
  cache: Cache;
  /** Whether other processes read what this one stores. */
  cacheIsShared: boolean;
  /** Whether what is cached when this process starts may be older than what it will hear of. */
  forgetsAtStart: boolean;
  onProblem(error: unknown): void;
}

/** Between two announcements that the same kind of thing changed, in milliseconds. The first is told at once. */
const apartMs = 250;

/** Moves of single posts that are told within that time. More than anybody sees happen. */
const postsAtOnce = 25;

export async function startLiveHub(options: LiveHubOptions): Promise<LiveHub> {
  const listeners = new Set<(message: LiveMessage) => void>();
  const { cache, onProblem } = options;
  const spacing = createSpacing(apartMs);
  const burst = createBurst({ most: postsAtOnce, withinMs: apartMs });
  let heardBefore = false;
  /** Settles when everything that came so far has been told. */
  let told = Promise.resolve();

  /**
   * Only when the invalidation is acknowledged: who hears of a post and asks again at once, whichever process answers,
   * must not get the answer of before. Messages keep their order; their invalidations do not wait for each other.
   */
  const forgetAndTell = (changed: readonly ChangedEntity[], message: LiveMessage) => {
    const forgotten = forgetAnswers({ cache }, changed).catch(onProblem);
    told = Promise.all([told, forgotten]).then(() => tellCalmly(message));
  };
  /** Every open screen gets every message, so what comes in floods is told in a few: look anew. */
  const tellCalmly = (message: LiveMessage) => {
    switch (message.type) {
      case 'change':
        spacing.run(message.entity, () => tell(message));
        return;
      case 'post':
        if (burst.take()) {
          tell(message);
        } else {
          spacing.run('posts', () => tell({ type: 'many', eventId: message.eventId }));
        }
        return;
      case 'many':
      case 'upload':
        tell(message);
    }
  };
  const tell = (message: LiveMessage) => {
    for (const listener of listeners) {
      try {
        listener(message);
      } catch (error) {
        onProblem(error);
      }
    }
  };

  const listener = await listen({
    url: options.url,
    channel: 'hawker',
    onConnected: () => {
      const forgets = heardBefore || options.forgetsAtStart;
      heardBefore = true;
      // Whatever happened while nobody listened: every screen asks again. By tags, all of them: where Redis is out of
      // reach the tags stay pending until it has acknowledged.
      forgetAndTell(forgets ? changedEntities : [], { type: 'many', eventId: 0 });
    },
    onLost: (error) => {
      if (!options.cacheIsShared) {
        cache.clear().catch(onProblem);
      }
      onProblem(error);
    },
    onMessage: (payload) => {
      const message = parse(payload);
      if (!message) {
        onProblem(new Error('An announcement could not be read'));
        return;
      }
      forgetAndTell(changedBy(message), message);
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
      spacing.stop();
      await listener.close();
      await told;
    },
  };
}

function changedBy(message: LiveMessage): readonly ChangedEntity[] {
  switch (message.type) {
    case 'change':
      return [message.entity];
    case 'post':
    case 'many':
      return ['post'];
    case 'upload':
      return [];
  }
}

function parse(payload: string): LiveMessage | null {
  try {
    return messageSchema.parse(JSON.parse(payload));
  } catch {
    return null;
  }
}
