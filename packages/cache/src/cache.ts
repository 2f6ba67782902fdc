import type { CacheListener, MissReason, StoreOperation } from './events.ts';
import { Flights, Order, type Request } from './flights.ts';
import { Invalidations } from './invalidations.ts';
import { type CacheStats, Meter } from './meter.ts';
import { type Lookup, type Store, StoreTimeoutError } from './store.ts';
import {
  type Cache,
  CacheClosedError,
  type CacheHealth,
  type CacheOptions,
  type Clock,
  type GetOptions,
  type Schedule,
} from './types.ts';

/** A cache over a store. Nothing a loader read before an invalidation is served after it. */
export function createCache<Sight, Capture>(options: CacheOptions<Sight, Capture>): Cache {
  return new TagCache(options);
}

const scheduleUnref: Schedule = (callback, delayMs) => {
  const timer = setTimeout(callback, delayMs);
  timer.unref();
  return () => clearTimeout(timer);
};

class TagCache<Sight, Capture> implements Cache {
  readonly #store: Store<Sight, Capture>;
  readonly #clock: Clock;
  readonly #meter = new Meter();
  readonly #order = new Order();
  readonly #flights: Flights<Sight, Capture>;
  readonly #invalidations: Invalidations<Sight, Capture>;
  #closing: Promise<void> | undefined;

  constructor(options: CacheOptions<Sight, Capture>) {
    const store = options.store;
    this.#store = store;
    this.#clock = options.clock ?? Date.now;
    if (options.onEvent !== undefined) this.#meter.on(options.onEvent);
    const meter = this.#meter;
    const onStoreError = (operation: StoreOperation, error: unknown): void => this.#storeFailed(operation, error);
    const schedule = options.schedule ?? scheduleUnref;
    this.#flights = new Flights({ store, meter, clock: this.#clock, schedule, order: this.#order, onStoreError });
    this.#invalidations = new Invalidations({
      store,
      meter,
      schedule,
      retryAfterMs: options.retryAfterMs ?? 1_000,
      maxPendingTags: options.maxPendingTags ?? 10_000,
      onStoreError,
    });
    store.watchBreaker?.((state) => meter.emit({ type: 'breaker', state }));
  }

  get<T>(key: string, options: GetOptions<T>): Promise<T> {
    const problem = findProblem(key, options);
    if (problem !== undefined) return Promise.reject(problem);
    if (options.signal?.aborted) return Promise.reject(options.signal.reason);
    const tags = normaliseTags(options.tags);
    const began = this.#order.next();
    if (this.#closing !== undefined || this.#invalidations.blocks(tags)) {
      return this.#around({ key, tags, options, began }, 'bypass');
    }
    let looked: Lookup<Sight> | Promise<Lookup<Sight>>;
    try {
      looked = this.#store.read(key, tags, this.#clock());
    } catch (error) {
      return this.#afterFailedRead({ key, tags, options, began }, error);
    }
    // No await here: an answer from memory is a promise that has resolved already.
    if (!(looked instanceof Promise)) {
      if (looked.kind === 'hit') {
        this.#meter.hit(key, options.label, false);
        // A key stands for one type of value; only its readers can know which.
        return Promise.resolve(looked.value as T);
      }
      return this.#answer({ key, tags, options, began }, looked);
    }
    const request: Request<T> = { key, tags, options, began };
    return looked.then(
      (lookup) => this.#answer(request, lookup),
      (error: unknown) => this.#afterFailedRead(request, error),
    );
  }

  async invalidateTags(tags: readonly string[]): Promise<void> {
    this.#mustBeOpen();
    if (tags.length > 0) await this.#invalidations.send(normaliseTags(tags));
  }

  async delete(key: string): Promise<void> {
    this.#mustBeOpen();
    await this.#reporting('delete', () => this.#store.delete(key));
  }

  async clear(): Promise<void> {
    this.#mustBeOpen();
    await this.#reporting('clear', () => this.#invalidations.clear());
  }

  async health(): Promise<CacheHealth> {
    let problem: string | undefined;
    try {
      if (this.#closing !== undefined) throw new CacheClosedError();
      await this.#reporting('ping', () => this.#store.ping());
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
    }
    const isOk = problem === undefined && !this.#invalidations.arePending;
    return {
      status: isOk ? 'ok' : 'degraded',
      store: this.#store.kind,
      breaker: this.#store.state().breaker,
      pendingTags: this.#invalidations.pendingTags,
      ...(problem === undefined ? {} : { problem }),
    };
  }

  on(listener: CacheListener): () => void {
    return this.#meter.on(listener);
  }

  stats(): CacheStats {
    return this.#meter.stats(this.#store.state(), this.#flights.inFlight, this.#invalidations.pendingTags);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#invalidations.close();
    await this.#flights.settle();
    await this.#store.close();
  }

  #answer<T>(request: Request<T>, lookup: Lookup<Sight>): Promise<T> {
    const { key, options } = request;
    switch (lookup.kind) {
      case 'hit':
        this.#meter.hit(key, options.label, false);
        // A key stands for one type of value; only its readers can know which.
        return Promise.resolve(lookup.value as T);
      case 'stale':
        this.#meter.hit(key, options.label, true);
        this.#flights.refresh(request, lookup);
        return Promise.resolve(lookup.value as T);
      case 'miss':
        this.#meter.emit({ type: 'miss', key, label: options.label, reason: lookup.reason });
        // The signal may have been aborted while a far store was asked.
        if (options.signal?.aborted) return Promise.reject(options.signal.reason);
        return this.#flights.value(request, lookup);
    }
  }

  /** Loads without the store: nothing is known of the tags, so nothing is kept. */
  #around<T>(request: Request<T>, reason: MissReason): Promise<T> {
    const { key, options } = request;
    this.#meter.emit({ type: 'miss', key, label: options.label, reason });
    return this.#flights.value(request, undefined);
  }

  #afterFailedRead<T>(request: Request<T>, error: unknown): Promise<T> {
    this.#storeFailed('read', error);
    return this.#around(request, 'error');
  }

  async #reporting(operation: StoreOperation, run: () => void | Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.#storeFailed(operation, error);
      throw error;
    }
  }

  #storeFailed(operation: StoreOperation, error: unknown): void {
    this.#meter.emit({ type: 'store-error', operation, timedOut: error instanceof StoreTimeoutError, error });
  }

  #mustBeOpen(): void {
    if (this.#closing !== undefined) throw new CacheClosedError();
  }
}

