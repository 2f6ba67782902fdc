import type { StoreOperation } from './events.ts';
import type { Meter } from './meter.ts';
import { PendingTags } from './pending.ts';
import type { Store } from './store.ts';
import { InvalidationError, type Schedule } from './types.ts';

export interface InvalidationsOptions<Sight, Capture> {
  readonly store: Store<Sight, Capture>;
  readonly meter: Meter;
  readonly schedule: Schedule;
  readonly retryAfterMs: number;
  readonly maxPendingTags: number;
  readonly onStoreError: (operation: StoreOperation, error: unknown) => void;
}

/** Sends invalidations, and keeps sending those that the store has not acknowledged. */
export class Invalidations<Sight, Capture> {
  readonly #options: InvalidationsOptions<Sight, Capture>;
  readonly #pending: PendingTags;
  #cancelRetry: (() => void) | undefined;
  #isClosed = false;

  constructor(options: InvalidationsOptions<Sight, Capture>) {
    this.#options = options;
    this.#pending = new PendingTags(options.maxPendingTags);
  }

  get pendingTags(): number {
    return this.#pending.size;
  }

  get arePending(): boolean {
    return !this.#pending.isEmpty;
  }

  /** Whether reads of these tags must not trust the store. */
  blocks(tags: readonly string[]): boolean {
    return this.#pending.blocks(tags);
  }

  async send(tags: readonly string[]): Promise<void> {
    const mark = this.#pending.mark();
    try {
      await this.#options.store.invalidateTags(tags);
    } catch (error) {
      this.#pending.add(tags);
      this.#report(tags, false, false, error);
      this.#retryLater();
      throw new InvalidationError(tags, error);
    }
    this.#pending.acknowledge(tags, mark);
    this.#report(tags, true, false);
  }

  /** Empties the store, which also settles everything that was pending. */
  async clear(): Promise<void> {
    const mark = this.#pending.mark();
    await this.#options.store.clear();
    this.#pending.acknowledgeEverything(mark);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancelRetry?.();
    await this.#retry();
  }

  #retryLater(): void {
    if (this.#isClosed || this.#cancelRetry !== undefined) return;
    this.#cancelRetry = this.#options.schedule(() => {
      // The retry settles every failure inside itself.
      void this.#retry();
    }, this.#options.retryAfterMs);
  }

  async #retry(): Promise<void> {
    this.#cancelRetry = undefined;
    if (!this.arePending) return;
    const tags = this.#pending.names();
    try {
      if (this.#pending.isEverything) await this.clear();
      else {
        const mark = this.#pending.mark();
        await this.#options.store.invalidateTags(tags);
        this.#pending.acknowledge(tags, mark);
      }
      this.#report(tags, true, true);
    } catch (error) {
      this.#report(tags, false, true, error);
    }
    if (this.arePending) this.#retryLater();
  }

  #report(tags: readonly string[], acknowledged: boolean, retry: boolean, error?: unknown): void {
    if (!acknowledged) this.#options.onStoreError('invalidate', error);
    this.#options.meter.emit({ type: 'invalidation', tags, acknowledged, retry });
  }
}
