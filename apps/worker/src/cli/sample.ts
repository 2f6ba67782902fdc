import type { SamplePostsAdded } from '@hawker/api';
import type { Command } from 'commander';
import { wholeNumber } from './arguments.ts';
import { exitCodes, wrongUse } from './exit-codes.ts';
import { untilInterrupted } from './interrupt.ts';
import type { HawkerContext, Runner } from './runner.ts';
import { count } from './wording.ts';

interface SampleOptions {
  posts?: number;
}

const maxPosts = 1_000_000;

export function addSample(program: Command, runner: Runner): void {
  program
    .command('sample')
    .description('Load sample data: 5 practice accounts and 50 listings with pictures. What is there already stays.')
    .option(
      '--posts <n>',
      'also make so many more posts, as drafts of new listings on every practice account',
      wholeNumber(1, maxPosts),
    )
    .addHelpText('after', '\nExamples:\n  hawker sample\n  hawker sample --posts 100000')
    .action(
      runner.actOnHawker({ command: 'sample', seals: true }, async (context, options: SampleOptions) => {
        const { terminal, report, local } = context;
        if (options.posts !== undefined && local === null) {
          throw wrongUse('`--posts` works beside the database only. Unset HAWKER_URL and HAWKER_TOKEN.');
        }
        const loaded = await loadSample(context);
        terminal.note(
          loaded.accounts + loaded.listings === 0
            ? 'The sample data is there already.'
            : `Added ${count(loaded.accounts, 'account')} and ${count(loaded.listings, 'listing')}.`,
        );
        if (options.posts === undefined) {
          report(loaded, () => undefined);
          return exitCodes.ok;
        }
        const added = await addPosts(context, options.posts);
        terminal.note(`Made ${count(added.posts, 'draft')} of ${count(added.listings, 'new listing')}.`);
        report({ ...loaded, made: added }, () => undefined);
        return added.posts < options.posts ? exitCodes.interrupted : exitCodes.ok;
      }),
    );
}

async function loadSample({ hawker, local, terminal }: HawkerContext): Promise<{ accounts: number; listings: number }> {
  if (local === null) {
    return hawker.system.loadSample.mutate();
  }
  const api = await import('@hawker/api');
  return terminal.progress('Drawing pictures', (update) =>
    api.loadSample(local.app, local.actor, (done, total) => update({ done, total })),
  );
}

async function addPosts({ local, terminal }: HawkerContext, posts: number): Promise<SamplePostsAdded> {
  if (local === null) {
    throw new Error('Sample posts are made beside the database');
  }
  const { addSamplePosts } = await import('@hawker/api');
  return untilInterrupted((signal) =>
    terminal.progress('Making posts', (update) => {
      update({ done: 0, total: posts });
      return addSamplePosts(local.app, local.actor, {
        posts,
        signal,
        random: Math.random,
        onProgress: (done) => update({ done, total: posts }),
      });
    }),
  );
}
