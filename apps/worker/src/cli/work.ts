import type { Command } from 'commander';
import { findDatabase } from './connect.ts';
import type { Runner } from './runner.ts';

export function addWork(program: Command, runner: Runner): void {
  program
    .command('work')
    .description('Run a worker here until Ctrl-C or SIGTERM; posts under way are finished first.')
    .addHelpText(
      'after',
      '\nExample, on a second machine:\n  DATABASE_URL=postgres://hawker@db.example/hawker HAWKER_SECRET_KEY=... hawker work\n\nHAWKER_WORKER_CONCURRENCY accounts (10) are published at the same time. Exit code 0 after a stop\nthat was asked for, 1 when the worker could not start or go on.',
    )
    .action(
      runner.act(async ({ env, environment, terminal }) => {
        const { databaseUrl, marketUrl, origin } = findDatabase(env, 'work');
        const { serveWorker } = await import('../service.ts');
        await serveWorker(
          {
            ...environment,
            DATABASE_URL: databaseUrl,
            ...(marketUrl === null ? {} : { HAWKER_MARKET_URL: marketUrl }),
            ...(origin === null ? {} : { HAWKER_ORIGIN: origin }),
          },
          () => terminal.note('The worker runs. Ctrl-C stops it; posts under way are finished first.'),
        );
        // The service ends the process by itself.
        return new Promise<never>(() => undefined);
      }),
    );
}
