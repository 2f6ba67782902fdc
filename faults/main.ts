/** `pnpm faults`: the schedule, the run, every invariant with its counts. Exit status 1 on any breach. */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listenForStop } from '../scripts/lib/stop-signal.mjs';
import { type FaultOptions, readOptions } from './options.ts';
import { judge, report } from './report.ts';
import { run } from './run/run.ts';
import { describeFault, planRun } from './schedule.ts';

async function main(options: FaultOptions): Promise<boolean> {
  const { signal } = listenForStop({ onForce: () => process.exit(1) });
  const schedule = planRun(options);
  const { posts, workers, accounts, seed } = options;
  const handler = options.naive ? 'the naive handler' : 'the engine';
  console.log(
    `${posts} posts, ${accounts} accounts, ${workers} workers, ${handler}. The same seed (${seed}) plans the same:`,
  );
  console.log(schedule.faults.map(describeFault).join('\n'));
  console.log();
  if (options.keep !== undefined) {
    await mkdir(options.keep, { recursive: true });
  }
  const result = await run(options, schedule, { say: (line) => console.log(line), signal });
  if (options.keep !== undefined) {
    const { live, ...evidence } = result.evidence;
    const kept = { ...evidence, live: { ...live, shown: Object.fromEntries(live.shown) } };
    await writeFile(join(options.keep, 'evidence.json'), JSON.stringify(kept));
  }
  const verdict = judge(result.evidence);
  console.log(`\n${report(schedule, result, verdict)}`);
  console.log(verdict.ok ? '\nEvery invariant holds.' : '\nNot every invariant holds.');
  return verdict.ok;
}

try {
  process.exitCode = (await main(readOptions(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  // Whatever of the run still waits for its moment is given up.
  process.exit(1);
}
