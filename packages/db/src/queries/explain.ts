import type { Database } from '../client.ts';

/** Reads and writes whose plan Postgres can tell; one statement, since a second one would be run. */
const explainable = /^\s*(select|insert|update|delete|merge|with)\b[^;]*$/i;

export function canExplain(text: string): boolean {
  return explainable.test(text);
}

/** A plan is made in milliseconds; longer than this it waits for somebody's lock, in milliseconds. */
const planTimeoutMs = 2_000;

/**
 * How Postgres would run the statement, with its $1, $2 ... left open: it is not run, and no value is needed. In a
 * transaction that may not write, in case it were.
 */
export async function explainStatement(database: Pick<Database, 'transaction'>, text: string): Promise<string> {
  if (!canExplain(text)) {
    throw new Error('This statement has no plan');
  }
  const rows = await database.transaction(async (tx) => {
    await tx.rows('SET TRANSACTION READ ONLY');
    await tx.rows(`SET LOCAL statement_timeout = ${planTimeoutMs}`);
    return tx.rows<{ 'QUERY PLAN': string }>(`EXPLAIN (GENERIC_PLAN) ${text}`);
  });
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}