/** Sorted and without repeats, so that a store can compare tags one by one. Mostly they are already. */
function normaliseTags(tags: readonly string[]): readonly string[] {
  for (let index = 1; index < tags.length; index += 1) {
    const previous = tags[index - 1];
    const tag = tags[index];
    if (previous === undefined || tag === undefined || previous >= tag) return [...new Set(tags)].sort();
  }
  return tags;
}

/** A mistake in a call is told to the caller, and never mistaken for a failure of the store. */
function findProblem(key: string, options: GetOptions<unknown>): Error | undefined {
  if (key === '') return new RangeError('A cache key must not be empty');
  if (!isDuration(options.ttlMs, 1)) return new RangeError(`ttlMs of ${key} must be at least 1 millisecond`);
  if (options.staleForMs !== undefined && !isDuration(options.staleForMs, 0)) {
    return new RangeError(`staleForMs of ${key} must be 0 or more milliseconds`);
  }
  if (options.negativeTtlMs !== undefined && !isDuration(options.negativeTtlMs, 1)) {
    return new RangeError(`negativeTtlMs of ${key} must be at least 1 millisecond`);
  }
  if (options.leaseMs !== undefined && !isDuration(options.leaseMs, 1)) {
    return new RangeError(`leaseMs of ${key} must be at least 1 millisecond`);
  }
  return undefined;
}

function isDuration(value: number, leastMs: number): boolean {
  return Number.isFinite(value) && value >= leastMs;
}
