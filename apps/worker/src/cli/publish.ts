import type { Command } from 'commander';
import { idArgument, idListArgument } from './arguments.ts';
import { type ExitCode, exitCodes, wrongUse } from './exit-codes.ts';
import { untilInterrupted } from './interrupt.ts';
import { postPages } from './post-pages.ts';
import type { HawkerContext, Runner } from './runner.ts';
import { concludeWatch, watch } from './watch.ts';
import { batchProgress, postsProgress } from './watched-progress.ts';
import { count } from './wording.ts';

interface PublishOptions {
  batch?: string;
  posts?: string[];
  allDrafts?: true;
  watch?: true;
}

/** As many as one call takes. */
const postsPerCall = 1_000;

export function addPublish(program: Command, runner: Runner): void {
  program
    .command('publish')
    .description('Let drafts and scheduled posts go out now, as fast as the pace of their accounts allows.')
    .option('--batch <id>', 'those of one batch', idArgument)
    .option('--posts <ids>', 'these, separated by commas', idListArgument)
    .option('--all-drafts', 'every draft there is')
    .option('--watch', 'follow them until each is live or has failed')
    .addHelpText(
      'after',
      '\nExamples:\n  hawker publish --batch 0190c8a5-5a1c-7a3e-9d2e-0f4a4e1f2b3c --watch\n  hawker publish --all-drafts\n\nWith --posts, a post that could not be published (it is live or under way already, or gone) makes exit code 1.',
    )
    .action(
      runner.actOnHawker({ command: 'publish' }, (context, options: PublishOptions) => {
        const { batch, posts, allDrafts } = options;
        const given = [batch, posts, allDrafts].filter((choice) => choice !== undefined);
        if (given.length !== 1) {
          throw wrongUse('Say what to publish, by one of --batch, --posts and --all-drafts.');
        }
        if (batch !== undefined) {
          return publishBatch(context, batch, options.watch ?? false);
        }
        return posts === undefined
          ? publishDrafts(context, options.watch ?? false)
          : publishPosts(context, posts, options.watch ?? false);
      }),
    );
}

async function publishBatch(context: HawkerContext, batchId: string, watching: boolean): Promise<ExitCode> {
  const { hawker, terminal, report } = context;
  const { moved } = await hawker.batches.publish.mutate({ id: batchId });
  terminal.note(moved === 0 ? 'Nothing in this batch waits to be published.' : `${count(moved, 'post')} on the way.`);
  if (!watching) {
    report({ batchId, moved }, () => undefined);
    return exitCodes.ok;
  }
  const watched = await watch(context, batchProgress(context, batchId));
  const exitCode = await concludeWatch(context, watched, { filter: { batchId }, ids: null });
  report({ batchId, moved, ...watched }, () => undefined);
  return exitCode;
}

async function publishPosts(context: HawkerContext, ids: readonly string[], watching: boolean): Promise<ExitCode> {
  const { hawker, terminal } = context;
  let moved = 0;
  for (let from = 0; from < ids.length; from += postsPerCall) {
    moved += (await hawker.posts.publish.mutate({ ids: ids.slice(from, from + postsPerCall) })).moved;
  }
  const left = ids.length - moved;
  terminal.note(`${count(moved, 'post')} on the way.`);
  if (left > 0) {
    terminal.note(
      `${count(left, 'post was', 'posts were')} left as they are: live or under way already, failed, or not there.`,
    );
  }
  const exitCode = await follow(context, new Set(ids), { moved, left }, watching);
  return exitCode === exitCodes.ok && left > 0 ? exitCodes.failed : exitCode;
}

async function publishDrafts(context: HawkerContext, watching: boolean): Promise<ExitCode> {
  const { hawker, terminal } = context;
  const { count: total } = await hawker.posts.count.query({ filter: { statuses: ['draft'] } });
  if (total === 0) {
    terminal.note('There is no draft.');
    return follow(context, new Set(), { moved: 0, left: 0 }, false);
  }
  const ids = new Set<string>();
  let moved = 0;
  const interrupted = await untilInterrupted((signal) =>
    terminal.progress('Queueing', async (update) => {
      for await (const page of postPages(hawker, { statuses: ['draft'] })) {
        if (signal.aborted) {
          return true;
        }
        const found = page.posts.map((post) => post.id);
        if (found.length > 0) {
          moved += (await hawker.posts.publish.mutate({ ids: found })).moved;
        }
        for (const id of found) {
          ids.add(id);
        }
        update({ total: Math.max(total, ids.size), done: ids.size });
      }
      return false;
    }),
  );
  const left = ids.size - moved;
  terminal.note(`${count(moved, 'post')} on the way.`);
  if (interrupted) {
    terminal.note('Stopped: the other drafts stay drafts.');
    await follow(context, ids, { moved, left }, false);
    return exitCodes.interrupted;
  }
  return follow(context, ids, { moved, left }, watching);
}

async function follow(
  context: HawkerContext,
  ids: ReadonlySet<string>,
  moved: { moved: number; left: number },
  watching: boolean,
): Promise<ExitCode> {
  if (!watching || ids.size === 0) {
    context.report(moved, () => undefined);
    return exitCodes.ok;
  }
  const watched = await watch(context, postsProgress(context, ids));
  const exitCode = await concludeWatch(context, watched, { filter: {}, ids });
  context.report({ ...moved, ...watched }, () => undefined);
  return exitCode;
}
