/**
 * A database of its own for each test file: a clone of a migrated template, made in about 0.1 s. The template's name
 * carries the migrations' checksums, so that a changed migration makes a new one.
 */

import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { connectDatabase, type Database } from '../client.ts';
import { migrate, readMigrations } from '../migrate.ts';

export { nodesOf, type PlanNode, rowsRead } from './plan.ts';

export interface TestDatabase {
  url: string;
  database: Database;
  /** Closes the connections and drops the database. */
  drop(): Promise<void>;
}

const templateLockKey = 429_538;

function serverUrl(): string {
  const url = process.env.HAWKER_TEST_DATABASE_URL;
  if (!url) {
    throw new Error('HAWKER_TEST_DATABASE_URL is not set: run this test with vitest from the root of the repository');
  }
  return url;
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

async function asSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function ensureTemplate(client: pg.Client): Promise<string> {
  const checksums = (await readMigrations()).map((migration) => migration.checksum).join();
  const name = `hawker_template_${createHash('sha256').update(checksums).digest('hex').slice(0, 12)}`;
  await client.query('SELECT pg_advisory_lock($1)', [templateLockKey]);
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [name]);
    if (rowCount === 0) {
      // A leftover without the template mark is one whose migration was interrupted.
      await client.query(`DROP DATABASE IF EXISTS ${name}`);
      await client.query(`CREATE DATABASE ${name}`);
      await migrate(withDatabase(serverUrl(), name));
      await client.query(`ALTER DATABASE ${name} IS_TEMPLATE true`);
    }
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [templateLockKey]);
  }
  return name;
}

/** Makes an empty, migrated database and gives its address; the caller drops it. */
export async function cloneDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `hawker_test_${randomBytes(6).toString('hex')}`;
  await asSuperuser(async (client) => {
    const template = await ensureTemplate(client);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  return {
    url: withDatabase(serverUrl(), name),
    drop: () =>
      asSuperuser(async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const { url, drop } = await cloneDatabase();
  const database = connectDatabase({
    url,
    applicationName: 'hawker test',
    onConnectionError: (error) => {
      throw error;
    },
  });
  return {
    url,
    database,
    drop: async () => {
      await database.close();
      await drop();
    },
  };
}
