import { formatMoney } from '@hawker/core';
import type { Command } from 'commander';
import { wholeNumber } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';
import { addPostActs } from './post-acts.ts';
import { type FilterOptions, filterOf, withFilter } from './post-filter.ts';
import { type Post, type PostFilter, postPages } from './post-pages.ts';
import type { HawkerContext, Runner } from './runner.ts';
import { number, statusColour, statusWord, zonedTime } from './wording.ts';

interface PostsOptions extends FilterOptions {
  limit: number;
}

export function addPosts(program: Command, runner: Runner): void {
  const posts = program
    .command('posts')
    .description('List posts, the newest first; or do something to all that match.');
  addPostActs(posts, runner);
  withFilter(posts)
    .option('--limit <n>', 'at most so many', wholeNumber(1, 1_000_000), 50)
    .addHelpText(
      'after',
      "\nExamples:\n  hawker posts --status failed,needs-you\n  hawker posts --account 'North Street Finds' --search sofa\n  hawker posts --status failed --limit 1000 --json | jq -r '.posts[].id'\n  hawker posts retry --status failed --yes",
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
