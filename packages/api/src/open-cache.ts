/**
 * The cache of one process: in its own memory, or with REDIS_URL one that all processes of this Hawker share. Redis may
 * go away at any time, and need not be there at the start: everything goes on around it (docs/operating.md).
 */

import { type Cache, type CacheEvent, createCache, createMemoryStore, createRedisStore } from '@hawker/cache';
import { type Database, firstRow } from '@hawker/db';
import { Redis } from 'ioredis';
import superjson from 'superjson';
import type { ApiLog } from './context.ts';

export interface OpenCache {
  cache: Cache;
  /** Whether other processes read what this one stores. */
  isShared: boolean;
  close(): Promise<void>;
}

export interface OpenCacheOptions {
  redisUrl: string | undefined;
  database: Database;
  /** In Redis' list of connections. */
  applicationName: string;
  log: ApiLog;
}

/** Source: the cache of the original, 1,000 entries. With Redis, so many are kept parsed in the process. */
const maxCachedAnswers = 1_000;

/** A Redis that has not answered by then may come later, in milliseconds. */
const waitAtStartMs = 1_000;

export async function openCache(options: OpenCacheOptions): Promise<OpenCache> {
  const { redisUrl } = options;
  if (redisUrl === undefined) {
    const cache = createCache({ store: createMemoryStore({ maxEntries: maxCachedAnswers }) });
    return { cache, isShared: false, close: () => cache.close() };
  }
  const namespace = await namespaceOf(options.database);
  const client = await connect(redisUrl, options.applicationName);
  const store = createRedisStore({
    client,
    namespace,
    localEntries: maxCachedAnswers,
    // As over HTTP: a Date comes back as a Date.
    codec: { encode: (value) => superjson.stringify(value), decode: (text): unknown => superjson.parse(text) },
  });
  const cache = createCache({ store });
  logOutages(cache, options.log);
  return {
    cache,
    isShared: true,
    close: async () => {
      await cache.close();
      client.disconnect();
    },
  };
}

/**
 * Of the database itself, not of its address: processes that reach it by different addresses must share, and two Hawkers
 * on one Redis must not. A database that was restored from a dump is another one, and knows nothing of old answers.
 */
async function namespaceOf({ sql }: Database): Promise<string> {
  const identity = await firstRow<{ namespace: string }>(
    sql,
    `SELECT 'hawker-' || system_identifier || '-' || (SELECT oid FROM pg_database WHERE datname = current_database()) AS namespace
     FROM pg_control_system()`,
    [],
  );
  if (!identity) {
    throw new Error('Postgres does not say which database this is.');
  }
  return identity.namespace;
}

/**
 * For the cache alone. By default ioredis keeps commands while it is away and sends them again later; here a command
 * that cannot be sent now fails now, because the read goes on without it.
 */
async function connect(url: string, connectionName: string): Promise<Redis> {
  const client = new Redis(url, {
    connectionName: connectionName.replaceAll(' ', '-'),
    lazyConnect: true,
    // The store itself waits no longer than 100 ms, and does not count the time in which this process was busy; ioredis
    // does, so that here it only ends what would hang.
    commandTimeout: 1_000,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    connectTimeout: 2_000,
    // A connection that a firewall forgot is noticed by its silence.
    socketTimeout: 5_000,
    retryStrategy: (attempt) => Math.min(attempt * 100, 1_000),
  });
  // Without a listener ioredis prints every failed attempt. What it means is logged once, by `logOutages`.
  client.on('error', () => undefined);
  const connected = client.connect().catch(() => undefined);
  const late = new AbortController();
  await Promise.race([connected, waited(waitAtStartMs, late.signal)]);
  late.abort();
  return client;
}

function waited(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    stop.addEventListener('abort', () => clearTimeout(timer));
  });
}

/** Once when Redis goes and once when it is back, whatever is tried in between. */
function logOutages(cache: Cache, log: ApiLog): void {
  let away = false;
  cache.on((event) => {
    if (event.type === 'store-error' && !away) {
      away = true;
      log.warn({ err: event.error }, 'Redis does not answer: reading around the cache until it does');
    } else if (away && isBack(event)) {
      away = false;
      log.warn({}, 'Redis answers again');
    }
  });
}

function isBack(event: CacheEvent): boolean {
  return event.type === 'breaker' ? event.state === 'closed' : event.type === 'invalidation' && event.acknowledged;
}
