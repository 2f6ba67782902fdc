/** A service for the tests: its argument says what it does. Prints a line at each turn of its life. */

import { runService } from '../index.ts';

const how = process.argv[2];

await runService({
  name: 'test',
  drainTimeoutMs: 200,
  start: async () => {
    if (how === 'fails to start') {
      throw new Error('no port');
    }
    // Keeps the process alive, as a server would.
    const timer = setInterval(() => undefined, 1_000);
    return {
      url: 'http://127.0.0.1:1',
      ...(how === 'cannot go on' ? { failed: Promise.reject(new Error('the database is gone')) } : {}),
      drain: () => {
        process.stdout.write('drained\n');
        clearInterval(timer);
        return how === 'never drains' ? new Promise<never>(() => undefined) : Promise.resolve();
      },
    };
  },
  onError: (error) => {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
  },
});
