/**
 * Makes a bare clone ready: installs the packages with the one pnpm that package.json names, unless they are what the
 * lockfile and the manifests ask for already. Needs nothing but Node and npm.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutDir, toolEnvironment, workspaceFolders } from './checkout.mjs';
import { runCommand } from './command.mjs';
import { hashFiles, isStampFresh, writeStamp } from './stamp.mjs';

/**
 * What the installed packages depend on: native ones also on the kind of machine and the ABI of Node.
 * @param {string} checkout
 */
export function installHash(checkout) {
  const manifests = workspaceFolders(checkout).map((folder) => (folder ? `${folder}/package.json` : 'package.json'));
  return hashFiles(checkout, ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc', ...manifests], {
    salt: [process.platform, process.arch, process.versions.modules],
  });
}

/**
 * @param {string} checkout
 * @returns {string} such as `pnpm@10.34.9`
 */
export function packageManagerOf(checkout) {
  const { packageManager } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
  const name = String(packageManager).replace(/\+.*$/, '');
  if (!/^pnpm@\d+\.\d+\.\d+$/.test(name)) {
    throw new Error(`"packageManager" in package.json must name an exact pnpm, not "${packageManager}".`);
  }
  return name;
}

/**
 * @param {import('./progress.mjs').Progress} progress
 * @param {AbortSignal} [signal]
 * @param {string} [checkout]
 */
export async function ensureInstalled(progress, signal, checkout = checkoutDir) {
  const stamp = join(checkout, 'node_modules/.hawker-installed');
  const hash = installHash(checkout);
  if (isStampFresh(stamp, hash) && existsSync(join(checkout, 'node_modules/.bin/tsx'))) {
    return;
  }
  await progress.step('Installing packages', async (step) => {
    const env = toolEnvironment();
    // With NODE_ENV=production pnpm would leave out what the build needs.
    delete env.NODE_ENV;
    // pnpm asks before it replaces a folder of another store; there is nobody to answer.
    env.CI = 'true';
    await runCommand('npx', ['-y', packageManagerOf(checkout), 'install', '--frozen-lockfile'], {
      cwd: checkout,
      what: 'The installation of the packages',
      env,
      ...(signal ? { signal } : {}),
      onLine: step.detail,
    });
    writeStamp(stamp, hash);
  });
}
