import { LRUCache } from 'lru-cache';
import { freezeDeep } from '../freeze.ts';
import type {
  BreakerState,
  Leases,
  Lookup,
  MaybePromise,
  NewEntry,
  Store,
  StoreState,
  WriteOutcome,
} from '../store.ts';
import type { Clock, Schedule } from '../types.ts';
import { Guard } from './guard.ts';
import type { RedisClient } from './redis-client.ts';
import {
  type Codec,
  decodeEntry,
  encodeEntry,
  hasHeader,
  jsonCodec,
  newVersion,
  RedisNames,
  toHeader,
} from './redis-format.ts';

export interface RedisStoreOptions {
  /** A connection that the caller made and will close. */
  readonly client: RedisClient;
  /** Processes with the same namespace share entries. Default `c1`. */
  readonly namespace?: string | undefined;
  /** How many parsed values to keep in this process, each checked against Redis on every read. 0 for none. Default 1,000. */
  readonly localEntries?: number | undefined;
  /** The same bound in estimated bytes. Default 64 MiB. */
  readonly localBytes?: number | undefined;
  /** The most that Redis may add to a read. Default 100. */
  readonly operationTimeoutMs?: number | undefined;
  /** Default: JSON. */
  readonly codec?: Codec | undefined;
  /** For timeouts and the breaker. Default: performance.now, which cannot be set. */
  readonly clock?: Clock | undefined;
  readonly schedule?: Schedule | undefined;
}

/** The versions a read saw, the bucket's first; null where Redis has none. */
interface RedisSight {
  readonly versions: readonly (string | null)[];
  /** By the guard's clock: the capture that follows has only what is left of this read's time. */
  readonly beganMs: number;
}

interface RedisCapture {
  readonly key: string;
  readonly versions: readonly string[];
}

/** A parsed value in this process. Usable only while Redis has the same versions. */
interface LocalEntry {
  readonly value: unknown;
  readonly header: string;
  readonly dependencies: readonly string[];
  readonly sizeBytes: number;
  readonly readAtMs: number;
  readonly freshUntilMs: number;
}

export type RedisStore = Store<RedisSight, RedisCapture>;

/** A tag's version outlives any entry made under it, or at least a day: its end would only cost misses. */
const LEAST_TAG_LIFE_MS = 24 * 60 * 60 * 1_000;

/** Lets answers that have arrived be read first: a busy process is not the fault of Redis. */
const scheduleAfterAnswers: Schedule = (callback, delayMs) => {
  let afterAnswers: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => {
    afterAnswers = setImmediate(callback);
  }, delayMs);
  return () => {
    clearTimeout(timer);
    if (afterAnswers !== undefined) clearImmediate(afterAnswers);
  };
};

/** Keeps entries in Redis, for every process that uses the same one. */
export function createRedisStore(options: RedisStoreOptions): RedisStore {
  return new RedisTagStore(options);
}

class RedisTagStore implements RedisStore {
  readonly kind = 'redis';
  readonly #client: RedisClient;
  readonly #codec: Codec;
  readonly #names: RedisNames;
  readonly #clock: Clock;
  readonly #guard: Guard;
  readonly #local: LRUCache<string, LocalEntry> | undefined;
  readonly #localBytes: number;

