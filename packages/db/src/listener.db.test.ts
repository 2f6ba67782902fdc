import { afterAll, afterEach, expect, test } from 'vitest';
import { type Listener, listen } from './listener.ts';
import { createTestDatabase } from './testing/index.ts';

const bench = await createTestDatabase();
const { sql } = bench.database;
afterAll(() => bench.drop());

let listener: Listener | null = null;
afterEach(async () => {
  await listener?.close();
  listener = null;
});

/** Collects what happens, and lets a test wait for the next of a kind. */
async function start(channel = 'test') {
  const events: string[] = [];
  const waiting: { wanted: string; resolve: () => void }[] = [];
  const note = (event: string) => {
    events.push(event);
    for (const one of waiting.splice(0)) {
      if (event.startsWith(one.wanted)) {
        one.resolve();
      } else {
        waiting.push(one);
      }
    }
  };
  const opened = await listen({
    url: bench.url,
    channel,
    onMessage: (payload) => note(`message ${payload}`),
    onConnected: () => note('connected'),
    onLost: () => note('lost'),
  });
  listener = opened;
  return {
    events,
    listener: opened,
    next: (wanted: string) => new Promise<void>((resolve) => waiting.push({ wanted, resolve })),
  };
}

const notify = (payload: string, channel = 'test') => sql.rows('SELECT pg_notify($1, $2)', [channel, payload]);
const connections = async () =>
  (
    await sql.rows<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'hawker listen'`,
    )
  ).map((row) => row.pid);
const breakConnections = async () => {
  for (const pid of await connections()) {
    await sql.rows('SELECT pg_terminate_backend($1, 5000)', [pid]);
  }
};

test('it has told that it is connected before it is given, and hears in order', async () => {
  const { events, next } = await start();
  expect(events).toEqual(['connected']);
  const last = next('message 3');
  await notify('1');
  await notify('2', 'another channel');
  await notify('3');
  await last;
  expect(events).toEqual(['connected', 'message 1', 'message 3']);
});

test('a channel by any name', async () => {
  const { next } = await start('Hawker "quoted"; drop');
  const heard = next('message x');
  await notify('x', 'Hawker "quoted"; drop');
  await heard;
});

test('what is announced in a transaction is heard when it commits, and never when it is rolled back', async () => {
  const { events, next } = await start();
  await bench.database
    .transaction(async (tx) => {
      await tx.rows(`SELECT pg_notify('test', 'no')`);
      throw new Error('rolled back');
    })
    .catch(() => undefined);
  const heard = next('message yes');
  await bench.database.transaction((tx) => tx.rows(`SELECT pg_notify('test', 'yes')`));
  await heard;
  expect(events).not.toContain('message no');
});

test('a broken connection is told once, comes back by itself, and hears again', async () => {
  const { events, listener: opened, next } = await start();
  const lost = next('lost');
  const back = next('connected');
  await breakConnections();
  await lost;
  expect(opened.connected).toBe(false);
  await back;
  expect(opened.connected).toBe(true);
  const heard = next('message again');
  await notify('again');
  await heard;
  expect(events).toEqual(['connected', 'lost', 'connected', 'message again']);
  expect(await connections()).toHaveLength(1);
});

test('it comes back every time', async () => {
  const { events, next } = await start();
  for (let round = 0; round < 2; round++) {
    const back = next('connected');
    await breakConnections();
    await back;
  }
  expect(events).toEqual(['connected', 'lost', 'connected', 'lost', 'connected']);
});

test('a closed one is silent, may be closed again, and does not come back', async () => {
  const { events, listener: opened, next } = await start();
  const lost = next('lost');
  await breakConnections();
  await lost;
  // In the middle of waiting for its next try.
  await opened.close();
  await opened.close();
  await notify('nobody hears');
  expect(events).toEqual(['connected', 'lost']);
  expect(opened.connected).toBe(false);
  expect(await connections()).toEqual([]);
});

test('a database that is not there is told at once', async () => {
  const url = new URL(bench.url);
  url.pathname = '/no_such_database';
  const silent = () => undefined;
  const options = { url: url.href, channel: 'test', onMessage: silent, onConnected: silent, onLost: silent };
  await expect(listen(options)).rejects.toThrow('does not exist');
});
