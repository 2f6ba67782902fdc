/** Chance that repeats: the same seed gives the same numbers on every machine. */

import { createHash } from 'node:crypto';

export interface SeededRandom {
  /** In [0, 1). */
  next(): number;
  /** From `low` up to and including `high`. */
  integer(low: number, high: number): number;
  /** Throws where there is nothing to pick from. */
  pick<T>(items: readonly T[]): T;
}

/** `purpose` keeps streams apart, so that drawing once more in one place changes nothing elsewhere. */
export function createRandom(seed: number, purpose: string): SeededRandom {
  // mulberry32: 32 bits of state, more than enough for a schedule.
  let state = createHash('sha256').update(`${seed} ${purpose}`).digest().readUInt32LE(0);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) {
        throw new Error('There is nothing to pick from.');
      }
      return item;
    },
  };
}
