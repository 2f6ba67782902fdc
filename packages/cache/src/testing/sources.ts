import type { Cache, GetOptions } from '../types.ts';
import { nextTurn } from './gate.ts';

export interface CountingLoad<T> {
  readonly load: () => T;
  loads(): number;
  set(value: T): void;
}

/** A loader that counts its calls and returns what was last set. */
export function countingLoad<T>(initial: T): CountingLoad<T> {
  let value = initial;
  let loads = 0;
  return {
    load: () => {
      loads += 1;
      return value;
    },
    loads: () => loads,
    set: (next) => {
      value = next;
    },
  };
}

export interface Named {
  readonly name: string;
}

export interface CountingSource {
  readonly options: GetOptions<Named>;
  loads(): number;
  set(name: string): void;
}

/** The same, as options for `get` on the tag t. */
export function countingSource(initial: string, overrides: Partial<GetOptions<Named>> = {}): CountingSource {
  const source = countingLoad<Named>({ name: initial });
  return {
    options: { ttlMs: 60_000, tags: ['t'], load: source.load, ...overrides },
    loads: source.loads,
    set: (name) => source.set({ name }),
  };
}

/** Waits until no load is under way and every write has settled. */
export async function settle(cache: Cache): Promise<void> {
  while (cache.stats().inFlight > 0) await nextTurn();
}

/** Waits until somebody has joined a load. */
export async function joined(cache: Cache): Promise<void> {
  while (cache.stats().joins === 0) await nextTurn();
}
