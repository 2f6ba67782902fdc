/** `hawker posts cancel`, `publish` and `retry`: done to all posts that match. */

import { postActStatuses } from '@hawker/core';
import type { Command } from 'commander';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { untilInterrupted } from './interrupt.ts';
import { type FilterOptions, filterOf, withFilter } from './post-filter.ts';
import type { PostFilter } from './post-pages.ts';
import type { HawkerContext, Runner } from './runner.ts';
import { count, number } from './wording.ts';

interface ActOptions extends FilterOptions {
  yes?: true;
  evenIfUploaded?: true;
}

const acts = {
  cancel: {
    description: 'Take back all posts that match and have not gone out. Drafts stay drafts.',
    doing: 'Canceling',
    done: 'canceled',
  },
  publish: {
    description:
      'Let all drafts and scheduled posts that match go out now, as fast as the pace of their accounts allows.',
    doing: 'Publishing',
    done: 'on the way',
  },
  retry: {
    description: 'Try all posts that match again: those that failed, were canceled, or wait to be tried.',
    doing: 'Trying again',
    done: 'tried again',
  },
} as const;
type Act = keyof typeof acts;

export function addPostActs(posts: Command, runner: Runner): void {
  // What stands behind the act belongs to the act.
  posts.enablePositionalOptions();
  for (const name of ['cancel', 'publish', 'retry'] as const) {
    const command = withFilter(posts.command(name).description(acts[name].description)).option(
      '--yes',
      'do it; without it, only say how many',
    );
    if (name === 'retry') {
      command.option('--even-if-uploaded', 'also those that were in a sheet that was downloaded');
    }
    command
      .addHelpText(
        'after',
        `\nExample:\n  hawker posts ${name} --status ${name === 'retry' ? 'failed' : 'waiting'} --yes`,
      )
      .action(
        runner.actOnHawker({ command: 'posts' }, (context, options: ActOptions) =>
          actOnMatching(context, name, options),
        ),
      );
  }
}

async function actOnMatching(context: HawkerContext, act: Act, options: ActOptions): Promise<ExitCode> {
  const { hawker, terminal, report } = context;
  const filter = await filterOf(context, options);
  const { byStatus, upTo } = await hawker.posts.matching.query({ filter });
  const able = postActStatuses[act].reduce((sum, status) => sum + (byStatus[status] ?? 0), 0);
  const said = act === 'publish' ? null : await byHandNote(context, act, { filter, upTo });
  if (said !== null) {
    terminal.note(terminal.notePaint.yellow(said));
  }
  if (options.yes !== true || able === 0) {
    terminal.note(
      able === 0
        ? 'No post that matches allows it.'
        : `${count(able, 'post')} that match would be ${acts[act].done}. Say \`--yes\` to do it.`,
    );
    report({ matching: able, moved: 0, left: 0 }, () => undefined);
    return exitCodes.ok;
  }
  if (act === 'retry' && said !== null && options.evenIfUploaded !== true) {
    terminal.note('Nothing was tried again. Say `--even-if-uploaded` too where they are not listed there.');
    report({ matching: able, moved: 0, left: 0 }, () => undefined);
    return exitCodes.failed;
  }
  let acted = await hawker.posts[act].mutate({ filter, upTo, atMost: able });
  const interrupted = await untilInterrupted((signal) =>
    terminal.progress(acts[act].doing, async (update) => {
      while (acted.next !== null && !signal.aborted) {
        acted = await hawker.posts.goOn.mutate({ action: acted.next });
        update({ total: acted.total, done: acted.moved + acted.left });
      }
      return acted.next !== null;
    }),
  );
  if (interrupted && acted.next !== null) {
    // Else a worker would do the rest.
    acted = await hawker.posts.stop.mutate({ action: acted.next });
  }
  const { moved, left, total } = acted;
  terminal.note(`${count(moved, 'post')} ${acts[act].done}.`);
  if (left > 0) {
    terminal.note(`${count(left, 'post had', 'posts had')} moved on meanwhile.`);
  }
  if (interrupted) {
    terminal.note(`Stopped: ${count(total - moved - left, 'post was', 'posts were')} not reached.`);
  }
  report({ matching: total, moved, left }, () => undefined);
  return interrupted ? exitCodes.interrupted : exitCodes.ok;
}

/** Of those that a person may have uploaded, in a sheet that was downloaded; null where there are none. */
async function byHandNote(
  { hawker }: HawkerContext,
  act: 'cancel' | 'retry',
  all: { filter: PostFilter; upTo: string },
): Promise<string | null> {
  const { total, first } = await hawker.posts.byHand.query({ ...all, act });
  if (total === 0) {
    return null;
  }
  const names = first.map(
    ({ title, accountName, sheetNumber }) => `“${title}” (sheet ${sheetNumber} of ${accountName})`,
  );
  const rest = total > names.length ? [`${number(total - names.length)} more`] : [];
  const what = count(total, 'of them was in a sheet', 'of them were in a sheet');
  const then =
    act === 'cancel'
      ? 'What was uploaded stays listed there: take it down by hand.'
      : 'What was uploaded is then listed twice: take it down there first.';
  return `${what} that was downloaded: ${[...names, ...rest].join(', ')}. ${then}`;
}
