/** `npm test`: everything that tells whether the checkout is sound, from a bare clone. CONTRIBUTING.md */
import './lib/node-version.mjs';
import { runTests } from './lib/run-tests.mjs';

process.exit(await runTests(process.argv.slice(2)));
