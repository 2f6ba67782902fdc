export { createCache } from './cache.ts';
export type { CacheEvent, CacheListener, LoadOutcome, MissReason, StoreOperation } from './events.ts';
export type { CacheStats } from './meter.ts';
export type {
  BreakerState,
  Lookup,
  MaybePromise,
  NewEntry,
  Store,
  StoreMissReason,
  StoreState,
  WriteOutcome,
} from './store.ts';
export { StoreTimeoutError, StoreUnavailableError } from './store.ts';
export { createMemoryStore, type MemoryStore, type MemoryStoreOptions } from './stores/memory.ts';
export { createRedisStore, type RedisStore, type RedisStoreOptions } from './stores/redis.ts';
export type { RedisClient, RedisPipeline } from './stores/redis-client.ts';
export type { Codec } from './stores/redis-format.ts';
export {
  type Cache,
  CacheClosedError,
  type CacheHealth,
  type CacheOptions,
  type Clock,
  type GetOptions,
  InvalidationError,
  type LoadContext,
  type Schedule,
} from './types.ts';
