import { LRUCache } from 'lru-cache';
import type { Lookup, NewEntry, Store, StoreState, WriteOutcome } from '../store.ts';

export interface MemoryStoreOptions {
  /** The least recently used entry goes first. Default 1,000. */
  readonly maxEntries?: number | undefined;
  /** The same bound in estimated bytes. Default 64 MiB. An entry that would take more than all of it is not kept. */
  readonly maxBytes?: number | undefined;
}

/**
 * One life of a tag, shared by the entries and loads that depend on it. Invalidating marks it dead and forgets it: the
 * cost is the number of tags, whatever the number of entries. The next capture of the same name makes a new node.
 */
interface TagNode {
  readonly name: string;
  dead: boolean;
  /** Entries and captures that hold this node. At 0 it leaves the map, which keeps the map as small as its holders. */
  holders: number;
}

interface Entry {
  /** What a hit returns, made once: the way of a hit allocates nothing but its promise. */
  readonly hit: { readonly kind: 'hit'; readonly value: unknown };
  readonly nodes: readonly TagNode[];
  readonly sizeBytes: number;
  readonly storedAtMs: number;
  readonly freshUntilMs: number;
  readonly staleUntilMs: number;
}

interface MemoryCapture {
  readonly key: string;
  readonly nodes: readonly TagNode[];
  /** The key was deleted while its load ran. */
  deleted: boolean;
}

export type MemoryStore = Store<null, MemoryCapture>;

/** Keeps entries in this process. Cannot fail, and answers within the same turn. */
export function createMemoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  return new LruTagStore(options.maxEntries ?? 1_000, options.maxBytes ?? 64 * 1024 * 1024);
}

class LruTagStore implements MemoryStore {
  readonly kind = 'memory';
  readonly #maxBytes: number;
  readonly #entries: LRUCache<string, Entry>;
  readonly #tags = new Map<string, TagNode>();
  /** Captures of loads under way, so that deleting a key reaches them. */
  readonly #captures = new Map<string, Set<MemoryCapture>>();

  constructor(maxEntries: number, maxBytes: number) {
    this.#maxBytes = maxBytes;
    this.#entries = new LRUCache<string, Entry>({
      max: maxEntries,
      maxSize: maxBytes,
      sizeCalculation: (entry) => Math.max(1, entry.sizeBytes),
      dispose: (entry) => this.#letGo(entry.nodes),
    });
  }

  read(key: string, tags: readonly string[], nowMs: number): Lookup<null> {
    const entry = this.#entries.get(key);
    if (entry === undefined) return { kind: 'miss', reason: 'absent', sight: null };
    if (!isAlive(entry.nodes, tags)) {
      this.#entries.delete(key);
      return { kind: 'miss', reason: 'tag', sight: null };
    }
    // A clock that was set back must not lengthen a life: an entry from the future counts as expired.
    const isFromThePast = nowMs >= entry.storedAtMs;
    if (isFromThePast && nowMs < entry.freshUntilMs) return entry.hit;
    if (isFromThePast && nowMs < entry.staleUntilMs) return { kind: 'stale', value: entry.hit.value, sight: null };
    this.#entries.delete(key);
    return { kind: 'miss', reason: 'expired', sight: null };
  }

  capture(key: string, tags: readonly string[]): MemoryCapture {
    const capture: MemoryCapture = { key, nodes: tags.map((tag) => this.#hold(tag)), deleted: false };
    const others = this.#captures.get(key);
    if (others === undefined) this.#captures.set(key, new Set([capture]));
    else others.add(capture);
    return capture;
  }

  holds(capture: MemoryCapture): boolean {
    return !capture.deleted && capture.nodes.every((node) => !node.dead);
  }

  write(capture: MemoryCapture, entry: NewEntry): WriteOutcome {
    if (!this.holds(capture)) return 'outdated';
    if (entry.sizeBytes > this.#maxBytes) {
      this.#entries.delete(capture.key);
      return 'too-large';
    }
    for (const node of capture.nodes) node.holders += 1;
    const freshUntilMs = entry.nowMs + entry.ttlMs;
    this.#entries.set(capture.key, {
      hit: { kind: 'hit', value: entry.value },
      nodes: capture.nodes,
      sizeBytes: entry.sizeBytes,
      storedAtMs: entry.nowMs,
      freshUntilMs,
      staleUntilMs: freshUntilMs + entry.staleForMs,
    });
    return 'stored';
  }

  release(capture: MemoryCapture): void {
    this.#letGo(capture.nodes);
    const others = this.#captures.get(capture.key);
    others?.delete(capture);
    if (others?.size === 0) this.#captures.delete(capture.key);
  }

  invalidateTags(tags: readonly string[]): void {
    for (const tag of tags) {
      const node = this.#tags.get(tag);
      if (node === undefined) continue;
      node.dead = true;
      this.#tags.delete(tag);
    }
  }

  delete(key: string): void {
    this.#entries.delete(key);
    for (const capture of this.#captures.get(key) ?? []) capture.deleted = true;
  }

  clear(): void {
    this.#entries.clear();
    for (const captures of this.#captures.values()) {
      for (const capture of captures) capture.deleted = true;
    }
  }

  ping(): void {
    // Memory is always there.
  }

  state(): StoreState {
    return {
      entries: this.#entries.size,
      sizeBytes: this.#entries.calculatedSize,
      tags: this.#tags.size,
      breaker: 'closed',
    };
  }

  close(): void {
    this.clear();
  }

  #hold(tag: string): TagNode {
    let node = this.#tags.get(tag);
    if (node === undefined) {
      node = { name: tag, dead: false, holders: 0 };
      this.#tags.set(tag, node);
    }
    node.holders += 1;
    return node;
  }

  #letGo(nodes: readonly TagNode[]): void {
    for (const node of nodes) {
      node.holders -= 1;
      // A dead node has left the map already; a living one with the same name may have taken its place.
      if (node.holders === 0 && !node.dead) this.#tags.delete(node.name);
    }
  }
}

/** Whether the entry carries exactly these tags, all in the life in which it was loaded. */
function isAlive(nodes: readonly TagNode[], tags: readonly string[]): boolean {
  if (nodes.length !== tags.length) return false;
  for (let index = 0; index < nodes.length; index += 1) {
    const node = nodes[index];
    if (node === undefined || node.dead || node.name !== tags[index]) return false;
  }
  return true;
}
