import type { PostStatus } from '@hawker/core';
import { type Command, Option } from 'commander';
import { chooseAccounts, idArgument, statusesArgument, statusWords } from './arguments.ts';
import { wrongUse } from './exit-codes.ts';
import type { PostFilter } from './post-pages.ts';
import type { HawkerContext } from './runner.ts';

export interface FilterOptions {
  status?: PostStatus[];
  account?: string;
  batch?: string;
  search?: string;
}

/** The options that say which posts. */
export function withFilter(command: Command): Command {
  return command
    .addOption(
      new Option('--status <status>', `only these, separated by commas: ${statusWords.join(', ')}`).argParser(
        statusesArgument,
      ),
    )
    .option('--account <name>', 'only those of one account, by name or id')
    .option('--batch <id>', 'only those of one batch', idArgument)
    .option('--search <text>', 'only those with these words in the title or the SKU');
}

export async function filterOf({ hawker }: HawkerContext, options: FilterOptions): Promise<PostFilter> {
  const { status, account, batch, search } = options;
  const [chosen, another] = account === undefined ? [] : chooseAccounts(await hawker.accounts.list.query(), account);
  if (another) {
    throw wrongUse('`--account` takes one account.');
  }
  return {
    ...(status === undefined ? {} : { statuses: status }),
    ...(chosen === undefined ? {} : { accountId: chosen.id }),
    ...(batch === undefined ? {} : { batchId: batch }),
    ...(search === undefined ? {} : { search }),
  };
}
