/**
 * How SQL is run. Prisma serves ordinary reads and writes of single entities; a statement is written by hand where
 * its number, its plan or its locks are a promise of the product. Both go through the same pool.
 */

import pg from 'pg';

export type SqlValue =
  | string
  | number
  | bigint
  | boolean
  | Date
  | Uint8Array
  | null
  | readonly (string | number | boolean | Date | null)[];

/** Runs one statement: a pool (each statement by itself) or an open transaction. */
export interface SqlRunner {
  /** `Row` states what the statement selects; the statement and its type stand side by side in queries/. */
  rows<Row>(text: string, values?: readonly SqlValue[]): Promise<Row[]>;
}

/** An open transaction. What takes one must be called inside `Database.transaction`. */
export interface Transaction extends SqlRunner {
  readonly isTransaction: true;
  /** In this transaction, but planned for the very values each time: where a plan for any values would be a bad one. */
  readonly unprepared: SqlRunner;
  /** `COPY ... FROM STDIN` of lines that `copyLine` made; a piece at a time, so that memory does not grow with the rows. */
  copyIn(statement: string, lines: string): Promise<void>;
}

/** The one row of a statement that always has one. */
export async function oneRow<Row>(sql: SqlRunner, text: string, values?: readonly SqlValue[]): Promise<Row> {
  const [row] = await sql.rows<Row>(text, values);
  if (row === undefined) {
    throw new Error('A statement that always returns a row returned none');
  }
  return row;
}

/** The first row, or null. */
export async function firstRow<Row>(sql: SqlRunner, text: string, values?: readonly SqlValue[]): Promise<Row | null> {
  const [row] = await sql.rows<Row>(text, values);
  return row ?? null;
}

/** Counts and ids fit a JavaScript number; a date without a time stays the text that it is. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === pg.types.builtins.INT8) {
      return Number;
    }
    if (oid === pg.types.builtins.DATE) {
      return String;
    }
    return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
  },
};

/** SQLSTATE of a broken unique constraint, with the name of the index, or null. */
export function brokenUnique(error: unknown): string | null {
  if (error instanceof pg.DatabaseError && error.code === '23505') {
    return error.constraint ?? '';
  }
  return null;
}

/** Whether two transactions waited for each other, and Postgres ended this one: nothing of it was done. */
export function isDeadlock(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '40P01';
}

/** Whether a text was refused because of a character that Postgres stores nowhere (NUL, half a surrogate pair). */
export function isUnstorableText(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '22021' || error.code === '22P05');
}

/**
 * Whether a statement failed because of the connection and not because of what it says: the database is stopping,
 * starting or out of reach. Whether it was carried out is then not known.
 */
export function isConnectionError(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) {
    // Class 08, and 57P01 to 57P03: the server shuts down, crashed, or cannot be connected to yet.
    return /^(08|57P0[1-3])/.test(error.code ?? '');
  }
  if (!(error instanceof Error)) {
    return false;
  }
  const code = 'code' in error ? String(error.code) : '';
  return (
    /^E[A-Z]+$/.test(code) ||
    /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect)/.test(error.message)
  );
}
