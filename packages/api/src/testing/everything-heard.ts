import type { OpenApp } from '../open-app.ts';

/** Resolves when the process has heard, and acted on, everything that was committed before. */
export function everythingHeard({ live, database }: Pick<OpenApp, 'live' | 'database'>): Promise<void> {
  return new Promise((resolve, reject) => {
    // Nothing cached hangs on batches.
    const stop = live.subscribe((message) => {
      if (message.type === 'change' && message.entity === 'batch') {
        stop();
        resolve();
      }
    });
    database.sql.rows(`SELECT pg_notify('hawker', '{"type":"change","entity":"batch"}')`).catch(reject);
  });
}
