import { setTimeout as sleep } from 'node:timers/promises';
import { isConnectionError } from '@hawker/db';

const pauseMs = 500;

/**
 * Tries again while the database is away, for so long. For what the channel has said: it is known now, and would have to
 * be found out again later. The work must bear to be done twice, since a commit may have got through unheard.
 */
export async function untilConnected<T>(forMs: number, work: () => Promise<T>): Promise<T> {
  const startedMs = performance.now();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isConnectionError(error) || performance.now() - startedMs > forMs) {
        throw error;
      }
      await sleep(pauseMs);
    }
  }
}
