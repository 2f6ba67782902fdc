/** One run of Hawker, from nothing to "it is at this address" and back to nothing, however that is asked for. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvFile } from './checkout.mjs';
import { CommandError } from './command.mjs';
import { waitUntil } from './processes.mjs';
import { createProgress } from './progress.mjs';
import { Run } from './run.mjs';
import { claimDataDir, releaseDataDir } from './run-file.mjs';
import { readSettings } from './settings.mjs';
import { listenForStop } from './stop-signal.mjs';

/** How long a Hawker that is stopping is waited for before it counts as one that runs. */
const stoppingMs = 3_000;

/**
 * @param {{ dev: boolean }} options
 * @returns {Promise<number>} the exit status
 */
export async function runHawker({ dev }) {
  loadEnvFile();
  const settings = readSettings(process.env);
  const { dataDir } = settings;
  const progress = createProgress();
  const { say } = progress;

  // Started by root, Postgres runs as another user, which must be able to walk through to its own folder inside.
  mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  let holder = claimDataDir(dataDir);
  // npm does not wait for what it started: one that was told to stop a moment ago may still be finishing.
  await waitUntil(() => {
    holder &&= claimDataDir(dataDir);
    return holder === null;
  }, stoppingMs);
  if (holder) {
    const where = holder.origin ? `at ${holder.origin}` : 'and is just starting';
    console.error(`Hawker runs already on ${dataDir}, ${where} (process ${holder.pid}).`);
    return 1;
  }

  const run = new Run(settings, progress, dev);
  const stop = listenForStop({
    onForce: () => {
      say('Ending everything at once.');
      run.kill();
      releaseDataDir(dataDir);
      process.exit(130);
    },
  });
  // Whatever ends this process, nothing may stay behind. Signals and errors take the way through `drain` instead.
  process.on('exit', () => run.kill());

  /** @type {string | null} */
  let failure = null;
  try {
    await run.start(stop.signal);
    const postgresEnd =
      run.postgres?.exited.then((end) => `Postgres has ended (${end})`) ?? new Promise(() => undefined);
    const lost = await Promise.race([stop.asked.then(() => null), postgresEnd]);
    if (lost) {
      failure = `${lost}. Its log: ${join(dataDir, 'logs/postgres.log')}`;
    }
  } catch (error) {
    if (!stop.signal.aborted) {
      failure = describeFailure(error);
    }
  }
  await run.drain();
  releaseDataDir(dataDir);
  if (failure) {
    // Last, where it is seen.
    console.error(failure);
    return 1;
  }
  return 0;
}

/** @param {unknown} error */
function describeFailure(error) {
  if (error instanceof CommandError) {
    return `${error.output.trimEnd().slice(-4000)}\n\n${error.message}.`;
  }
  return error instanceof Error ? error.message : String(error);
}
