import { loadEnvFile } from './env-file.ts';
import { runCommandLine } from './program.ts';

// `hawker posts | head` closes the pipe early; that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const exitCode = await runCommandLine(process.argv.slice(2), {
  environment: loadEnvFile(process.env),
  stdout: process.stdout,
  stderr: process.stderr,
  now: () => performance.now(),
});
process.exit(exitCode);
