import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { queuePool } from './queue-pool.ts';

const patience = { totalMs: 50, pauseMs: 1 };

function failing(code: string, times: number) {
  const pool = new pg.Pool();
  const client = new pg.Client();
  const connect = vi.spyOn(pool, 'connect').mockImplementation(() => {
    if (connect.mock.calls.length <= times) {
      return Promise.reject(Object.assign(new Error('the database system is starting up'), { code }));
    }
    return Promise.resolve(client);
  });
  return { pool, client, connect };
}

test.each(['57P03', 'ECONNREFUSED'])('a Postgres that restarts (%s) is waited for, shortly', async (code) => {
  const { pool, client, connect } = failing(code, 3);
  expect(await queuePool(pool, patience).connect()).toBe(client);
  expect(connect).toHaveBeenCalledTimes(4);
});

test('one that stays away fails without a code, so that graphile-worker does not sleep on it', async () => {
  const { pool } = failing('57P03', Number.POSITIVE_INFINITY);
  const error: unknown = await queuePool(pool, patience)
    .connect()
    .catch((caught: unknown) => caught);
  expect(error).toMatchObject({ message: 'the database system is starting up' });
  expect(error).not.toHaveProperty('code');
});

test('any other failure is passed on at once', async () => {
  const { pool, connect } = failing('28P01', 1);
  await expect(queuePool(pool, patience).connect()).rejects.toThrow();
  expect(connect).toHaveBeenCalledTimes(1);
});

test('a callback gets the client, or the error', async () => {
  const { pool, client } = failing('57P03', 1);
  const given = await new Promise((resolve) => {
    queuePool(pool, patience).connect((error, connected) => resolve(error ?? connected));
  });
  expect(given).toBe(client);
});
