import type { AccountStatus, PostStatus } from '@hawker/core';
import { postStatusGroups } from '@hawker/core';
import type { Command } from 'commander';
import { exitCodes } from './exit-codes.ts';
import type { Paint } from './paint.ts';
import type { Runner } from './runner.ts';
import { number } from './wording.ts';

const colourOf: Readonly<Record<AccountStatus, keyof Paint | null>> = {
  active: 'green',
  paused: 'yellow',
  blocked: 'red',
};

export function addAccounts(program: Command, runner: Runner): void {
  program
    .command('accounts')
    .description('List the accounts with their posts and their pace.')
    .addHelpText('after', "\nExamples:\n  hawker accounts\n  hawker accounts --json | jq -r '.accounts[].name'")
    .action(
      runner.actOnHawker({ command: 'accounts' }, async ({ hawker, terminal, report }) => {
        const accounts = await hawker.accounts.list.query();
        report({ accounts }, () => {
          if (accounts.length === 0) {
            terminal.note(
              'There is no account yet. Connect one on the page Accounts, or load the sample data: `pnpm sample`.',
            );
            return;
          }
          terminal.printTable(accounts, [
            { title: 'Account', text: (account) => account.name, cut: true },
            { title: 'Channel', text: (account) => account.channelTitle, cut: true },
            { title: 'Status', text: ({ status }) => status, paint: ({ status }) => colourOf[status] },
            { title: 'Live', text: (account) => sum(account.postCounts, postStatusGroups.live), align: 'right' },
            { title: 'Waiting', text: (account) => sum(account.postCounts, postStatusGroups.waiting), align: 'right' },
            { title: 'Drafts', text: (account) => sum(account.postCounts, postStatusGroups.draft), align: 'right' },
            { title: 'Failed', text: (account) => sum(account.postCounts, postStatusGroups.failed), align: 'right' },
            { title: 'Pace', text: (account) => account.blockedReason ?? account.paceSentence, cut: true },
          ]);
        });
        return exitCodes.ok;
      }),
    );
}

function sum(counts: Partial<Record<PostStatus, number>>, statuses: readonly PostStatus[]): string {
  return number(statuses.reduce((total, status) => total + (counts[status] ?? 0), 0));
}
