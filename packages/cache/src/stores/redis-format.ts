import { randomBytes } from 'node:crypto';

/**
 * What is kept in Redis. Every key of one cache begins with its hash tag, so that a Cluster keeps them in one slot.
 *
 *   {c1}e:<key>     an entry: `version|version...`, a newline, `storedAt,ttl,stale` in ms, a newline, the value
 *   {c1}t:<tag>     the version of a tag: 72 random bits
 *   {c1}b:<number>  the version of a bucket of keys
 *   {c1}l:<key>     and the versions: that a process is loading this key under these versions
 *
 * An entry is usable only while its versions are those of its bucket and its tags. Buckets are how `delete` and `clear`
 * reach entries that other processes hold in memory and loads that are under way: deleting a key renews its bucket,
 * clearing renews all. That makes a few other keys miss as well, which is always allowed.
 */
export class RedisNames {
  readonly #prefix: string;

  constructor(namespace: string) {
    this.#prefix = `{${namespace}}`;
  }

  entry(key: string): string {
    return `${this.#prefix}e:${key}`;
  }

  tag(tag: string): string {
    return `${this.#prefix}t:${tag}`;
  }

  lease(key: string, versions: readonly string[]): string {
    return `${this.#prefix}l:${key}\n${toHeader(versions)}`;
  }

  bucketOf(key: string): string {
    return `${this.#prefix}b:${bucket(key)}`;
  }

  allBuckets(): string[] {
    return Array.from({ length: BUCKETS }, (_, index) => `${this.#prefix}b:${index}`);
  }

  /** Everything whose version an entry depends on, in the order of its header. */
  dependencies(key: string, tags: readonly string[]): string[] {
    return [this.bucketOf(key), ...tags.map((tag) => this.tag(tag))];
  }
}

const BUCKETS = 64;

/** FNV-1a over UTF-16 code units: the same in every process and version. */
function bucket(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % BUCKETS;
}

/** 72 bits as 12 characters: it does not come twice. */
export function newVersion(): string {
  return randomBytes(9).toString('base64url');
}

export interface Codec {
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/** What a JSON round trip keeps. A Date comes back as a string; give a codec of your own where that matters. */
export const jsonCodec: Codec = {
  encode: (value) => (value === undefined ? 'null' : JSON.stringify(value)),
  decode: (text): unknown => JSON.parse(text),
};

/** The times of an entry, by the clock of the process that stored it. */
export interface EntryTimes {
  readonly storedAtMs: number;
  readonly ttlMs: number;
  readonly staleForMs: number;
}

export function toHeader(versions: readonly string[]): string {
  return versions.join('|');
}

export function encodeEntry(header: string, times: EntryTimes, body: string): string {
  return `${header}\n${times.storedAtMs},${times.ttlMs},${times.staleForMs}\n${body}`;
}

export function hasHeader(text: string, header: string): boolean {
  return text.startsWith(header) && text[header.length] === '\n';
}

/** Undefined when it is not an entry as `encodeEntry` writes it. Looked at only after `hasHeader`. */
export function decodeEntry(text: string, header: string): { times: EntryTimes; body: string } | undefined {
  const timesEnd = text.indexOf('\n', header.length + 1);
  const [storedAtMs, ttlMs, staleForMs] = text
    .slice(header.length + 1, timesEnd)
    .split(',')
    .map(Number);
  if (timesEnd < 0 || storedAtMs === undefined || ttlMs === undefined || staleForMs === undefined) return undefined;
  return { times: { storedAtMs, ttlMs, staleForMs }, body: text.slice(timesEnd + 1) };
}
