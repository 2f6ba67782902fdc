/** `pnpm bench`: a Postgres of its own, the desks, the parts, a table, and one line of JSON. */

import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { listenForStop } from '../scripts/lib/stop-signal.mjs';
import { startThrowawayPostgres } from '../scripts/lib/throwaway-postgres.mjs';
import { runBench } from './bench.ts';
import { peerTable } from './cache/peer-table.ts';
import { type BenchOptions, readOptions } from './options.ts';
import { jsonLine, table } from './report.ts';

async function main(options: BenchOptions): Promise<void> {
  const stop = listenForStop({ onForce: () => process.exit(1) });
  const stopped = stop.asked.then((reason) => {
    throw new Error(`Stopped: ${reason}.`);
  });
  // Also heard when it comes before anybody waits for it.
  stopped.catch(() => undefined);
  const workDirectory = await mkdtemp(join(tmpdir(), 'hawker-bench-'));
  const postgres = await startThrowawayPostgres({ durable: true });
  try {
    const say = (progress: string) => console.error(progress);
    const measurements = await Promise.race([
      runBench(options, { serverUrl: postgres.url, workDirectory, say }),
      stopped,
    ]);
    console.log(`\n${table(measurements)}\n`);
    const peers = peerTable(measurements);
    if (peers !== '') {
      console.log(`${peers}\n`);
    }
    console.log(jsonLine(measurements, { quick: options.quick, node: process.version, cores: availableParallelism() }));
  } finally {
    await postgres.stop();
    await rm(workDirectory, { recursive: true, force: true });
  }
}

try {
  await main(readOptions(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  // What was under way when it was stopped is given up; child processes end with the channel to us.
  process.exit(1);
}
