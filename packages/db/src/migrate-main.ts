/** `node --import tsx src/migrate-main.ts`: migrates DATABASE_URL. The last line is JSON for the program that called. */

import pg from 'pg';
import { migrate } from './migrate.ts';

const url = process.env.DATABASE_URL;
if (!url) {
  process.stderr.write('Set DATABASE_URL to the database that is to be migrated.\n');
  process.exit(2);
}
try {
  const { applied } = await migrate(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ users: number }>('SELECT count(*)::int AS users FROM "user"');
  await client.end();
  process.stdout.write(`${JSON.stringify({ applied: applied.length, users: rows[0]?.users ?? 0 })}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}
