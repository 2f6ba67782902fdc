import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { copyIn } from './copy.ts';
import { PrismaClient } from './generated/client.ts';
import { columnTypes, type SqlRunner, type SqlValue, type Transaction } from './sql.ts';
import { keepCallersContext, LoggedClient } from './statements.ts';

export interface DatabaseOptions {
  url: string;
  /** Connections at most. Source of the default: pg's own. */
  maxConnections?: number;
  /** Shown in pg_stat_activity, so that an operator can tell the processes apart. */
  applicationName: string;
  /**
   * After so long a statement fails and its connection is thrown away, in milliseconds: a network that forgot the
   * connection answers nothing, for ever. Source of the default: none, because a large import may take minutes.
   */
  queryTimeoutMs?: number;
  /** A broken idle connection: the pool has dropped it already, the caller logs it. */
  onConnectionError(error: Error): void;
}

export interface Database {
  readonly prisma: PrismaClient;
  /** Each statement by itself. */
  readonly sql: SqlRunner;
  /** Each by itself too, but parsed and planned once a connection: for the few fixed texts of the engine. */
  readonly prepared: SqlRunner;
  /** The pool beneath both; for graphile-worker and LISTEN, which speak pg. */
  readonly pool: pg.Pool;
  /** Commits when the work resolves, rolls back when it rejects. Read committed; its statements are prepared. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A process that froze inside a transaction must not hold its locks: every transaction here takes milliseconds. */
const idleInTransactionTimeoutMs = 30_000;

/**
 * For statements that read a screenful: a page of an index costs little more anywhere than in a row, and neither compiled
 * code nor a second process is worth what it takes to start. What the address says in `options` comes instead.
 */
const planning = '-c random_page_cost=1.1 -c jit=off -c max_parallel_workers_per_gather=0';

export function connectDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.maxConnections ?? 10,
    application_name: options.applicationName,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
    options: planning,
    ...(options.queryTimeoutMs === undefined ? {} : { query_timeout: options.queryTimeoutMs }),
    types: columnTypes,
    Client: LoggedClient,
  });
  keepCallersContext(pool);
  pool.on('error', options.onConnectionError);
  // A connection that breaks while it is checked out emits on the client; without a listener the process would die.
  pool.on('connect', (client) => client.on('error', options.onConnectionError));

  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });

  return {
    prisma,
    pool,
    sql: { rows: (text, values) => run(pool, { text, values }) },
    prepared: { rows: (text, values) => run(pool, prepared(text, values)) },
    transaction: (work) => transaction(pool, work),
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

interface Statement {
  /** Under which a connection remembers the plan. */
  name?: string;
  text: string;
  values: readonly SqlValue[] | undefined;
}

async function run<Row>(on: pg.Pool | pg.PoolClient, { values = [], ...statement }: Statement): Promise<Row[]> {
  // pg types every row as `any`; the caller states the shape beside the statement.
  const { rows } = await on.query<pg.QueryResultRow>({ ...statement, values: [...values] });
  return rows as Row[];
}

async function transaction<T>(pool: pg.Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('BEGIN');
    const tx: Transaction = {
      isTransaction: true,
      rows: (text, values) => run(client, prepared(text, values)),
      unprepared: { rows: (text, values) => run(client, { text, values }) },
      copyIn: (statement, lines) => copyIn(client, statement, lines),
    };
    const result = await work(tx);
    const { command } = await client.query('COMMIT');
    if (command !== 'COMMIT') {
      // Postgres answers COMMIT with ROLLBACK where a statement had failed and the work went on all the same.
      throw new Error('A statement of this transaction had failed, so nothing was committed');
    }
    return result;
  } catch (error) {
    try {
      await client.query('ROLLBACK');
    } catch {
      broken = true;
    }
    throw error;
  } finally {
    // A connection that could not even roll back is thrown away, not given to the next caller.
    client.release(broken);
  }
}

/** Every text that was ever prepared here, with its name. A connection keeps a plan for each, so there is a limit. */
const names = new Map<string, string>();
const maxPrepared = 500;

/**
 * Half of what Postgres does for a short statement is parsing and planning it. Those of transactions are few and come
 * again and again; those of lists have many shapes, and want a plan for their values. A text without values may hold
 * them in itself, and is not kept.
 */
function prepared(text: string, values: readonly SqlValue[] | undefined): Statement {
  if (values === undefined || values.length === 0) {
    return { text, values };
  }
  let name = names.get(text);
  if (name === undefined) {
    if (names.size >= maxPrepared) {
      return { text, values };
    }
    name = `hawker_${names.size}`;
    names.set(text, name);
  }
  return { name, text, values };
}
