import { createServer, type Server } from 'node:http';
import { openApp } from '@hawker/api';
import express from 'express';
import { afterAll, afterEach, expect, test } from 'vitest';
import { closeGracefully, listen } from './http-server.ts';
import { mountReadiness } from './readiness.ts';
import { openHawker } from './testing/open-hawker.ts';

const { app, options, close } = await openHawker('hawker readiness test');
const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map(closeGracefully));
});
afterAll(close);

/** A server of its own for each question: an answer is remembered for a moment. */
async function ask(parts = app) {
  const router = express();
  mountReadiness(router, parts);
  const server = createServer(router);
  servers.push(server);
  const response = await fetch(`${await listen(server, 0, '127.0.0.1')}/readyz`);
  const body: unknown = await response.json();
  return { status: response.status, body };
}

test('a worker that lives is enough', async () => {
  await app.database.sql.rows(
    "INSERT INTO worker (id, host, pid, concurrency) VALUES (gen_random_uuid(), 'here', 1, 1)",
  );
  expect(await ask()).toEqual({ status: 200, body: { status: 'ready', reasons: [] } });
});

test('without its Redis it is ready all the same, degraded, and says why', async () => {
  // Nobody listens at port 1.
  const alone = await openApp({ ...options, redisUrl: 'redis://127.0.0.1:1' });
  expect(await ask(alone)).toEqual({
    status: 200,
    body: { status: 'degraded', reasons: [expect.stringContaining('Redis does not answer')] },
  });
  await alone.close();
});

test('without a worker it says so', async () => {
  await app.database.sql.rows('UPDATE worker SET stopped_at = now()');
  expect(await ask()).toEqual({
    status: 503,
    body: { status: 'not ready', reasons: [expect.stringContaining('No worker')] },
  });
});

test('a database that fails is a reason, and its words stay inside', async () => {
  const sql = { ...app.database.sql, rows: () => Promise.reject(new Error('secret words')) };
  expect(await ask({ ...app, database: { ...app.database, sql } })).toEqual({
    status: 503,
    body: { status: 'not ready', reasons: ['The database does not answer.'] },
  });
});
