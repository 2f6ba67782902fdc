/**
 * One run of everything that tells whether the checkout is sound: the checks (lint, types, unused code, the production
 * build), then the tests. Each check counts as one, and the last line printed is the sum.
 *
 * With arguments (`npm test -- packages/core`) only the tests they select run, and only what these need is made.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled } from './bootstrap.mjs';
import { ensureBuilt, ensureGenerated, turbo } from './build.mjs';
import { checkoutDir, toolEnvironment } from './checkout.mjs';
import { ensureChromium } from './chromium.mjs';
import { CommandError, runCommand } from './command.mjs';
import { createProgress } from './progress.mjs';
import { ensureRedis } from './redis.mjs';
import { listenForStop } from './stop-signal.mjs';
import { readReport, sum, verdict } from './tally.mjs';

/** @typedef {import('./tally.mjs').Tally} Tally */

/**
 * @param {readonly string[]} filters handed on to vitest
 * @returns {Promise<number>} the exit status
 */
export async function runTests(filters) {
  const progress = createProgress();
  const stop = listenForStop({ onForce: () => process.exit(130) });
  const { signal } = stop;
  /** @type {Tally[]} */
  const checks = [];

  /**
   * @param {string} title
   * @param {() => Promise<unknown>} work
   */
  const check = async (title, work) => {
    try {
      await progress.step(title, work);
      checks.push({ passed: 1, failed: 0 });
      return true;
    } catch (error) {
      signal.throwIfAborted();
      console.log(describe(error));
      checks.push({ passed: 0, failed: 1 });
      return false;
    }
  };

  /** @type {Tally} */
  let tests = { passed: 0, failed: 0 };
  try {
    await ensureInstalled(progress, signal);
    await ensureGenerated(progress, signal);
    const projects = await selectProjects(filters, signal);
    // Some tests of the database need both.
    if (projects.has('redis') || projects.has('db')) {
      await ensureRedis(progress, signal);
    }
    if (projects.has('e2e')) {
      process.env.HAWKER_CHROMIUM = await ensureChromium(progress, signal);
    }
    if (filters.length === 0) {
      const tool = (/** @type {string} */ name, /** @type {string[]} */ ...args) =>
        runCommand(name, args, { cwd: checkoutDir, env: toolEnvironment(), signal });
      await check('Checking style and lint', () => tool('biome', 'check', '.'));
      await check('Checking types', async () => {
        await turbo(['typecheck', '--continue', '--output-logs=errors-only'], { signal });
        await tool('tsc', '--noEmit', '-p', 'scripts');
      });
      await check('Checking for unused code', () => tool('knip'));
    }
    if (projects.has('e2e') || projects.has('system')) {
      const built = await check('Checking that the web app builds', () => ensureBuilt(silent, signal));
      if (!built) {
        projects.delete('e2e');
        projects.delete('system');
      }
    }
    if (projects.size === 0) {
      throw new Error(
        filters.length > 0
          ? `No test is in a file called like ${filters.join(' or ')}.`
          : 'There is no test left to run.',
      );
    }
    tests = await runVitest(filters, projects, signal);
  } catch (error) {
    if (!signal.aborted) {
      console.log(describe(error));
    }
    checks.push({ passed: 0, failed: 1 });
  }
  const { line, status } = verdict(sum(checks), tests);
  console.log(`\n${line}`);
  return status;
}

/** @param {unknown} error */
function describe(error) {
  return error instanceof CommandError
    ? `${error.output.trimEnd()}\n${error.message}`
    : error instanceof Error
      ? error.message
      : String(error);
}

/** For a step inside another one. @type {import('./progress.mjs').Progress} */
const silent = { step: (_title, work) => work({ detail: () => undefined }), say: () => undefined };

/**
 * The projects that the filters select a file of.
 * @param {readonly string[]} filters
 * @param {AbortSignal} signal
 * @returns {Promise<Set<string>>}
 */
async function selectProjects(filters, signal) {
  return inTemporaryFolder(async (folder) => {
    // With its equals sign: a bare --json would take the first filter for the file to write.
    const list = join(folder, 'files.json');
    await runCommand('vitest', ['list', '--filesOnly', `--json=${list}`, ...filters], {
      cwd: checkoutDir,
      env: toolEnvironment(),
      signal,
    });
    /** @type {{ projectName?: string }[]} */
    const files = JSON.parse(readFileSync(list, 'utf8'));
    return new Set(files.map((file) => file.projectName ?? ''));
  });
}

/**
 * @param {readonly string[]} filters
 * @param {ReadonlySet<string>} projects
 * @param {AbortSignal} signal
 * @returns {Promise<Tally>}
 */
function runVitest(filters, projects, signal) {
  return inTemporaryFolder(async (folder) => {
    const report = join(folder, 'report.json');
    let endedWell = true;
    try {
      await runCommand(
        'vitest',
        [
          ...['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
          ...[...projects].map((project) => `--project=${project}`),
          ...filters,
        ],
        { cwd: checkoutDir, env: toolEnvironment(), signal, output: 'show' },
      );
    } catch {
      signal.throwIfAborted();
      endedWell = false;
    }
    return readReport(existsSync(report) ? readFileSync(report, 'utf8') : null, endedWell);
  });
}

/**
 * @template T
 * @param {(folder: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function inTemporaryFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'hawker-tests-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
