/**
 * Puts an App together from its parts. The composition roots (the web server, the worker, the command line) read their
 * environment and call this; nothing else opens a database or a cache.
 */

import { join } from 'node:path';
import { channelsOf, createFacebookSheetChannel, createPracticeChannel } from '@hawker/channels';
import type { PhotoBucket } from '@hawker/core';
import { connectDatabase } from '@hawker/db';
import { rememberPhotos } from '@hawker/publishing';
import type { ApiLog, App } from './context.ts';
import { deafHub, startLiveHub } from './live/hub.ts';
import { openCache } from './open-cache.ts';
import { openPhotoStore } from './open-photo-store.ts';
import { createCredentialBox } from './secrets/credential-box.ts';
import { loadSecretKey } from './secrets/secret-key.ts';

export interface AppOptions {
  databaseUrl: string;
  /** Of a Redis that holds the cached answers of all processes; without it each process holds its own. */
  redisUrl?: string | undefined;
  /**
   * For what stays up. What was changed by SQL while everything was stopped was not heard, so shared answers from before
   * the start are forgotten. A command that runs for a moment leaves them alone.
   */
  forgetsAtStart?: boolean;
  /**
   * False for a process that reads no cached answers and shows nothing live, such as a worker: it then hears of no
   * change, and spares itself a connection and a message for each.
   */
  listens?: boolean;
  /** Where photos are; in the data folder without it. */
  photoBucket?: PhotoBucket | null;
  /** For what stays up: whether the bucket may be used is asked at the start. A command for a moment leaves it alone. */
  asksPhotoBucket?: boolean;
  /** The key, photos and whatever else is a file. */
  dataDirectory: string;
  /** Base64, 32 bytes; without it the key is a file in the data folder. */
  secretKey: string | undefined;
  marketUrl: string | null;
  origin: string;
  setupToken: string | null;
  /** In the lists of connections of Postgres and Redis. */
  applicationName: string;
  maxConnections?: number;
  /** A statement that takes longer fails; without it none does. */
  queryTimeoutMs?: number;
  log: ApiLog;
}

export interface OpenApp extends App {
  close(): Promise<void>;
}

export async function openApp(options: AppOptions): Promise<OpenApp> {
  const { databaseUrl, redisUrl, dataDirectory, applicationName, log } = options;
  const onProblem = (error: unknown) =>
    log.warn({ err: error }, 'the connection for live updates or the cache has a problem');
  const key = await loadSecretKey({ fromEnvironment: options.secretKey, dataDirectory });
  const photoStore = await openPhotoStore(options);
  const database = connectDatabase({
    url: databaseUrl,
    applicationName,
    onConnectionError: (error) => log.warn({ err: error }, 'a database connection broke'),
    ...(options.maxConnections === undefined ? {} : { maxConnections: options.maxConnections }),
    ...(options.queryTimeoutMs === undefined ? {} : { queryTimeoutMs: options.queryTimeoutMs }),
  });
  const { cache, isShared, close: closeCache } = await openCache({ redisUrl, database, applicationName, log });
  const forgetsAtStart = !isShared || options.forgetsAtStart === true;
  const live =
    options.listens === false
      ? deafHub
      : await startLiveHub({ url: databaseUrl, cache, cacheIsShared: isShared, forgetsAtStart, onProblem });
  const practice = options.marketUrl === null ? [] : [createPracticeChannel({ marketUrl: options.marketUrl })];
  return {
    database,
    cache,
    live,
    channels: channelsOf(...practice, createFacebookSheetChannel()),
    credentials: createCredentialBox(key),
    photos: rememberPhotos(photoStore, database.sql),
    incomingDirectory: join(dataDirectory, 'incoming'),
    marketUrl: options.marketUrl,
    origin: options.origin,
    setupToken: options.setupToken,
    log,
    close: async () => {
      await live.close();
      await photoStore.close();
      await closeCache();
      await database.close();
    },
  };
}