  constructor(options: RedisStoreOptions) {
    const { client, localEntries = 1_000, localBytes = 64 * 1024 * 1024 } = options;
    this.#client = client;
    this.#codec = options.codec ?? jsonCodec;
    this.#names = new RedisNames(options.namespace ?? 'c1');
    this.#clock = options.clock ?? (() => performance.now());
    this.#localBytes = localBytes;
    this.#guard = new Guard({
      timeoutMs: options.operationTimeoutMs ?? 100,
      opensAfter: 5,
      retryAfterMs: 1_000,
      clock: this.#clock,
      schedule: options.schedule ?? scheduleAfterAnswers,
      probe: () => this.#touch(),
    });
    if (localEntries > 0) {
      this.#local = new LRUCache({
        max: localEntries,
        maxSize: localBytes,
        sizeCalculation: (entry) => Math.max(1, entry.sizeBytes),
      });
    }
  }

  readonly leases: Leases<RedisSight, RedisCapture> = {
    take: async ({ key, versions }, leaseMs, sight) => {
      const name = this.#names.lease(key, versions);
      const [answer] = await this.#makeAbsent([{ name, value: '1' }], leaseMs, sight);
      return answer === 'OK';
    },
    end: async ({ key, versions }) => {
      await this.#guard.run(() => this.#client.unlink([this.#names.lease(key, versions)]));
    },
  };

  async read(key: string, tags: readonly string[], nowMs: number): Promise<Lookup<RedisSight>> {
    const beganMs = this.#clock();
    const dependencies = this.#names.dependencies(key, tags);
    const local = this.#local?.get(key);
    if (local === undefined || !sameNames(local.dependencies, dependencies) || !isFresh(local, nowMs)) {
      const answer = await this.#guard.run(() => this.#client.mget([this.#names.entry(key), ...dependencies]));
      const [text = null, ...versions] = answer;
      return this.#judge(key, dependencies, text, { versions, beganMs }, nowMs);
    }
    const versions = await this.#guard.run(() => this.#client.mget(dependencies));
    const sight = { versions, beganMs };
    const header = currentHeader(versions);
    if (header === local.header) return { kind: 'hit', value: local.value };
    this.#local?.delete(key);
    // A version that is gone makes every entry under it unusable: there is nothing to fetch.
    if (header === undefined) return { kind: 'miss', reason: 'tag-missing', sight };
    const text = await this.#guard.run(
      () => this.#client.get(this.#names.entry(key)),
      this.#guard.remainingMs(beganMs),
    );
    return this.#judge(key, dependencies, text, sight, nowMs);
  }

  capture(
    key: string,
    tags: readonly string[],
    sight: RedisSight,
    lifeMs: number,
  ): MaybePromise<RedisCapture | undefined> {
    if (isComplete(sight.versions)) return { key, versions: sight.versions };
    return this.#captureAbsent(key, this.#names.dependencies(key, tags), sight, lifeMs);
  }

  holds(capture: RedisCapture, sight: RedisSight): boolean {
    return (
      capture.versions.length === sight.versions.length &&
      capture.versions.every((version, index) => version === sight.versions[index])
    );
  }

  /** Written under the captured versions. Where they are no longer the truth, no reader will use it: no script needed. */
  async write(capture: RedisCapture, entry: NewEntry): Promise<WriteOutcome> {
    const times = { storedAtMs: entry.nowMs, ttlMs: entry.ttlMs, staleForMs: entry.staleForMs };
    const text = encodeEntry(toHeader(capture.versions), times, this.#codec.encode(entry.value));
    const lifeMs = Math.ceil(entry.ttlMs + entry.staleForMs);
    await this.#guard.run(() => this.#client.set(this.#names.entry(capture.key), text, 'PX', lifeMs));
    return 'stored';
  }

  release(): void {
    // A capture is a copy of versions: nothing to let go of.
  }

  async invalidateTags(tags: readonly string[]): Promise<void> {
    await this.#guard.runPatiently(() => this.#client.unlink(tags.map((tag) => this.#names.tag(tag))));
  }

  async delete(key: string): Promise<void> {
    this.#local?.delete(key);
    await this.#guard.runPatiently(() => this.#client.unlink([this.#names.entry(key), this.#names.bucketOf(key)]));
  }

  async clear(): Promise<void> {
    this.#local?.clear();
    await this.#guard.runPatiently(() => this.#client.unlink(this.#names.allBuckets()));
  }

  async ping(): Promise<void> {
    await this.#guard.runPatiently(() => this.#touch());
  }

  state(): StoreState {
    return {
      entries: this.#local?.size ?? 0,
      sizeBytes: this.#local?.calculatedSize ?? 0,
      tags: 0,
      breaker: this.#guard.state,
    };
  }

  watchBreaker(listener: (state: BreakerState) => void): void {
    this.#guard.watch(listener);
  }

  close(): void {
    this.#local?.clear();
  }

  #touch(): Promise<unknown> {
    return this.#client.get(this.#names.bucketOf(''));
  }

  #judge(
    key: string,
    dependencies: readonly string[],
    text: string | null,
    sight: RedisSight,
    nowMs: number,
  ): Lookup<RedisSight> {
    if (text === null) return { kind: 'miss', reason: 'absent', sight };
    const header = currentHeader(sight.versions);
    if (header === undefined) return { kind: 'miss', reason: 'tag-missing', sight };
    // Compared before anything is parsed.
    if (!hasHeader(text, header)) return { kind: 'miss', reason: 'tag', sight };
    const parts = decodeEntry(text, header);
    const decoded = parts && this.#decode(parts.body);
    if (parts === undefined || decoded === undefined) return { kind: 'miss', reason: 'absent', sight };
    const { value } = decoded;
    const sizeBytes = freezeDeep(value);
    const { storedAtMs, ttlMs, staleForMs } = parts.times;
    const freshUntilMs = Math.min(storedAtMs, nowMs) + ttlMs;
    // Redis ended the entry if it was past its whole life. Without a stale window, being there is being fresh.
    if (staleForMs > 0 && nowMs >= freshUntilMs) return { kind: 'stale', value, sight };
    if (sizeBytes <= this.#localBytes) {
      this.#local?.set(key, { value, header, dependencies, sizeBytes, readAtMs: nowMs, freshUntilMs });
    }
    return { kind: 'hit', value };
  }

  /** Undefined for what cannot be read, say after a change of codec: the next load writes over it. */
  #decode(body: string): { readonly value: unknown } | undefined {
    try {
      return { value: this.#codec.decode(body) };
    } catch {
      return undefined;
    }
  }

  /** Makes the versions that Redis does not have. Where another process is quicker, its version counts. */
  async #captureAbsent(
    key: string,
    dependencies: readonly string[],
    sight: RedisSight,
    lifeMs: number,
  ): Promise<RedisCapture | undefined> {
    const absent = dependencies.filter((_, index) => sight.versions[index] === null);
    const versions = new Map<string, string | null>(
      dependencies.map((name, index) => [name, sight.versions[index] ?? null]),
    );
    const tagLifeMs = Math.max(LEAST_TAG_LIFE_MS, Math.ceil(2 * lifeMs));
    const made = absent.map((name) => ({ name, value: newVersion() }));
    const answers = await this.#makeAbsent(made, tagLifeMs, sight);
    const taken: string[] = [];
    for (const [index, { name, value }] of made.entries()) {
      if (answers[index] === 'OK') versions.set(name, value);
      else taken.push(name);
    }
    if (taken.length > 0) {
      const theirs = await this.#guard.run(() => this.#client.mget(taken), this.#guard.remainingMs(sight.beganMs));
      for (const [index, name] of taken.entries()) versions.set(name, theirs[index] ?? null);
    }
    const captured = [...versions.values()];
    return isComplete(captured) ? { key, versions: captured } : undefined;
  }

  /** 'OK' for each that was not there and is now. In what is left of the time of the read that saw the sight. */
  #makeAbsent(
    made: readonly { readonly name: string; readonly value: string }[],
    lifeMs: number,
    sight: RedisSight,
  ): Promise<unknown[]> {
    return this.#guard.run(() => {
      const pipeline = this.#client.pipeline();
      for (const { name, value } of made) pipeline.set(name, value, 'PX', lifeMs, 'NX');
      return pipeline.exec().then(throwFirstError);
    }, this.#guard.remainingMs(sight.beganMs));
  }
}

function throwFirstError(answers: [Error | null, unknown][] | null): unknown[] {
  if (answers === null) throw new Error('The pipeline was discarded');
  return answers.map(([error, result]) => {
    if (error !== null) throw error;
    return result;
  });
}

function isComplete(versions: readonly (string | null)[]): versions is readonly string[] {
  return versions.every((version) => version !== null);
}

/** Undefined when any version is missing: a missing one is never equal to anything. */
function currentHeader(versions: readonly (string | null)[]): string | undefined {
  return isComplete(versions) ? toHeader(versions) : undefined;
}

/**
 * Only while it is fresh: past that, someone may have put a fresh one into Redis under the same versions. The life is
 * reckoned from when this process read the entry where the other process's clock says later.
 */
function isFresh(entry: LocalEntry, nowMs: number): boolean {
  return nowMs >= entry.readAtMs && nowMs < entry.freshUntilMs;
}

function sameNames(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((name, index) => name === right[index]);
}
