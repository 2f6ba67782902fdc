/**
 * Applies the migrations: plain SQL in Prisma's folder layout. Prisma's own engine is a binary that a bare machine
 * cannot fetch, so this runner does the same with pg alone and keeps the same book: one row a migration in
 * `_prisma_migrations`, with Prisma's checksum (SHA-256 of the file), so that `prisma migrate` agrees where it can run.
 *
 * An advisory lock lets one process migrate at a time; each file is one transaction, and so is there whole or not at
 * all. A file that was changed after it was applied stops everything: editing history would make two databases that
 * say they are the same and are not. The job queue's own schema (graphile_worker) is brought up to date under the same
 * lock.
 */

import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runMigrations as migrateJobQueue } from 'graphile-worker';
import pg from 'pg';

export const migrationsDirectory = fileURLToPath(new URL('../prisma/migrations', import.meta.url));

/** Any fixed number: "hawker" on a telephone keypad. */
const advisoryLockKey = 429_537;

export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

export async function readMigrations(directory = migrationsDirectory): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(`${directory}/${name}/migration.sql`, 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

export interface MigrateResult {
  /** Names of the migrations that this call applied, in order. */
  applied: string[];
}

export async function migrate(url: string, migrations?: readonly Migration[]): Promise<MigrateResult> {
  const all = migrations ?? (await readMigrations());
  const client = new pg.Client({ connectionString: url, application_name: 'hawker migrate' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLockKey]);
    await client.query(bookTable);
    const { rows } = await client.query<{ migration_name: string; checksum: string }>(
      'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    const checksums = new Map(rows.map((row) => [row.migration_name, row.checksum]));
    const applied: string[] = [];
    for (const migration of all) {
      const known = checksums.get(migration.name);
      if (known === undefined) {
        await apply(client, migration);
        applied.push(migration.name);
      } else if (known !== migration.checksum) {
        throw new Error(
          `Migration ${migration.name} was changed after it was applied. Restore the file, and put the change into a new migration (pnpm db:new).`,
        );
      }
    }
    await migrateJobQueue({ connectionString: url });
    return { applied };
  } finally {
    await client.end();
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  const startedAt = new Date();
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name, startedAt],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`Migration ${migration.name} failed and was rolled back`, { cause: error });
  }
}

/** As Prisma creates it. */
const bookTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`;
