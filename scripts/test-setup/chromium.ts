import { ensureChromium } from '../lib/chromium.mjs';
import { createProgress } from '../lib/progress.mjs';

/** Tells the browser tests, in HAWKER_CHROMIUM, which browser to drive. */
export default async function setup(): Promise<void> {
  process.env.HAWKER_CHROMIUM = await ensureChromium(createProgress());
}
