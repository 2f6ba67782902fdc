/**
 * Puts an App together from its parts. The composition roots (the web server, the worker, the command line) read their
 * environment and call this; nothing else opens a database or a cache.
 */

import { join } from 'node:path';
import { createCache, createMemoryStore } from '@hawker/cache';
import { channelsOf, createPracticeChannel } from '@hawker/channels';
import { connectDatabase } from '@hawker/db';
import { createDiskPhotoStore } from '@hawker/photos';
import type { ApiLog, App } from './context.ts';
import { startLiveHub } from './live/hub.ts';
import { createCredentialBox } from './secrets/credential-box.ts';
import { loadSecretKey } from './secrets/secret-key.ts';

export interface AppOptions {
  databaseUrl: string;
  /** The key, photos and whatever else is a file. */
  dataDirectory: string;
  /** Base64, 32 bytes; without it the key is a file in the data folder. */
  secretKey: string | undefined;
  marketUrl: string | null;
  origin: string;
  setupToken: string | null;
  /** In Postgres' list of connections. */
  applicationName: string;
  maxConnections?: number;
  log: ApiLog;
}

export interface OpenApp extends App {
  close(): Promise<void>;
}

/** Source: the cache of the original, 1,000 entries. */
const maxCachedAnswers = 1_000;

export async function openApp(options: AppOptions): Promise<OpenApp> {
  const { databaseUrl, dataDirectory, log } = options;
  const onProblem = (error: unknown) =>
    log.warn({ err: error }, 'the connection for live updates or the cache has a problem');
  const database = connectDatabase({
    url: databaseUrl,
    applicationName: options.applicationName,
    onConnectionError: (error) => log.warn({ err: error }, 'a database connection broke'),
    ...(options.maxConnections === undefined ? {} : { maxConnections: options.maxConnections }),
  });
  const cache = createCache({ store: createMemoryStore({ maxEntries: maxCachedAnswers }) });
  const live = await startLiveHub({ url: databaseUrl, cache, onProblem });
  const key = await loadSecretKey({ fromEnvironment: options.secretKey, dataDirectory });
  const practice = options.marketUrl === null ? [] : [createPracticeChannel({ marketUrl: options.marketUrl })];
  return {
    database,
    cache,
    live,
    channels: channelsOf(...practice),
    credentials: createCredentialBox(key),
    photos: createDiskPhotoStore({ directory: join(dataDirectory, 'photos') }),
    marketUrl: options.marketUrl,
    origin: options.origin,
    setupToken: options.setupToken,
    log,
    close: async () => {
      await live.close();
      await cache.close();
      await database.close();
    },
  };
}
