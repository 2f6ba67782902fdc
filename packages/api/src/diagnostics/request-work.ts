/**
 * What one request costs: its statements, their time, and the answers it had from the cache. Procedures count into the
 * request that they belong to, so that a batch and a page tell the sum.
 */

import type { Cache, CacheHealth, CacheListener, CacheStats, GetOptions } from '@hawker/cache';
import { isWork, type StatementWatch, watchStatements } from '@hawker/db';
import type { App } from '../context.ts';
import type { CallOutcome } from './figures.ts';
import type { ProcessMeter } from './process-meter.ts';

export class RequestWork {
  readonly meter: ProcessMeter;
  readonly #startedMs: number;
  statements = 0;
  /** Of all statements together: more than the whole where they ran beside each other. */
  databaseMs = 0;
  cacheReads = 0;
  cacheMisses = 0;

  constructor(meter: ProcessMeter) {
    this.meter = meter;
    this.#startedMs = meter.nowMs();
  }

  /** An App whose cached answers count for this request; for what is asked outside of procedures. */
  observe(app: App, askedBy: string): App {
    return observed(app, new CallWork(this, askedBy), true);
  }

  /** A procedure begins. */
  call(path: string): CallWork {
    return new CallWork(this, path);
  }

  /** The value of the `Server-Timing` header, as far as the work has come. Times in milliseconds. */
  serverTiming(): string {
    const { statements, databaseMs, cacheReads, cacheMisses } = this;
    const hits = cacheReads - cacheMisses;
    const totalMs = this.meter.nowMs() - this.#startedMs;
    return (
      `db;desc="${statements === 1 ? '1 statement' : `${statements} statements`}";dur=${tenths(databaseMs)}, ` +
      `cache;desc="${hits === 1 ? '1 hit' : `${hits} hits`}, ${cacheMisses === 1 ? '1 miss' : `${cacheMisses} misses`}", ` +
      `total;dur=${tenths(totalMs)}`
    );
  }
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}

/** What one procedure of a request costs. */
export class CallWork implements StatementWatch {
  readonly #request: RequestWork;
  readonly #askedBy: string;
  readonly #startedMs: number;
  #statements = 0;

  constructor(request: RequestWork, askedBy: string) {
    this.#request = request;
    this.#askedBy = askedBy;
    this.#startedMs = request.meter.nowMs();
  }

  /**
   * Runs the procedure with an App whose work is counted. `answersFromCache`: it touches the database in nothing but what
   * the cache asks it to load. Then only these loads are watched, since to follow a whole call costs a fifth of answering
   * one from memory.
   */
  run<Result>(app: App, answersFromCache: boolean, procedure: (app: App) => Promise<Result>): Promise<Result> {
    const seen = observed(app, this, answersFromCache);
    return answersFromCache ? procedure(seen) : watchStatements(this, () => procedure(seen));
  }

  ended(outcome: CallOutcome): void {
    const { meter } = this.#request;
    const nowMs = meter.nowMs();
    meter.called(this.#askedBy, { outcome, durationMs: nowMs - this.#startedMs, statements: this.#statements }, nowMs);
  }

  sent(text: string): void {
    if (isWork(text)) {
      this.#statements += 1;
      this.#request.statements += 1;
    }
  }

  answered(text: string, durationMs: number): void {
    this.#request.databaseMs += durationMs;
    if (isWork(text)) {
      this.#request.meter.answered(text, durationMs, this.#askedBy);
    }
  }

  cacheRead(): void {
    this.#request.cacheReads += 1;
  }

  cacheMissed(): void {
    this.#request.cacheMisses += 1;
  }
}

function observed(app: App, call: CallWork, watchesLoads: boolean): App {
  return { ...app, cache: new ObservedCache(app.cache, call, watchesLoads) };
}

/** The process's cache as one call sees it. A load that is under way already, for somebody else, is no miss of its own. */
class ObservedCache implements Cache {
  readonly #cache: Cache;
  readonly #call: CallWork;
  readonly #watchesLoads: boolean;

  constructor(cache: Cache, call: CallWork, watchesLoads: boolean) {
    this.#cache = cache;
    this.#call = call;
    this.#watchesLoads = watchesLoads;
  }

  get<T>(key: string, options: GetOptions<T>): Promise<T> {
    this.#call.cacheRead();
    return this.#cache.get(key, { ...options, load: countedLoad(this.#call, this.#watchesLoads, options) });
  }

  invalidateTags(tags: readonly string[]): Promise<void> {
    return this.#cache.invalidateTags(tags);
  }

  delete(key: string): Promise<void> {
    return this.#cache.delete(key);
  }

  clear(): Promise<void> {
    return this.#cache.clear();
  }

  health(): Promise<CacheHealth> {
    return this.#cache.health();
  }

  on(listener: CacheListener): () => void {
    return this.#cache.on(listener);
  }

  stats(): CacheStats {
    return this.#cache.stats();
  }

  close(): Promise<void> {
    return this.#cache.close();
  }
}

/** The function that it gives has no name: tsx names functions when they are made, which is felt in a read from memory. */
function countedLoad<T>(call: CallWork, isWatched: boolean, { load }: GetOptions<T>): GetOptions<T>['load'] {
  return (context) => {
    call.cacheMissed();
    return isWatched ? watchStatements(call, () => load(context)) : load(context);
  };
}
