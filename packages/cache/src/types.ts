import type { CacheListener } from './events.ts';
import type { CacheStats } from './meter.ts';
import type { BreakerState, Store } from './store.ts';

/** Now, in milliseconds since the epoch. */
export type Clock = () => number;

/** Runs the callback once after the delay; the returned function calls it off. */
export type Schedule = (callback: () => void, delayMs: number) => () => void;

export interface LoadContext {
  /** Aborted when everyone who waited for this load has gone. */
  readonly signal: AbortSignal;
}

export interface GetOptions<T> {
  /** How long the value may be served without asking again, in milliseconds. Greater than 0. */
  readonly ttlMs: number;
  /**
   * Everything the value is made from. Declared before the load runs, in any order. One key always goes with the
   * same tags; a reader that names others gets a miss, never an entry it would not be told about.
   */
  readonly tags: readonly string[];
  /** Makes the value. Read outside any open transaction. */
  readonly load: (context: LoadContext) => T | Promise<T>;
  /** For this long past `ttlMs`, serve the old value at once and load behind it. Never past a tag. */
  readonly staleForMs?: number | undefined;
  /**
   * With a store that processes share: only one of them loads this key at a time, for at most so many milliseconds, and
   * the others wait for what it stores. A process that has waited twice as long loads too. Without it there may be one
   * load a process. A memory store has no use for it.
   */
  readonly leaseMs?: number | undefined;
  /** How long null or undefined may be kept. Without it, "nothing there" is never kept. */
  readonly negativeTtlMs?: number | undefined;
  /** Ends this caller's wait. The load itself is aborted when nobody waits for it any more. */
  readonly signal?: AbortSignal | undefined;
  /** The one label that events carry besides the key. The name of the procedure, never something unbounded. */
  readonly label?: string | undefined;
}

export interface CacheHealth {
  /** `degraded`: reads go on, around the cache. */
  readonly status: 'ok' | 'degraded';
  readonly store: string;
  readonly breaker: BreakerState;
  /** Tags whose invalidation has not been acknowledged yet. Their reads go around the cache. */
  readonly pendingTags: number;
  /** Why the store could not be used, in the words of the error. */
  readonly problem?: string;
}

export interface Cache {
  /**
   * The value for a key: from the store, from a load that is under way, or from a new load.
   * Rejects only with what `load` rejects with, or with the reason of an aborted `signal`; never because of the store.
   * The value is frozen and shared between everyone who asks.
   */
  get<T>(key: string, options: GetOptions<T>): Promise<T>;

  /**
   * Makes every entry that carries one of the tags unusable. Call it after the commit and before the reply.
   * Resolves only when the store has acknowledged. Otherwise it rejects with an InvalidationError, reads of those tags
   * go around the cache in this process, and the invalidation is sent again until it is acknowledged.
   */
  invalidateTags(tags: readonly string[]): Promise<void>;

  /** Forgets one key, also for a load under way. Rejects unless the store acknowledged. */
  delete(key: string): Promise<void>;

  /** Forgets everything, also for loads under way. Rejects unless the store acknowledged. */
  clear(): Promise<void>;

  /** Asks the store whether it works. Never rejects. */
  health(): Promise<CacheHealth>;

  /** Hears every event, in the turn in which it happens. The returned function stops it. */
  on(listener: CacheListener): () => void;

  /** Counts since the start, and figures of the moment. */
  stats(): CacheStats;

  /**
   * Sends pending invalidations one last time and lets go of memory and timers. Afterwards `get` loads directly and
   * everything that changes the store rejects.
   */
  close(): Promise<void>;
}

export interface CacheOptions<Sight, Capture> {
  readonly store: Store<Sight, Capture>;
  /** Default: Date.now. */
  readonly clock?: Clock | undefined;
  /** Default: setTimeout that does not keep the process alive. */
  readonly schedule?: Schedule | undefined;
  readonly onEvent?: CacheListener | undefined;
  /** How long after a failed invalidation it is sent again. Default 1,000. */
  readonly retryAfterMs?: number | undefined;
  /** More pending tags than this are remembered as "everything". Default 10,000. */
  readonly maxPendingTags?: number | undefined;
}

/** An invalidation that the store did not acknowledge. It is kept and sent again; `cause` is what went wrong. */
export class InvalidationError extends Error {
  override readonly name = 'InvalidationError';
  readonly tags: readonly string[];

  constructor(tags: readonly string[], cause: unknown) {
    super(`The store did not acknowledge the invalidation of ${tags.length === 1 ? '1 tag' : `${tags.length} tags`}`, {
      cause,
    });
    this.tags = tags;
  }
}

/** The cache was closed before this call. */
export class CacheClosedError extends Error {
  override readonly name = 'CacheClosedError';

  constructor() {
    super('The cache is closed');
  }
}
