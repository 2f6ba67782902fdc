import type { LoadOutcome, StoreOperation } from './events.ts';
import { freezeDeep } from './freeze.ts';
import { Turns } from './leases.ts';
import type { Meter } from './meter.ts';
import type { MaybePromise, NewEntry, Store, WriteOutcome } from './store.ts';
import type { Clock, GetOptions, Schedule } from './types.ts';

/** One call of `get`, made ready: its tags are sorted and without repeats. */
export interface Request<T> {
  readonly key: string;
  readonly tags: readonly string[];
  readonly options: GetOptions<T>;
  /** When the get began, in the order of this process (see `Order`). */
  readonly began: number;
}

/** What a lookup that found nothing fresh saw of the tags. Undefined where the store was not asked or failed. */
export type Seen<Sight> = { readonly sight: Sight } | undefined;

/** Hands out increasing numbers. Not a clock: two things never happen at the same one, and it cannot be set back. */
export class Order {
  #last = 0;

  next(): number {
    this.#last += 1;
    return this.#last;
  }
}

/** A load under way, and who waits for it. */
export interface Flight<Capture> {
  readonly key: string;
  readonly tags: readonly string[];
  readonly controller: AbortController;
  value: Promise<unknown>;
  capture: Capture | undefined;
  /** What keeps other processes from loading the same. */
  lease: { readonly capture: Capture; readonly endsMs: number } | undefined;
  /** When the load began, in the order of this process; undefined until it does. */
  loadBegan: number | undefined;
  /** Waiters that can go away. */
  waiters: number;
  /** Someone waits who cannot go away, or the load is a refresh that nobody waits for. */
  pinned: boolean;
  abandoned: boolean;
  /** A later get saw that a tag is not any more what this flight captured. Its value must not replace a newer one. */
  outdated: boolean;
}

export interface FlightsOptions<Sight, Capture> {
  readonly store: Store<Sight, Capture>;
  readonly meter: Meter;
  readonly clock: Clock;
  readonly schedule: Schedule;
  readonly order: Order;
  readonly onStoreError: (operation: StoreOperation, error: unknown) => void;
}

/** Loads under way: who may share one, and what becomes of its value. */
export class Flights<Sight, Capture> {
  readonly #options: FlightsOptions<Sight, Capture>;
  /** The latest flight of each key. An older one that nobody may join any more flies on for those who did. */
  readonly #latest = new Map<string, Flight<Capture>>();
  /** Writes that nobody waits for. */
  readonly #writes = new Set<Promise<void>>();
  readonly #turns: Turns<Sight, Capture>;
  #inFlight = 0;

  constructor(options: FlightsOptions<Sight, Capture>) {
    this.#options = options;
    this.#turns = new Turns({ ...options, capture: (request, sight) => this.#capture(request, sight) });
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** The value from a load that this get may share, or from a new one. */
  value<T>(request: Request<T>, seen: Seen<Sight>): Promise<T> {
    let flight = this.#latest.get(request.key);
    if (flight !== undefined && this.#mayJoin(flight, request, seen)) {
      this.#options.meter.emit({ type: 'join', key: request.key, label: request.options.label });
    } else {
      flight = this.#start(request, seen);
    }
    // A key stands for one type of value; only its readers can know which.
    return this.#wait(flight, request.options.signal) as Promise<T>;
  }

  /** Loads behind a stale answer, unless that is being done already. A failure is only counted: the next get tries again. */
  refresh<T>(request: Request<T>, seen: Seen<Sight>): void {
    const flight = this.#latest.get(request.key);
    if (flight !== undefined && this.#mayJoin(flight, request, seen)) return;
    this.#start(request, seen).pinned = true;
  }

  /** Resolves when no write is under way. */
  async settle(): Promise<void> {
    while (this.#writes.size > 0) await Promise.all(this.#writes);
  }

  /**
   * A get may share a load only if the value cannot be older than the get is allowed to see:
   * - the load has not begun, or began after this get did; or
   * - every tag is still what it was when the flight captured it, so nothing was invalidated in between.
   */
  #mayJoin<T>(flight: Flight<Capture>, request: Request<T>, seen: Seen<Sight>): boolean {
    if (flight.abandoned || !sameTags(flight.tags, request.tags)) return false;
    if (flight.loadBegan === undefined || flight.loadBegan > request.began) return true;
    if (flight.capture === undefined || seen === undefined) return false;
    if (this.#options.store.holds(flight.capture, seen.sight)) return true;
    flight.outdated = true;
    return false;
  }

  #start<T>(request: Request<T>, seen: Seen<Sight>): Flight<Capture> {
    const flight: Flight<Capture> = {
      key: request.key,
      tags: request.tags,
      controller: new AbortController(),
      value: Promise.resolve(),
      capture: undefined,
      lease: undefined,
      loadBegan: undefined,
      waiters: 0,
      pinned: false,
      abandoned: false,
      outdated: false,
    };
    this.#latest.set(request.key, flight);
    this.#inFlight += 1;
    flight.value = this.#run(flight, request, seen);
    // Whoever waits hears of a failure; a refresh, or a flight that everyone left, must not become an unhandled one.
    flight.value.catch(() => undefined);
    return flight;
  }

  async #run<T>(flight: Flight<Capture>, request: Request<T>, seen: Seen<Sight>): Promise<T> {
    const { clock, order } = this.#options;
    // A load begins a turn after its get, so that everyone who asks within the same turn shares it.
    await undefined;
    if (seen !== undefined) {
      flight.capture = await this.#capture(request, seen.sight);
      if (request.options.leaseMs !== undefined) {
        const found = await this.#turns.wait(flight, request, seen.sight);
        if (found !== undefined) {
          this.#land(flight);
          // A key stands for one type of value; only its readers can know which.
          return found.value as T;
        }
      }
    }
    flight.loadBegan = order.next();
    const beganMs = clock();
    let value: T;
    let sizeBytes: number;
    try {
      flight.controller.signal.throwIfAborted();
      value = await request.options.load({ signal: flight.controller.signal });
      sizeBytes = freezeDeep(value);
    } catch (error) {
      this.#end(flight, request, flight.abandoned ? 'abandoned' : 'failed', clock() - beganMs, error);
      throw error;
    }
    const nowMs = clock();
    this.#keep(flight, request, newEntry(value, sizeBytes, request.options, nowMs), nowMs - beganMs);
    return value;
  }

  async #capture<T>(request: Request<T>, sight: Sight): Promise<Capture | undefined> {
    const { ttlMs, staleForMs = 0, negativeTtlMs = 0 } = request.options;
    try {
      const lifeMs = Math.max(ttlMs + staleForMs, negativeTtlMs);
      return await this.#options.store.capture(request.key, request.tags, sight, lifeMs);
    } catch (error) {
      this.#options.onStoreError('capture', error);
      return undefined;
    }
  }

