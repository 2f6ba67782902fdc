/**
 * The clock of the schedule. It stands still while no worker is ready: on a busy machine, where a process takes seconds
 * to start, the faults would otherwise all fall on workers that are not there yet.
 */

import { setTimeout as pause } from 'node:timers/promises';

export interface CourseClock {
  /** Resolves when the schedule has come to this moment. */
  until(atMs: number): Promise<void>;
  stop(): void;
}

const tickMs = 20;

export function startCourseClock(isRunning: () => boolean): CourseClock {
  let nowMs = 0;
  let lastTickMs = performance.now();
  const timer = setInterval(() => {
    const tickedMs = performance.now();
    if (isRunning()) {
      nowMs += tickedMs - lastTickMs;
    }
    lastTickMs = tickedMs;
  }, tickMs);
  return {
    until: async (atMs) => {
      while (nowMs < atMs) {
        await pause(Math.max(tickMs, atMs - nowMs));
      }
    },
    stop: () => clearInterval(timer),
  };
}
