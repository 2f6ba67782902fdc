/** Makes what is made from the source: the generated database client, and the pages of the web app. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutDir, toolEnvironment } from './checkout.mjs';
import { runCommand } from './command.mjs';
import { hashFiles, isStampFresh, writeStamp } from './stamp.mjs';

const inputs = ['apps/web', 'packages', 'package.json', 'pnpm-lock.yaml', 'tsconfig.base.json', 'turbo.json'];
const results = ['apps/web/build/server', 'apps/web/build/client', 'packages/db/src/generated'];

/** Neither results nor tests change what is built. */
const ignored = /(^|\/)(node_modules|build|generated|e2e|\.turbo)(\/|$)|\.test\.tsx?$|\.md$/;

/**
 * Builds the web app for production, unless nothing has changed since it was built last.
 * @param {import('./progress.mjs').Progress} progress
 * @param {AbortSignal} [signal]
 */
export async function ensureBuilt(progress, signal) {
  const stamp = join(checkoutDir, 'apps/web/build/inputs.sha256');
  const hash = hashFiles(checkoutDir, inputs, { ignore: (path) => ignored.test(path) });
  if (isStampFresh(stamp, hash) && results.every((path) => existsSync(join(checkoutDir, path)))) {
    return;
  }
  await progress.step('Building the web app', async (step) => {
    await turbo(['build', '--filter=@hawker/web', '--output-logs=errors-only'], {
      onLine: step.detail,
      ...(signal ? { signal } : {}),
    });
    writeStamp(stamp, hash);
  });
}

/**
 * Generates what the source alone lacks; enough for development.
 * @param {import('./progress.mjs').Progress} progress
 * @param {AbortSignal} [signal]
 */
export async function ensureGenerated(progress, signal) {
  await progress.step('Generating the database client', async (step) => {
    await turbo(['generate'], { onLine: step.detail, ...(signal ? { signal } : {}) });
  });
}

/**
 * @param {readonly string[]} args
 * @param {{ signal?: AbortSignal, onLine?: (line: string) => void }} [options]
 */
export async function turbo(args, options = {}) {
  const env = toolEnvironment();
  // The build decides for itself that it is one for production.
  delete env.NODE_ENV;
  await runCommand('turbo', ['run', ...args], { cwd: checkoutDir, env, what: `turbo run ${args[0]}`, ...options });
}
