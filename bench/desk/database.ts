/** A database of Hawker of its own, with nothing in it. */

import { randomBytes } from 'node:crypto';
import { migrate } from '@hawker/db';
import pg from 'pg';

export interface BenchDatabase {
  databaseUrl: string;
  /** Whoever is still connected is thrown out. */
  drop(): Promise<void>;
}

/** `serverUrl`: the superuser's address of any database of the server. */
export async function createDatabase(serverUrl: string): Promise<BenchDatabase> {
  const name = `hawker_bench_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await migrate(url.href);
  return { databaseUrl: url.href, drop: () => onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
