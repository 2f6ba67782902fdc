/**
 * Mistakes that are easy to make in this package, kept as patches in `mutants/`. Each is applied to a copy of the sources,
 * and the test that its patch names must fail there: a test that cannot fail proves nothing.
 */

import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface Mutant {
  readonly name: string;
  /** What is wrong with it, in one sentence. */
  readonly mistake: string;
  /** The file and the title of the test that must fail. */
  readonly file: string;
  readonly test: string;
}

export interface Verdict extends Mutant {
  /** The test passes without the mistake and fails with it. */
  readonly died: boolean;
}

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

const run = promisify(execFile);
const packageFolder = fileURLToPath(new URL('../..', import.meta.url));
const patchFolder = join(packageFolder, 'mutants');
/** The copy without any mistake. */
const sound = 'sound';

export async function listMutants(): Promise<Mutant[]> {
  const files = (await readdir(patchFolder)).filter((file) => file.endsWith('.patch')).sort();
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(patchFolder, file), 'utf8');
      const [, mistake, failing, test] = /^(.+)\nMust fail: (.+)\nTest: (.+)\n/.exec(text) ?? [];
      if (mistake === undefined || failing === undefined || test === undefined) {
        throw new Error(`${file} must begin with what is wrong, "Must fail: <file>" and "Test: <title>"`);
      }
      return { name: basename(file, '.patch'), mistake, file: failing, test };
    }),
  );
}

/** Throws when a patch does not apply any more: then it has to be written anew for the code as it is. */
export async function runMutants(mutants: readonly Mutant[]): Promise<Verdict[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mutants-'));
  try {
    // A mutant may also hang.
    await writeFile(join(folder, 'vitest.config.mjs'), 'export default { test: { testTimeout: 5_000 } };\n');
    await symlink(join(packageFolder, 'node_modules'), join(folder, 'node_modules'));
    await copySources(join(folder, sound));
    for (const { name } of mutants) {
      await copySources(join(folder, name));
      // Git finds no repository here and so takes the names as they stand.
      await run('git', ['apply', join(patchFolder, `${name}.patch`)], { cwd: join(folder, name) });
    }
    const statusOf = await runTests(folder, mutants);
    return mutants.map((mutant) => ({
      ...mutant,
      died: statusOf(sound, mutant).join() === 'passed' && statusOf(mutant.name, mutant).join() === 'failed',
    }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copySources(to: string): Promise<void> {
  await mkdir(to);
  await cp(join(packageFolder, 'src'), join(to, 'src'), { recursive: true });
}

/** All copies in one run, each with the tests that some mutant names. */
async function runTests(folder: string, mutants: readonly Mutant[]) {
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const report = join(folder, 'report.json');
  const titles = mutants.map(({ test }) => test.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const files = mutants.flatMap(({ name, file }) => [`${sound}/${file}`, `${name}/${file}`]);
  // A run that is inside another one must not take itself for a part of it.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
  const args = ['run', '--root', folder, '-t', titles, '--reporter=json', `--outputFile=${report}`, ...new Set(files)];
  // That it fails is what it is for.
  const output = await run(process.execPath, [vitest, ...args], { env, cwd: folder }).catch((error: Error) => error);
  let results: VitestReport;
  try {
    results = JSON.parse(await readFile(report, 'utf8'));
  } catch {
    throw new Error('The tests of the mutants did not run', { cause: output });
  }
  /** Of the tests with this title, each status that occurs. */
  return (copy: string, { file, test }: Mutant): string[] => {
    const result = results.testResults.find(({ name }) => name.endsWith(`/${copy}/${file}`));
    const named = result?.assertionResults.filter(({ title }) => title === test) ?? [];
    return [...new Set(named.map(({ status }) => status))];
  };
}
