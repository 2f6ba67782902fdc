/** One step at which this process dies or freezes, once. */

import type { FailStep } from '../schedule.ts';
import type { Armed, FromWorker } from './messages.ts';

export interface Failpoint {
  arm(armed: Armed): void;
  /** Given to the engine and to the channel's fetch; awaited at every step. */
  reached(step: FailStep): Promise<void>;
}

export function createFailpoint(): Failpoint {
  let armed: Armed | null = null;
  return {
    arm: (next) => {
      armed = next;
    },
    reached: async (step) => {
      if (armed?.step !== step) {
        return;
      }
      const { action } = armed;
      armed = null;
      await tell({ type: 'reached', step, action });
      process.kill(process.pid, action);
    },
  };
}

/** Resolves when the message is on its way: the next line may be this process's last. */
export function tell(message: FromWorker): Promise<void> {
  return new Promise((resolve) => {
    if (process.send) {
      process.send(message, () => resolve());
    } else {
      resolve();
    }
  });
}
