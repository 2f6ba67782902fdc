/**
 * Which statements a piece of work sends to Postgres. The count is a promise of the product (so many statements a
 * page), shown by tests today and to people in Server-Timing; it follows the work through `await` by
 * AsyncLocalStorage, so that two requests never count each other's.
 */

import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import pg from 'pg';

export interface StatementLog {
  /** SQL texts in the order sent, BEGIN and COMMIT included. */
  readonly statements: string[];
}

const current = new AsyncLocalStorage<StatementLog>();

/** Runs the work and tells which statements it sent. */
export async function recordStatements<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  const log: StatementLog = { statements: [] };
  const result = await current.run(log, work);
  return { result, statements: log.statements };
}

const transactionControl = /^\s*(begin|commit|rollback|savepoint|release|set|start)\b/i;

/** Those that do work: BEGIN, COMMIT and the like left out. */
export function workStatements(statements: readonly string[]): string[] {
  return statements.filter((text) => !transactionControl.test(text));
}

function textOf(query: unknown): string {
  if (typeof query === 'string') {
    return query;
  }
  return typeof query === 'object' && query !== null && 'text' in query ? String(query.text) : '';
}

/** pg declares many overloads of `query`; the log only looks at the first argument and passes all of them on. */
export class LoggedClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const send: (...args: unknown[]) => unknown = super.query.bind(this);
    Object.defineProperty(this, 'query', {
      value: (...args: unknown[]) => {
        current.getStore()?.statements.push(textOf(args[0]));
        return send(...args);
      },
    });
  }
}

/**
 * A query that waits for a free connection is sent in the turn of whoever gives one back. Bound to its caller's context,
 * it is counted for the caller.
 */
export function keepCallersContext(pool: pg.Pool): void {
  const connect: (...args: unknown[]) => unknown = pool.connect.bind(pool);
  Object.defineProperty(pool, 'connect', {
    value: (callback?: (...args: unknown[]) => void) =>
      callback === undefined ? connect() : connect(AsyncResource.bind(callback)),
  });
}
