/** `npm start`, and with --dev `pnpm dev`: everything from a bare clone to a running Hawker. docs/operating.md */
import './lib/node-version.mjs';
import { runHawker } from './lib/run-hawker.mjs';

try {
  process.exit(await runHawker({ dev: process.argv.includes('--dev') }));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
