export interface Timers {
  now(): number;
  set(run: () => void, afterMs: number): unknown;
  clear(timer: unknown): void;
}

export const browserTimers: Timers = {
  now: () => performance.now(),
  set: (run, afterMs) => setTimeout(run, afterMs),
  clear: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

export interface Throttled {
  /** Runs now, or as soon as the interval allows; whatever was asked for is followed by a run. */
  ask(): void;
  cancel(): void;
}

/**
 * Runs at most once an interval. The last ask is never lost: a run always starts after it, which is what makes the
 * screen end up right when a burst of messages stops.
 */
export function createThrottle(run: () => void, intervalMs: number, timers: Timers = browserTimers): Throttled {
  let lastRunAt = Number.NEGATIVE_INFINITY;
  let timer: unknown = null;
  const fire = () => {
    timer = null;
    lastRunAt = timers.now();
    run();
  };
  return {
    ask() {
      if (timer !== null) {
        return;
      }
      const waitMs = lastRunAt + intervalMs - timers.now();
      if (waitMs <= 0) {
        fire();
      } else {
        timer = timers.set(fire, waitMs);
      }
    },
    cancel() {
      if (timer !== null) {
        timers.clear(timer);
        timer = null;
      }
    },
  };
}
