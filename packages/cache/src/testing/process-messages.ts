/** What a test and the cache processes it has started say to each other. Every answer carries the number of its question. */

export type Question =
  | {
      readonly ask: 'get';
      readonly id: number;
      readonly key: string;
      readonly tags: readonly string[];
      readonly ttlMs: number;
      readonly staleForMs: number;
      readonly leaseMs?: number | undefined;
    }
  | { readonly ask: 'invalidate'; readonly id: number; readonly tags: readonly string[] }
  | { readonly ask: 'advance'; readonly id: number; readonly ms: number }
  /** Cuts the connection to Redis; it comes back by itself. */
  | { readonly ask: 'cut'; readonly id: number }
  /** Answered when everything that was ready to run has run. */
  | { readonly ask: 'turn'; readonly id: number };

/** The database's answer to a load, by the number of the load; `error` where it failed. Not answered. */
export interface Loaded {
  readonly ask: 'loaded';
  readonly load: number;
  readonly value?: unknown;
  readonly error?: string;
}

export type Answer =
  | { readonly say: 'ready' }
  | ({ readonly say: 'done'; readonly id: number; readonly value?: unknown } & Moment)
  | ({ readonly say: 'failed'; readonly id: number; readonly message: string } & Moment)
  /** The load of a get has begun and waits for the database. */
  | { readonly say: 'load'; readonly load: number; readonly get: number };

/** Where a process stands, told with every answer. */
export interface Moment {
  readonly inFlight: number;
  readonly pendingTags: number;
  readonly leaseWaits: number;
}
