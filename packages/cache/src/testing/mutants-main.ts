/** `pnpm --filter @hawker/cache mutants`: every mutant must die. */

import { listMutants, runMutants } from './mutants.ts';

const verdicts = await runMutants(await listMutants());
for (const { name, died, test } of verdicts) {
  process.stdout.write(`${died ? 'dead ' : 'ALIVE'}  ${name}: ${test}\n`);
}
process.exitCode = verdicts.every(({ died }) => died) ? 0 : 1;
