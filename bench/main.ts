/** `pnpm bench`: a Postgres of its own, the desks, the parts, a table, and one line of JSON. */

import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { listenForStop } from '../scripts/lib/stop-signal.mjs';
import { startThrowawayPostgres } from '../scripts/lib/throwaway-postgres.mjs';
import { runBench } from './bench.ts';
import { type BenchOptions, readOptions } from './options.ts';
import { jsonLine, table } from './report.ts';

async function main(options: BenchOptions): Promise<void> {
  const workDirectory = await mkdtemp(join(tmpdir(), 'hawker-bench-'));
  const postgres = await startThrowawayPostgres({ durable: true });
  const cleanUp = async () => {
    await postgres.stop();
    await rm(workDirectory, { recursive: true, force: true });
  };
  const stop = listenForStop({ onForce: () => process.exit(1) });
  stop.asked.then(async () => {
    // Child processes see that the channel to us is closed, and end by themselves.
    await cleanUp();
    process.exit(1);
  });
  try {
    const say = (progress: string) => console.error(progress);
    const measurements = await runBench(options, { serverUrl: postgres.url, workDirectory, say });
    console.log(`\n${table(measurements)}\n`);
    console.log(jsonLine(measurements, { quick: options.quick, node: process.version, cores: availableParallelism() }));
  } finally {
    await cleanUp();
  }
}

try {
  await main(readOptions(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
