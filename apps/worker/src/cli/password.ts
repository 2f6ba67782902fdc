import type { Command } from 'commander';
import { exitCodes, wrongUse } from './exit-codes.ts';
import type { Runner } from './runner.ts';

export function addPassword(program: Command, runner: Runner): void {
  program
    .command('password [email]')
    .description('Make a new password for somebody who has lost theirs. It works beside the database only.')
    .addHelpText('after', '\nExamples:\n  hawker password\n  hawker password ann@example.com')
    .action(
      runner.actOnHawker({ command: 'password' }, async ({ local, terminal, report }, email?: string) => {
        if (local === null) {
          throw wrongUse('`hawker password` works beside the database only. Unset HAWKER_URL and HAWKER_TOKEN.');
        }
        const { resetPassword } = await import('@hawker/api');
        const made = await resetPassword(local.app, local.actor, email?.trim().toLowerCase());
        terminal.note(
          `The new password of ${made.email} is shown only now. Sign in with it, and change it in Settings. Every browser was signed out.`,
        );
        report(made, () => terminal.print(made.password));
        return exitCodes.ok;
      }),
    );
}
