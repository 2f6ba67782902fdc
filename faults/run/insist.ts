/** A person whose page says "try again" while the database is away does so. */

import { setTimeout as pause } from 'node:timers/promises';

const againAfterMs = 150;

/** Tries until it works; throws the last error when the time is over. */
export async function insist<T>(work: () => Promise<T>, forMs = 30_000): Promise<T> {
  const until = performance.now() + forMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (performance.now() >= until) {
        throw error;
      }
      await pause(againAfterMs);
    }
  }
}
