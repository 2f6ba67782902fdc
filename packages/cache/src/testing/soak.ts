import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Cache } from '../types.ts';
import { settle } from './sources.ts';

/** How many gets are under way at a time. */
const WIDTH = 64;

export interface SoakReport {
  /** Each with a key and two tags that nothing else ever uses. */
  readonly gets: number;
  /** The most that was held at any time, in this process. */
  readonly mostEntries: number;
  readonly mostTags: number;
  /** What the heap grew by between the first tenth and the end, after collecting garbage. Can be negative. */
  readonly grownBytes: number;
}

/** Asks for ever new keys with ever new tags, and invalidates a tenth of them. */
export async function soak(cache: Cache, gets: number): Promise<SoakReport> {
  let mostEntries = 0;
  let mostTags = 0;
  let afterTenth = 0;
  for (let start = 0; start < gets; start += WIDTH) {
    const numbers = Array.from({ length: Math.min(WIDTH, gets - start) }, (_, index) => start + index);
    await Promise.all(
      numbers.map((number) =>
        cache.get(`key:${number}`, {
          ttlMs: 60_000,
          tags: [`tag:${number}`, `other:${number}`],
          load: () => ({ number }),
        }),
      ),
    );
    const dead = numbers.filter((number) => number % 10 === 0);
    if (dead.length > 0) await cache.invalidateTags(dead.map((number) => `tag:${number}`));
    const { entries, tags } = cache.stats();
    mostEntries = Math.max(mostEntries, entries);
    mostTags = Math.max(mostTags, tags);
    if (afterTenth === 0 && start >= gets / 10) afterTenth = heapBytes();
  }
  await settle(cache);
  return { gets, mostEntries, mostTags, grownBytes: heapBytes() - afterTenth };
}

/** What is in use after collecting garbage. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed;
}
