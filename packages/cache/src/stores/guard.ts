import { type BreakerState, StoreTimeoutError, StoreUnavailableError } from '../store.ts';
import type { Clock, Schedule } from '../types.ts';

export interface GuardOptions {
  /** The longest any operation may keep its caller. */
  readonly timeoutMs: number;
  /** Failures in a row after which the breaker opens. */
  readonly opensAfter: number;
  /** How long an open breaker waits before it tries again. */
  readonly retryAfterMs: number;
  /** A clock that cannot be set. */
  readonly clock: Clock;
  readonly schedule: Schedule;
  /** The cheapest operation, to see whether the other side is back. */
  readonly probe: () => Promise<unknown>;
}

/**
 * Stands before every operation on something that may be slow or gone. Bounds the time of each, and after several
 * failures in a row lets none through until one attempt, made behind the callers' backs, succeeds.
 */
export class Guard {
  readonly #options: GuardOptions;
  #state: BreakerState = 'closed';
  #failures = 0;
  #lastAttemptMs = 0;
  #listener: (state: BreakerState) => void = () => undefined;

  constructor(options: GuardOptions) {
    this.#options = options;
  }

  get state(): BreakerState {
    return this.#state;
  }

  watch(listener: (state: BreakerState) => void): void {
    this.#listener = listener;
  }

  /** How much of its time an operation that began then has left. */
  remainingMs(beganMs: number): number {
    return Math.max(1, this.#options.timeoutMs - (this.#options.clock() - beganMs));
  }

  /** For reads: while the breaker is open they fail at once. The attempt to close it costs them nothing. */
  async run<T>(operation: () => Promise<T>, timeoutMs = this.#options.timeoutMs): Promise<T> {
    if (this.#state !== 'closed') {
      if (this.#mayAttempt()) {
        this.#become('half-open');
        this.#attempt(this.#options.probe, this.#options.timeoutMs).catch(() => undefined);
      }
      throw new StoreUnavailableError('The store failed several times in a row and is left alone for now');
    }
    return this.#attempt(operation, timeoutMs);
  }

  /** For operations that are worth a wait: when an attempt to close the breaker is due, this is it. */
  async runPatiently<T>(operation: () => Promise<T>): Promise<T> {
    if (this.#state === 'closed' || !this.#mayAttempt()) return this.run(operation);
    this.#become('half-open');
    return this.#attempt(operation, this.#options.timeoutMs);
  }

  #mayAttempt(): boolean {
    return this.#state === 'open' && this.#options.clock() - this.#lastAttemptMs >= this.#options.retryAfterMs;
  }

  async #attempt<T>(operation: () => Promise<T>, timeoutMs: number): Promise<T> {
    try {
      const result = await this.#inTime(operation, timeoutMs);
      this.#failures = 0;
      this.#become('closed');
      return result;
    } catch (error) {
      this.#failures += 1;
      if (this.#state !== 'closed' || this.#failures >= this.#options.opensAfter) {
        this.#lastAttemptMs = this.#options.clock();
        this.#become('open');
      }
      throw error;
    }
  }

  /** An operation that lost against the clock may still happen; nothing here relies on it not happening. */
  #inTime<T>(operation: () => Promise<T>, timeoutMs: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = this.#options.schedule(() => {
        reject(new StoreTimeoutError(`The store did not answer within ${Math.round(timeoutMs)} ms`));
      }, timeoutMs);
      operation().then(resolve, reject).finally(cancel);
    });
  }

  #become(state: BreakerState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#listener(state);
  }
}
