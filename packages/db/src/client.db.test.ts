import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { connectDatabase, type Database } from './client.ts';
import { recordStatements, workStatements } from './statements.ts';
import { createTestDatabase } from './testing/index.ts';

const bench = await createTestDatabase();
const { sql: watcher } = bench.database;
await watcher.rows('CREATE TABLE scratch (n integer PRIMARY KEY)');
afterAll(() => bench.drop());

let database: Database;
let problems: string[] = [];
beforeEach(async () => {
  await watcher.rows('DELETE FROM scratch');
  problems = [];
  database = connectDatabase({
    url: bench.url,
    applicationName: 'hawker client test',
    maxConnections: 2,
    onConnectionError: (error) => problems.push(error.message),
  });
});
afterEach(() => database.close());

const scratch = async () => (await watcher.rows<{ n: number }>('SELECT n FROM scratch ORDER BY n')).map((row) => row.n);
const insert = (n: number) => ['INSERT INTO scratch VALUES ($1)', [n]] as const;
const pidOf = async (sql: Database['sql']) =>
  (await sql.rows<{ pid: number }>('SELECT pg_backend_pid() AS pid'))[0]?.pid ?? 0;
const terminate = (pid: number) => watcher.rows('SELECT pg_terminate_backend($1, 5000)', [pid]);

test('what resolves is committed, and its result given', async () => {
  const result = await database.transaction(async (tx) => {
    await tx.rows(...insert(1));
    expect(await scratch()).toEqual([]);
    return 'done';
  });
  expect(result).toBe('done');
  expect(await scratch()).toEqual([1]);
});

test('what rejects leaves nothing behind, and its connection is as good as new', async () => {
  const defect = new Error('a defect');
  for (let round = 0; round < 5; round++) {
    const work = database.transaction(async (tx) => {
      await tx.rows(...insert(round));
      throw defect;
    });
    await expect(work).rejects.toBe(defect);
  }
  expect(await scratch()).toEqual([]);
  expect(await database.sql.rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a statement that fails fails the transaction', async () => {
  const work = database.transaction(async (tx) => {
    await tx.rows(...insert(1));
    await tx.rows(...insert(1));
  });
  await expect(work).rejects.toThrow('duplicate key');
  expect(await scratch()).toEqual([]);
});

test('a failure that the work swallowed is not taken for a success', async () => {
  const work = database.transaction(async (tx) => {
    await tx.rows(...insert(1));
    await tx.rows(...insert(1)).catch(() => undefined);
  });
  await expect(work).rejects.toThrow('nothing was committed');
  expect(await scratch()).toEqual([]);
});

test('a connection that breaks in a transaction is thrown away', async () => {
  const work = database.transaction(async (tx) => {
    await tx.rows(...insert(1));
    await terminate(await pidOf(tx));
    await tx.rows(...insert(2));
  });
  await expect(work).rejects.toThrow();
  expect(database.pool.totalCount).toBe(0);
  expect(await scratch()).toEqual([]);
  await database.transaction((tx) => tx.rows(...insert(3)));
  expect(await scratch()).toEqual([3]);
});

test('a connection that breaks while nobody uses it is reported, and the next one works', async () => {
  const reported = new Promise<void>((resolve) => database.pool.once('error', () => resolve()));
  await terminate(await pidOf(database.sql));
  await reported;
  expect(problems.length).toBeGreaterThan(0);
  expect(await database.sql.rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('more transactions than connections wait for their turn', async () => {
  await Promise.all([1, 2, 3, 4, 5, 6].map((n) => database.transaction((tx) => tx.rows(...insert(n)))));
  expect(await scratch()).toEqual([1, 2, 3, 4, 5, 6]);
  expect(database.pool.totalCount).toBeLessThanOrEqual(2);
});

test('counts are numbers, and a date is the text that it is, whatever the zone', async () => {
  const [row] = await database.sql.rows(`SELECT count(*) AS n, date '2026-03-29' AS day FROM scratch`);
  expect(row).toEqual({ n: 0, day: '2026-03-29' });
});

test('two pieces of work at once never count each other’s statements', async () => {
  const [one, two] = await Promise.all([
    recordStatements(() => database.transaction((tx) => tx.rows('SELECT 1'))),
    recordStatements(() => Promise.all([database.sql.rows('SELECT 2'), database.prisma.account.count()])),
  ]);
  expect(one.statements).toEqual(['BEGIN', 'SELECT 1', 'COMMIT']);
  expect(workStatements(two.statements)).toHaveLength(2);
});
