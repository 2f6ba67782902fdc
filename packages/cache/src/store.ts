/**
 * The store contract: what a place to keep entries must do so that `createCache` can give its guarantees over it.
 * `testing/store-suite.ts` is the same contract as tests; a store that passes it may be used.
 *
 * Glossary
 * - tag: a name that an entry depends on. Invalidating the tag makes every entry that carries it unusable.
 * - sight: what a read learned about the tags at the moment it looked.
 * - capture: the identity of every tag, taken BEFORE a load begins. An entry is usable only while its capture is
 *   still the truth. This order is what makes an invalidation in the middle of a load impossible to lose.
 */

/** A value at once where the store is in memory, a promise where it is far away. A memory hit never waits a turn. */
export type MaybePromise<T> = T | Promise<T>;

/** Why a read found nothing usable in the store. */
export type StoreMissReason = 'absent' | 'expired' | 'tag' | 'tag-missing';

export type Lookup<Sight> =
  | { readonly kind: 'hit'; readonly value: unknown }
  /** Past its time to live, inside its stale window, and every tag still good. */
  | { readonly kind: 'stale'; readonly value: unknown; readonly sight: Sight }
  | { readonly kind: 'miss'; readonly reason: StoreMissReason; readonly sight: Sight };

/** What a finished load leaves behind. The value is already frozen. */
export interface NewEntry {
  readonly value: unknown;
  /** An estimate, for the store's own bound and for metrics. */
  readonly sizeBytes: number;
  readonly ttlMs: number;
  /** How long past `ttlMs` the entry may still be served while a new one is loaded. 0 for never. */
  readonly staleForMs: number;
  readonly nowMs: number;
}

/** `outdated`: a tag died, or the key was deleted, after the capture. `too-large`: more than the store takes at all. */
export type WriteOutcome = 'stored' | 'outdated' | 'too-large';

export type BreakerState = 'closed' | 'open' | 'half-open';

/** A store's figures of the moment. `entries`, `sizeBytes` and `tags` count what this process holds in memory. */
export interface StoreState {
  readonly entries: number;
  readonly sizeBytes: number;
  readonly tags: number;
  readonly breaker: BreakerState;
}

/** Lets one process load while the others wait for it. An entry of other versions has another lease. */
export interface Leases<Sight, Capture> {
  /** Whether this process has it now. It ends by itself after `leaseMs`, so that nobody waits for the dead. */
  take(capture: Capture, leaseMs: number, sight: Sight): Promise<boolean>;
  /** Gives it back. */
  end(capture: Capture): Promise<void>;
}

export interface Store<Sight, Capture> {
  readonly kind: string;

  /** Only where processes share the store. */
  readonly leases?: Leases<Sight, Capture> | undefined;

  /**
   * Looks an entry up for a reader that declares exactly `tags` (sorted, without repeats).
   * An entry kept under other tags is a miss: the reader's tags are what it will be told about.
   */
  read(key: string, tags: readonly string[], nowMs: number): MaybePromise<Lookup<Sight>>;

  /**
   * Takes the identity of every tag, before a load begins. `lifeMs` is the longest the entry could be kept.
   * Undefined when the tags are changing too fast to be pinned down: the load then goes on and is not stored.
   */
  capture(key: string, tags: readonly string[], sight: Sight, lifeMs: number): MaybePromise<Capture | undefined>;

  /** Whether nothing has been invalidated between the capture and the sight. Decides who may join a flight. */
  holds(capture: Capture, sight: Sight): boolean;

  /** Keeps the entry, unless it can be known already that its capture is no longer the truth. */
  write(capture: Capture, entry: NewEntry): MaybePromise<WriteOutcome>;

  /** Called exactly once for every capture, when its load is over and its write has settled. */
  release(capture: Capture): void;

  /** Returns, or resolves, only when no later read anywhere can use an entry that carries one of the tags. */
  invalidateTags(tags: readonly string[]): MaybePromise<void>;

  /** Forgets one key, also for a load under way. May forget others with it: that only costs misses. */
  delete(key: string): MaybePromise<void>;

  /** Forgets everything, also for loads under way. */
  clear(): MaybePromise<void>;

  /** Fails when the store cannot be used. */
  ping(): MaybePromise<void>;

  state(): StoreState;

  /** Hears the breaker change. At most one listener: the cache over the store. */
  watchBreaker?(listener: (state: BreakerState) => void): void;

  /** Lets go of memory and timers. Connections belong to whoever made them. */
  close(): MaybePromise<void>;
}

/** The store did not answer in the time an operation may take. */
export class StoreTimeoutError extends Error {
  override readonly name = 'StoreTimeoutError';
}

/** The store failed several times in a row and is left alone until it answers again. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}
