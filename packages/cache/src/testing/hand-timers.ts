import type { Schedule } from '../types.ts';

export interface HandTimers {
  readonly schedule: Schedule;
  readonly clock: () => number;
  /** Moves the clock and runs every timer that has come due, in order. */
  advance(ms: number): void;
  waiting(): number;
}

/** A clock and timers that move only when the test says so. */
export function createHandTimers(startMs = 1_000_000): HandTimers {
  let nowMs = startMs;
  const timers = new Map<symbol, { readonly dueMs: number; readonly callback: () => void }>();
  return {
    clock: () => nowMs,
    schedule: (callback, delayMs) => {
      const id = Symbol('timer');
      timers.set(id, { dueMs: nowMs + delayMs, callback });
      return () => timers.delete(id);
    },
    advance: (ms) => {
      nowMs += ms;
      const due = [...timers].filter(([, timer]) => timer.dueMs <= nowMs).sort(([, a], [, b]) => a.dueMs - b.dueMs);
      for (const [id, timer] of due) {
        // An earlier callback may have called this one off.
        if (timers.delete(id)) timer.callback();
      }
    },
    waiting: () => timers.size,
  };
}
