import type { CacheEvent, CacheListener, LoadOutcome, MissReason } from './events.ts';
import { type BreakerState, type StoreState, StoreTimeoutError } from './store.ts';

export interface CacheStats {
  /** Answers from the store, the stale ones included. */
  readonly hits: number;
  /** Answers past their time to live, inside their stale window. */
  readonly staleServed: number;
  readonly misses: Readonly<Record<MissReason, number>>;
  readonly loads: Readonly<Record<LoadOutcome, number>>;
  /** Gets that waited for a load which was already under way. */
  readonly joins: number;
  /** Gets that waited for another process's load. */
  readonly leaseWaits: number;
  readonly inFlight: number;
  readonly invalidations: number;
  readonly invalidationFailures: number;
  readonly pendingTags: number;
  readonly storeErrors: number;
  /** Those of `storeErrors` that were the operation timeout. */
  readonly timeouts: number;
  /** Events whose listener threw. */
  readonly listenerErrors: number;
  readonly breaker: BreakerState;
  readonly entries: number;
  readonly sizeBytes: number;
  readonly tags: number;
}

/** Counts every event and tells the listeners. */
export class Meter {
  readonly #listeners = new Set<CacheListener>();
  readonly #misses: Record<MissReason, number> = {
    absent: 0,
    expired: 0,
    tag: 0,
    'tag-missing': 0,
    bypass: 0,
    error: 0,
  };
  readonly #loads: Record<LoadOutcome, number> = {
    stored: 0,
    outdated: 0,
    empty: 0,
    unkept: 0,
    abandoned: 0,
    failed: 0,
  };
  #hits = 0;
  #staleServed = 0;
  #joins = 0;
  #leaseWaits = 0;
  #invalidations = 0;
  #invalidationFailures = 0;
  #storeErrors = 0;
  #timeouts = 0;
  #listenerErrors = 0;

  on(listener: CacheListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** The one event on the fast path: no object is made when nobody listens. */
  hit(key: string, label: string | undefined, stale: boolean): void {
    this.#hits += 1;
    if (stale) this.#staleServed += 1;
    if (this.#listeners.size > 0) this.#tell({ type: 'hit', key, label, stale });
  }

  emit(event: Exclude<CacheEvent, { type: 'hit' }>): void {
    this.#count(event);
    this.#tell(event);
  }

  stats(state: StoreState, inFlight: number, pendingTags: number): CacheStats {
    return {
      hits: this.#hits,
      staleServed: this.#staleServed,
      misses: { ...this.#misses },
      loads: { ...this.#loads },
      joins: this.#joins,
      leaseWaits: this.#leaseWaits,
      inFlight,
      invalidations: this.#invalidations,
      invalidationFailures: this.#invalidationFailures,
      pendingTags,
      storeErrors: this.#storeErrors,
      timeouts: this.#timeouts,
      listenerErrors: this.#listenerErrors,
      ...state,
    };
  }

  #count(event: Exclude<CacheEvent, { type: 'hit' }>): void {
    switch (event.type) {
      case 'miss':
        this.#misses[event.reason] += 1;
        return;
      case 'join':
        this.#joins += 1;
        return;
      case 'lease-wait':
        this.#leaseWaits += 1;
        return;
      case 'load':
        this.#loads[event.outcome] += 1;
        return;
      case 'invalidation':
        if (event.acknowledged) this.#invalidations += 1;
        else this.#invalidationFailures += 1;
        return;
      case 'store-error':
        this.#storeErrors += 1;
        if (event.error instanceof StoreTimeoutError) this.#timeouts += 1;
        return;
      case 'breaker':
        return;
    }
  }

  #tell(event: CacheEvent): void {
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch {
        // Whoever only watches must not be able to fail a read.
        this.#listenerErrors += 1;
      }
    }
  }
}
