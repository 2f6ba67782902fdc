import type { StoreOperation } from '../events.ts';
import type { Store } from '../store.ts';

export interface FaultyStore<Sight, Capture> extends Store<Sight, Capture> {
  /** These operations fail from now on; without any, all work again. */
  fail(...operations: StoreOperation[]): void;
}

/** A store that is far away and can be out of reach: every answer takes a turn, and chosen operations reject. */
export function createFaultyStore<Sight, Capture>(store: Store<Sight, Capture>): FaultyStore<Sight, Capture> {
  let failing: ReadonlySet<StoreOperation> = new Set();
  const far = async <T>(operation: StoreOperation, run: () => T | Promise<T>): Promise<T> => {
    if (failing.has(operation)) throw new Error(`out of reach: ${operation}`);
    return run();
  };
  const { leases } = store;
  return {
    kind: 'faulty',
    leases: leases && {
      take: (capture, leaseMs, sight) => far('lease', () => leases.take(capture, leaseMs, sight)),
      end: (capture) => far('lease', () => leases.end(capture)),
    },
    fail: (...operations) => {
      failing = new Set(operations);
    },
    read: (key, tags, nowMs) => far('read', () => store.read(key, tags, nowMs)),
    capture: (key, tags, sight, lifeMs) => far('capture', () => store.capture(key, tags, sight, lifeMs)),
    holds: (capture, sight) => store.holds(capture, sight),
    write: (capture, entry) => far('write', () => store.write(capture, entry)),
    release: (capture) => store.release(capture),
    invalidateTags: (tags) => far('invalidate', () => store.invalidateTags(tags)),
    delete: (key) => far('delete', () => store.delete(key)),
    clear: () => far('clear', () => store.clear()),
    ping: () => far('ping', () => store.ping()),
    state: () => store.state(),
    close: () => store.close(),
  };
}
