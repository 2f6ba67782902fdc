/**
 * Which statements a piece of work sends to Postgres, and how long they take. The count is a promise of the product (so
 * many statements a page), shown by tests and to people on the Diagnostics page and in Server-Timing; it follows the work
 * through `await` by AsyncLocalStorage, so that two requests never count each other's.
 */

import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import pg from 'pg';

export interface StatementWatch {
  /** SQL as it is sent, BEGIN and COMMIT included. Never the values: they travel beside it. */
  sent(text: string): void;
  /** When its answer or its failure is there; the time on the connection, in milliseconds. */
  answered?(text: string, durationMs: number): void;
}

interface Watching {
  watch: StatementWatch;
  /** Whoever watches the work that this is a part of. */
  outer: Watching | undefined;
}

const current = new AsyncLocalStorage<Watching>();
let watchers = 0;

/** Runs the work and tells the watch of every statement that it sends. */
export async function watchStatements<T>(watch: StatementWatch, work: () => T | Promise<T>): Promise<T> {
  watchers += 1;
  try {
    return await current.run({ watch, outer: current.getStore() }, work);
  } finally {
    watchers -= 1;
    if (watchers === 0) {
      // While it is on, every promise of the process costs more: answers from the cache should not pay for it.
      current.disable();
    }
  }
}

/** Runs the work and tells which statements it sent, BEGIN and COMMIT included. */
export async function recordStatements<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  const statements: string[] = [];
  const result = await watchStatements({ sent: (text) => statements.push(text) }, work);
  return { result, statements };
}

const transactionControl = /^\s*(begin|commit|rollback|savepoint|release|set|start)\b/i;

/** False for BEGIN, COMMIT and the like. */
export function isWork(text: string): boolean {
  return !transactionControl.test(text);
}

/** Those that do work: BEGIN, COMMIT and the like left out. */
export function workStatements(statements: readonly string[]): string[] {
  return statements.filter(isWork);
}

function textOf(query: unknown): string {
  if (typeof query === 'string') {
    return query;
  }
  return typeof query === 'object' && query !== null && 'text' in query ? String(query.text) : '';
}

type Send = (...args: unknown[]) => unknown;

/** pg declares many overloads of `query`; only the first argument is looked at, and all of them are passed on. */
export class LoggedClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const send: Send = super.query.bind(this);
    Object.defineProperty(this, 'query', {
      value: (...args: unknown[]) => {
        const watching = current.getStore();
        return watching === undefined ? send(...args) : sendWatched(send, args, watching);
      },
    });
  }
}

/** pg answers to a callback where it was given one (as its own pool does), else by a promise. */
function sendWatched(send: Send, args: readonly unknown[], watching: Watching): unknown {
  const text = textOf(args[0]);
  for (let each: Watching | undefined = watching; each; each = each.outer) {
    each.watch.sent(text);
  }
  const sentMs = performance.now();
  const answered = () => {
    const durationMs = performance.now() - sentMs;
    for (let each: Watching | undefined = watching; each; each = each.outer) {
      each.watch.answered?.(text, durationMs);
    }
  };
  const callback = args.at(-1);
  if (typeof callback === 'function') {
    const watchedCallback = (...given: unknown[]) => {
      answered();
      callback(...given);
    };
    return send(...args.slice(0, -1), watchedCallback);
  }
  const answer = send(...args);
  if (answer instanceof Promise) {
    answer.then(answered, answered);
  }
  return answer;
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