  /** Keeps the value without making anyone wait for it. The flight can be joined until the write has settled. */
  #keep<T>(flight: Flight<Capture>, request: Request<T>, entry: NewEntry | undefined, durationMs: number): void {
    const outcome = this.#write(flight, entry);
    if (!(outcome instanceof Promise)) {
      this.#end(flight, request, outcome, durationMs);
      return;
    }
    this.#writeBehind(outcome.then((late) => this.#end(flight, request, late, durationMs)));
  }

  /** Never fails: a value that cannot be kept is still an answer. */
  #write(flight: Flight<Capture>, entry: NewEntry | undefined): MaybePromise<LoadOutcome> {
    if (flight.abandoned) return 'abandoned';
    if (entry === undefined) return 'empty';
    if (flight.capture === undefined) return 'unkept';
    if (flight.outdated) return 'outdated';
    const failed = (error: unknown): LoadOutcome => {
      this.#options.onStoreError('write', error);
      return 'unkept';
    };
    try {
      const written = this.#options.store.write(flight.capture, entry);
      return written instanceof Promise ? written.then(toLoadOutcome, failed) : toLoadOutcome(written);
    } catch (error) {
      return failed(error);
    }
  }

  #end<T>(
    flight: Flight<Capture>,
    request: Request<T>,
    outcome: LoadOutcome,
    durationMs: number,
    error?: unknown,
  ): void {
    if (flight.lease !== undefined) this.#writeBehind(this.#turns.end(flight));
    this.#land(flight);
    const event = { type: 'load', key: flight.key, label: request.options.label, outcome, durationMs } as const;
    this.#options.meter.emit(outcome === 'failed' ? { ...event, error } : event);
  }

  #land(flight: Flight<Capture>): void {
    if (flight.capture !== undefined) this.#options.store.release(flight.capture);
    if (this.#latest.get(flight.key) === flight) this.#latest.delete(flight.key);
    this.#inFlight -= 1;
  }

  /** For what never fails and nobody waits for but `settle`. */
  #writeBehind(write: Promise<void>): void {
    const settled: Promise<void> = write.finally(() => this.#writes.delete(settled));
    this.#writes.add(settled);
  }

  #wait(flight: Flight<Capture>, signal: AbortSignal | undefined): Promise<unknown> {
    if (signal === undefined) {
      flight.pinned = true;
      return flight.value;
    }
    flight.waiters += 1;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        reject(signal.reason);
        flight.waiters -= 1;
        if (flight.waiters > 0 || flight.pinned) return;
        flight.abandoned = true;
        flight.controller.abort(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      const stay = (): void => signal.removeEventListener('abort', leave);
      flight.value.then(resolve, reject).finally(stay);
    });
  }
}

/** What to keep of a value; undefined when "nothing there" is not to be kept. */
function newEntry(
  value: unknown,
  sizeBytes: number,
  options: GetOptions<unknown>,
  nowMs: number,
): NewEntry | undefined {
  if (value !== null && value !== undefined) {
    return { value, sizeBytes, ttlMs: options.ttlMs, staleForMs: options.staleForMs ?? 0, nowMs };
  }
  if (options.negativeTtlMs === undefined) return undefined;
  return { value, sizeBytes, ttlMs: options.negativeTtlMs, staleForMs: 0, nowMs };
}

function toLoadOutcome(written: WriteOutcome): LoadOutcome {
  return written === 'too-large' ? 'unkept' : written;
}

function sameTags(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((tag, index) => tag === right[index]);
}
