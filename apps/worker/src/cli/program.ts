/** The `hawker` command: which commands there are, and what it means when commander itself gives up. */

import { Command, CommanderError } from 'commander';
import type { Environment } from '../env.ts';
import { addAccounts } from './accounts.ts';
import { type ExitCode, exitCodes, exitCodesHelp } from './exit-codes.ts';
import { addExport } from './export.ts';
import { addImport } from './import.ts';
import { addMigrate } from './migrate.ts';
import { addPassword } from './password.ts';
import { addPosts } from './posts.ts';
import { addPublish } from './publish.ts';
import { createRunner, type Runner } from './runner.ts';
import { addSample } from './sample.ts';
import { addSheets } from './sheets.ts';
import { addStatus } from './status.ts';
import { createTerminal, type Output } from './terminal.ts';
import { addToken } from './token.ts';
import { addWork } from './work.ts';

export interface CommandLine {
  environment: Environment;
  stdout: Output;
  stderr: Output;
  now(): number;
}

const help = `
Which Hawker: the one that \`npm start\` runs on this machine, or the one whose database is
DATABASE_URL, or one elsewhere by HAWKER_URL and HAWKER_TOKEN (for all but password, work and migrate).

Examples:
  hawker sample
  hawker import stock.csv --accounts all --publish --watch
  hawker posts --status failed,needs-you --json

${exitCodesHelp}`;

/** Runs one command. Never rejects: gives the exit code. */
export async function runCommandLine(args: readonly string[], io: CommandLine): Promise<ExitCode> {
  const { environment, stdout, stderr, now } = io;
  const terminal = createTerminal({
    stdout,
    stderr,
    now,
    noColour: (environment.NO_COLOR ?? '') !== '',
    dumb: environment.TERM === 'dumb',
  });
  const program = new Command('hawker');
  const runner = createRunner({ environment, terminal, isJson: () => program.opts<{ json?: true }>().json === true });
  describeProgram(program, io, runner);
  try {
    // Some package managers hand on the "--" that separates their own options.
    await program.parseAsync(args[0] === '--' ? args.slice(1) : args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCodes.ok : exitCodes.wrongUse;
    }
    throw error;
  }
  return runner.exitCode;
}

function describeProgram(program: Command, { stdout, stderr }: CommandLine, runner: Runner): void {
  program
    .description('Hawker from the command line: sheets in, posts out, and how things stand.')
    .option('--json', 'print the result as JSON on stdout; everything else goes to stderr')
    .helpCommand(true)
    .showHelpAfterError('(`--help` shows what there is)')
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      outputError: (text, write) =>
        write(text.replace(/^error: (.)/, (_, first: string) => `Error: ${first.toUpperCase()}`)),
    })
    .exitOverride()
    .addHelpText('after', help);
  for (const add of [
    addStatus,
    addSample,
    addImport,
    addPublish,
    addPosts,
    addAccounts,
    addSheets,
    addExport,
    addToken,
    addPassword,
    addWork,
    addMigrate,
  ]) {
    add(program, runner);
  }
}
