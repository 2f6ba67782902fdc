import type { BreakerState, StoreMissReason } from './store.ts';

/** `bypass`: a tag's invalidation is pending, or the cache is closed. `error`: the store failed. */
export type MissReason = StoreMissReason | 'bypass' | 'error';

/**
 * How a load ended.
 * - stored: kept.
 * - outdated: a tag was invalidated, or the key deleted, while it ran; the value went to those who waited and was not kept.
 * - empty: null or undefined without `negativeTtlMs`; not kept.
 * - unkept: the cache was bypassed, the store failed or found it too large; not kept.
 * - abandoned: nobody waited any more; not kept.
 * - failed: `load` rejected; not kept.
 */
export type LoadOutcome = 'stored' | 'outdated' | 'empty' | 'unkept' | 'abandoned' | 'failed';

export type StoreOperation = 'read' | 'capture' | 'lease' | 'write' | 'invalidate' | 'delete' | 'clear' | 'ping';

interface ByKey {
  readonly key: string;
  /** The label given to `get`: the name of the procedure. */
  readonly label: string | undefined;
}

export type CacheEvent =
  | (ByKey & { readonly type: 'hit'; readonly stale: boolean })
  | (ByKey & { readonly type: 'miss'; readonly reason: MissReason })
  | (ByKey & { readonly type: 'join' })
  | (ByKey & {
      readonly type: 'lease-wait';
      /** `found`: another process stored the value. `loads`: it was this one's turn, or it had waited long enough. */
      readonly outcome: 'found' | 'loads';
      readonly durationMs: number;
    })
  | (ByKey & {
      readonly type: 'load';
      readonly outcome: LoadOutcome;
      readonly durationMs: number;
      /** What `load` rejected with; only with `failed`. */
      readonly error?: unknown;
    })
  | {
      readonly type: 'invalidation';
      readonly tags: readonly string[];
      readonly acknowledged: boolean;
      /** True when it is sent again after a failure. */
      readonly retry: boolean;
    }
  | {
      readonly type: 'store-error';
      readonly operation: StoreOperation;
      readonly timedOut: boolean;
      readonly error: unknown;
    }
  | { readonly type: 'breaker'; readonly state: BreakerState };

export type CacheListener = (event: CacheEvent) => void;
