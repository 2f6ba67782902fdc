import { formatMoney, type PostStatus } from '@hawker/core';
import { type Command, Option } from 'commander';
import { chooseAccounts, idArgument, statusesArgument, statusWords, wholeNumber } from './arguments.ts';
import { exitCodes, wrongUse } from './exit-codes.ts';
import { type Post, type PostFilter, postPages } from './post-pages.ts';
import type { HawkerContext, Runner } from './runner.ts';
import { number, statusColour, statusWord, zonedTime } from './wording.ts';

interface PostsOptions {
  status?: PostStatus[];
  account?: string;
  batch?: string;
  search?: string;
  limit: number;
}

export function addPosts(program: Command, runner: Runner): void {
  program
    .command('posts')
    .description('List posts, the newest first.')
    .addOption(
      new Option('--status <status>', `only these, separated by commas: ${statusWords.join(', ')}`).argParser(
        statusesArgument,
      ),
    )
    .option('--account <name>', 'only those of one account, by name or id')
    .option('--batch <id>', 'only those of one batch', idArgument)
    .option('--search <text>', 'only those with this in the title or the SKU')
    .option('--limit <n>', 'at most so many', wholeNumber(1, 1_000_000), 50)
    .addHelpText(
      'after',
      "\nExamples:\n  hawker posts --status failed,needs-you\n  hawker posts --account 'North Street Finds' --search sofa\n  hawker posts --status failed --limit 1000 --json | jq -r '.posts[].id'",
    )
    .action(
      runner.actOnHawker({ command: 'posts' }, async (context, options: PostsOptions) => {
        const { terminal, report } = context;
        const filter = await filterOf(context, options);
        const { posts, more } = await readPosts(context, filter, options.limit);
        report({ posts, more }, () => {
          if (posts.length === 0) {
            terminal.note('No post matches.');
            return;
          }
          terminal.printTable(posts, [
            { title: 'Title', text: (post) => post.title, cut: true },
            { title: 'Account', text: (post) => post.accountName, cut: true },
            { title: 'Price', text: (post) => priceOf(post), align: 'right' },
            { title: 'Status', text: ({ status }) => statusWord(status), paint: ({ status }) => statusColour(status) },
            { title: 'When', text: whenOf },
            { title: 'Where, or why not', text: (post) => post.externalUrl ?? post.lastSentence ?? '', cut: true },
          ]);
          if (more) {
            terminal.note(`These are the newest ${number(posts.length)}; \`--limit\` shows more.`);
          }
        });
        return exitCodes.ok;
      }),
    );
}

async function filterOf({ hawker }: HawkerContext, options: PostsOptions): Promise<PostFilter> {
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

async function readPosts(
  { hawker }: HawkerContext,
  filter: PostFilter,
  limit: number,
): Promise<{ posts: Post[]; more: boolean }> {
  const posts: Post[] = [];
  for await (const page of postPages(hawker, filter, limit)) {
    posts.push(...page.posts);
    if (posts.length >= limit) {
      return { posts: posts.slice(0, limit), more: page.nextCursor !== null || posts.length > limit };
    }
  }
  return { posts, more: false };
}

function priceOf({ priceMinor, currency }: Post): string {
  return formatMoney({ amountMinor: priceMinor, currency });
}

/** The time that matters in this state, by the account's own clock. */
function whenOf({ status, publishedAt, scheduledAt, statusSince, timeZone }: Post): string {
  if (status === 'draft') {
    return '';
  }
  const at = status === 'scheduled' ? scheduledAt : publishedAt;
  return zonedTime(at ?? statusSince, timeZone);
}
