/** Where a bucket ends, it is this much wider than where it begins: a quarter of a doubling. */
const bucketsPerDoubling = 4;
/** The first bucket holds everything under 2^-4 ms, the last everything over 2^16 ms (65 s). */
const lowestPower = -4;
const highestPower = 16;
const bucketCount = (highestPower - lowestPower) * bucketsPerDoubling + 2;

/** How long things took. Of one size, however many there are; what is read from it is right to within a tenth. */
export class Histogram {
  readonly #buckets = new Float64Array(bucketCount);
  #count = 0;

  add(durationMs: number): void {
    const place = Math.floor((Math.log2(durationMs) - lowestPower) * bucketsPerDoubling) + 1;
    // A duration of 0 has no logarithm: it comes out as -Infinity.
    const bucket = place < 0 ? 0 : place >= bucketCount ? bucketCount - 1 : place;
    this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
    this.#count += 1;
  }

  merge(other: Histogram): void {
    for (let bucket = 0; bucket < bucketCount; bucket += 1) {
      this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + (other.#buckets[bucket] ?? 0);
    }
    this.#count += other.#count;
  }

  /** So many of all (0.95: of a hundred, 95) took no longer than this, in milliseconds; null while there are none. */
  quantile(share: number): number | null {
    if (this.#count === 0) {
      return null;
    }
    let left = Math.max(1, Math.ceil(share * this.#count));
    for (let bucket = 0; bucket < bucketCount; bucket += 1) {
      left -= this.#buckets[bucket] ?? 0;
      if (left <= 0) {
        return 2 ** ((bucket - 0.5) / bucketsPerDoubling + lowestPower);
      }
    }
    return null;
  }

  /** How many took less than 2^power milliseconds. */
  countBelow(power: number): number {
    const end = (power - lowestPower) * bucketsPerDoubling + 1;
    return this.#buckets.subarray(0, end).reduce((sum, count) => sum + count, 0);
  }
}
