/** The browser tests need a real browser: HAWKER_CHROMIUM, or one that is installed. */
import { existsSync } from 'node:fs';
import { ensureProgram } from './debian.mjs';
import { findOnPath } from './find-on-path.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macApps = ['Chromium', 'Google Chrome'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

/** @returns {string | null} the path of the browser */
export function findChromium() {
  const chosen = process.env.HAWKER_CHROMIUM;
  if (chosen) {
    return existsSync(chosen) ? chosen : null;
  }
  for (const name of names) {
    const path = findOnPath(name);
    if (path) {
      return path;
    }
  }
  return macApps.find((path) => existsSync(path)) ?? null;
}

/**
 * @param {import('./progress.mjs').Progress} progress
 * @param {AbortSignal} [signal]
 * @returns {Promise<string>} the path of the browser
 */
export function ensureChromium(progress, signal) {
  return ensureProgram({
    progress,
    title: 'Installing Chromium for the tests',
    debianPackage: 'chromium',
    find: findChromium,
    missing:
      'The browser tests need Chromium. Install it (Debian: apt-get install chromium, macOS: brew install --cask chromium), or set HAWKER_CHROMIUM to the path of a Chrome.',
    ...(signal ? { signal } : {}),
  });
}
