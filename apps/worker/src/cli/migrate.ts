import type { Command } from 'commander';
import { findDatabase } from './connect.ts';
import { exitCodes } from './exit-codes.ts';
import type { Runner } from './runner.ts';
import { count } from './wording.ts';

export function addMigrate(program: Command, runner: Runner): void {
  program
    .command('migrate')
    .description(
      'Bring the database up to date. `npm start` does it by itself; run this once before many machines start.',
    )
    .addHelpText('after', '\nExample:\n  DATABASE_URL=postgres://hawker@db.example/hawker hawker migrate')
    .action(
      runner.act(async ({ env, terminal, report }) => {
        const { databaseUrl } = findDatabase(env, 'migrate');
        const { migrate } = await import('@hawker/db');
        const { applied } = await migrate(databaseUrl);
        terminal.note(
          applied.length === 0 ? 'The database is up to date.' : `Applied ${count(applied.length, 'migration')}.`,
        );
        report({ applied }, () => applied.map((name) => terminal.print(name)));
        return exitCodes.ok;
      }),
    );
}
