import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { runBench } from './bench.ts';

test('measures reads and uploads on a small desk, and leaves no database behind', async () => {
  const serverUrl = process.env.HAWKER_TEST_DATABASE_URL ?? '';
  const workDirectory = await mkdtemp(join(tmpdir(), 'hawker-bench-test-'));
  const said: string[] = [];
  const measurements = await runBench(
    { parts: ['posts', 'stats', 'upload'], quick: true },
    { serverUrl, workDirectory, say: (progress) => said.push(progress) },
  );
  await rm(workDirectory, { recursive: true });
  expect(await databasesOf(serverUrl)).toEqual([]);
  expect(measurements.map((measurement) => measurement.part)).toEqual([
    ...['posts', 'posts', 'posts', 'posts'],
    ...['stats', 'stats', 'stats'],
    ...['upload', 'upload', 'upload', 'upload'],
  ]);
  for (const { floor, hawker, ratio, spread } of measurements) {
    expect(Math.min(floor, hawker, ratio, spread.low)).toBeGreaterThan(0);
    expect(spread.high).toBeGreaterThanOrEqual(spread.low);
  }
  expect(said).toContain('Filling a desk with 2,000 posts');
});

test('publishes with a worker of its own, and claims among what waits', { timeout: 60_000 }, async () => {
  const serverUrl = process.env.HAWKER_TEST_DATABASE_URL ?? '';
  const workDirectory = await mkdtemp(join(tmpdir(), 'hawker-bench-test-'));
  const measurements = await runBench(
    { parts: ['engine', 'waiting'], quick: true },
    { serverUrl, workDirectory, say: () => undefined },
  );
  await rm(workDirectory, { recursive: true });
  expect(await databasesOf(serverUrl)).toEqual([]);
  expect(measurements.map(({ part }) => part)).toEqual(['engine', 'waiting', 'waiting']);
  for (const { floor, hawker } of measurements) {
    expect(Math.min(floor, hawker)).toBeGreaterThan(0);
  }
});

test('asks a small and a large desk for every list', { timeout: 60_000 }, async () => {
  const serverUrl = process.env.HAWKER_TEST_DATABASE_URL ?? '';
  const workDirectory = await mkdtemp(join(tmpdir(), 'hawker-bench-test-'));
  const measurements = await runBench(
    { parts: ['scale'], quick: true },
    { serverUrl, workDirectory, say: () => undefined },
  );
  await rm(workDirectory, { recursive: true });
  expect(await databasesOf(serverUrl)).toEqual([]);
  expect(measurements.map(({ name }) => name)).toContain('p95 at 5,000: Posts page, search: rare word');
  for (const { floor, hawker } of measurements) {
    expect(Math.min(floor, hawker)).toBeGreaterThan(0);
  }
});

async function databasesOf(serverUrl: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  const { rows } = await client.query(`SELECT datname FROM pg_database WHERE datname LIKE 'hawker\\_bench\\_%'`);
  await client.end();
  return rows;
}
