import type { Command } from 'commander';
import { idArgument } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';
import type { Runner } from './runner.ts';

export function addToken(program: Command, runner: Runner): void {
  const token = program
    .command('token')
    .description('Make, list and revoke the tokens with which other programs sign in.')
    .addHelpText(
      'after',
      '\nExamples:\n  hawker token create "Stock sync"\n  HAWKER_TOKEN=$(hawker token create ci) HAWKER_URL=http://localhost:3000 hawker status',
    );

  token
    .command('create <name>')
    .description('Make a token. It is printed this once and cannot be shown again.')
    .action(
      runner.actOnHawker({ command: 'token' }, async ({ hawker, terminal, report }, name: string) => {
        const made = await hawker.tokens.create.mutate({ name });
        terminal.note('Keep this token: it is shown only now. It may do everything that its owner may do.');
        report({ ...made, name }, () => terminal.print(made.token));
        return exitCodes.ok;
      }),
    );

  token
    .command('list')
    .description('List the tokens that still work.')
    .action(
      runner.actOnHawker({ command: 'token' }, async ({ hawker, terminal, report }) => {
        const tokens = await hawker.tokens.list.query();
        report({ tokens }, () => {
          if (tokens.length === 0) {
            terminal.note('There is no token.');
            return;
          }
          terminal.printTable(tokens, [
            { title: 'Name', text: ({ name }) => name, cut: true },
            { title: 'Ends with', text: ({ hint }) => hint },
            { title: 'Made', text: ({ createdAt }) => utc(createdAt) },
            { title: 'Last used', text: ({ lastUsedAt }) => (lastUsedAt === null ? 'never' : utc(lastUsedAt)) },
            { title: 'Id', text: ({ id }) => id },
          ]);
        });
        return exitCodes.ok;
      }),
    );

  token
    .command('revoke')
    .argument('<id>', 'as `hawker token list` shows it', idArgument)
    .description('Make a token useless at once.')
    .action(
      runner.actOnHawker({ command: 'token' }, async ({ hawker, terminal, report }, id: string) => {
        await hawker.tokens.revoke.mutate({ id });
        terminal.note('Revoked.');
        report({ id, revoked: true }, () => undefined);
        return exitCodes.ok;
      }),
    );
}

function utc(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
