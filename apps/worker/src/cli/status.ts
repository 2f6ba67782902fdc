import type { Command } from 'commander';
import { exitCodes } from './exit-codes.ts';
import type { Runner } from './runner.ts';
import { ago, count, number } from './wording.ts';

export function addStatus(program: Command, runner: Runner): void {
  program
    .command('status')
    .description('Say whether posts go out, and how many are in which state. Exit code 1 when they do not.')
    .addHelpText('after', '\nExamples:\n  hawker status\n  hawker status --json | jq .system.problem')
    .action(
      runner.actOnHawker({ command: 'status' }, async ({ hawker, terminal, report }) => {
        const [system, stats] = await Promise.all([hawker.system.status.query(), hawker.overview.stats.query()]);
        const { posts, accounts } = stats;
        report({ system, stats }, () => {
          const { paint } = terminal;
          terminal.print(
            system.ok ? paint.green('Posts go out.') : paint.red(system.problem ?? 'Something is not well.'),
          );
          const heard =
            system.heartbeatAgeMs === null ? 'none was ever seen' : `last seen ${ago(system.heartbeatAgeMs)}`;
          if (system.cacheDegraded) {
            terminal.print(paint.yellow('Redis does not answer: everything works, and takes a little longer.'));
          }
          const lines: [string, string][] = [
            ['Workers', `${number(system.workers)}, ${heard}`],
            [
              'Accounts',
              `${number(stats.accountsTotal)}: ${accounts.active} active, ${accounts.paused} paused, ${accounts.blocked} blocked`,
            ],
            [
              'Posts',
              `${number(stats.postsTotal)}: ${number(posts.live)} live, ${number(posts.waiting)} waiting, ${count(posts.draft, 'draft')}, ${number(posts.failed)} failed, ${number(posts.needsYou)} need you`,
            ],
            ['Today', `${number(stats.publishedToday)} published`],
          ];
          for (const [name, text] of lines) {
            terminal.print(`${paint.dim(name.padEnd(10))}${text}`);
          }
        });
        return system.ok ? exitCodes.ok : exitCodes.failed;
      }),
    );
}
