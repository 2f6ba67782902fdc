/**
 * Spaces out work of the same name: the first runs at once, and whatever comes within the time after it runs once, at its
 * end. Nothing is dropped: after the last call the work runs at least once more.
 */

export interface Spacing {
  run(name: string, work: () => void): void;
  /** What still waits is not run. */
  stop(): void;
}

export function createSpacing(apartMs: number): Spacing {
  /** What runs at the end of the time; null where nothing came since. */
  const waiting = new Map<string, { work: (() => void) | null; timer: NodeJS.Timeout }>();

  const start = (name: string) => {
    const timer = setTimeout(() => {
      const work = waiting.get(name)?.work;
      waiting.delete(name);
      if (work) {
        start(name);
        work();
      }
    }, apartMs);
    timer.unref();
    waiting.set(name, { work: null, timer });
  };

  return {
    run(name, work) {
      const entry = waiting.get(name);
      if (entry) {
        entry.work = work;
        return;
      }
      start(name);
      work();
    },
    stop() {
      for (const { timer } of waiting.values()) {
        clearTimeout(timer);
      }
      waiting.clear();
    },
  };
}

export interface BurstOptions {
  most: number;
  withinMs: number;
  /** Monotonic, in milliseconds. */
  nowMs?: () => number;
}

/** Lets so many through in each stretch of time; `take` is false for the rest of it. */
export function createBurst({ most, withinMs, nowMs = () => performance.now() }: BurstOptions): { take(): boolean } {
  let startedMs = Number.NEGATIVE_INFINITY;
  let taken = 0;
  return {
    take() {
      if (nowMs() - startedMs >= withinMs) {
        startedMs = nowMs();
        taken = 0;
      }
      taken += 1;
      return taken <= most;
    },
  };
}
