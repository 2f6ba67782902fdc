/**
 * Tags whose invalidation the store has not acknowledged. While a tag is in here, this process must not trust the store
 * about it. Bounded: past `maxTags` it remembers "everything" instead of names.
 */
export class PendingTags {
  /** Tag to the number of the failure that put it here, so that an older acknowledgement cannot remove a newer failure. */
  readonly #tags = new Map<string, number>();
  readonly #maxTags: number;
  #failures = 0;
  #everythingSince: number | undefined;

  constructor(maxTags: number) {
    this.#maxTags = maxTags;
  }

  /** How many tags; the bound itself once it was passed. */
  get size(): number {
    return this.isEverything ? this.#maxTags : this.#tags.size;
  }

  get isEmpty(): boolean {
    return this.#tags.size === 0 && this.#everythingSince === undefined;
  }

  /** True when there were too many to name: only clearing the whole store settles it. */
  get isEverything(): boolean {
    return this.#everythingSince !== undefined;
  }

  /** Where we are now; pass it to `acknowledge` so that only what was pending by then is taken out. */
  mark(): number {
    return this.#failures;
  }

  names(): string[] {
    return [...this.#tags.keys()];
  }

  /** Whether a read that declares these tags has to go around the store. */
  blocks(tags: readonly string[]): boolean {
    if (this.#everythingSince !== undefined) return true;
    if (this.#tags.size === 0) return false;
    return tags.some((tag) => this.#tags.has(tag));
  }

  add(tags: readonly string[]): void {
    this.#failures += 1;
    if (this.#everythingSince !== undefined) {
      this.#everythingSince = this.#failures;
      return;
    }
    for (const tag of tags) this.#tags.set(tag, this.#failures);
    if (this.#tags.size > this.#maxTags) {
      this.#tags.clear();
      this.#everythingSince = this.#failures;
    }
  }

  acknowledge(tags: readonly string[], mark: number): void {
    for (const tag of tags) {
      const failure = this.#tags.get(tag);
      if (failure !== undefined && failure <= mark) this.#tags.delete(tag);
    }
  }

  /** The whole store was cleared: everything that was pending by the mark is settled. */
  acknowledgeEverything(mark: number): void {
    if (this.#everythingSince !== undefined && this.#everythingSince <= mark) this.#everythingSince = undefined;
    this.acknowledge(this.names(), mark);
  }
}
