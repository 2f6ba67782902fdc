import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startPostgres } from './postgres.mjs';
import { readLock } from './postgres-cluster.mjs';
import { commandLineOf, waitUntil } from './processes.mjs';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'hawker-postgres-'));
  // Started by root, Postgres runs as a user who must be able to walk through.
  chmodSync(dataDir, 0o711);
});
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

const start = () => startPostgres({ dataDir, logFile: join(dataDir, 'postgres.log') });

it('makes a database once, and serves the same one after a restart on whichever port is free', async () => {
  const first = await start();
  expect(first.created).toBe(true);
  expect(first.elsewhere).toBe(false);
  expect(first.url).toMatch(/^postgres:\/\/hawker:[0-9a-f]{48}@127\.0\.0\.1:\d+\/hawker$/);
  expect(readLock(first.clusterDir)).toEqual({ pid: first.pid, ready: true });
  await first.stop();
  expect(first.running()).toBe(false);
  expect(commandLineOf(first.pid)).toBeNull();

  const second = await start();
  expect(second.created).toBe(false);
  expect(new URL(second.url).password).toBe(new URL(first.url).password);
  await second.stop();
  expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).not.toMatch(/not properly shut down/);
});

it('starts although a lock file was left behind, whose number another program has now', async () => {
  const first = await start();
  await first.stop();
  writeFileSync(join(first.clusterDir, 'postmaster.pid'), `${process.pid}\n${first.clusterDir}\n`);
  const second = await start();
  expect(second.running()).toBe(true);
  await second.stop();
});

it.each(['kernel', 'shell'] as const)(
  'goes away with the process that started it, however that ends (%s)',
  async (watch) => {
    const options = JSON.stringify({ dataDir, logFile: join(dataDir, 'postgres.log'), watch });
    const script = `
    import { startPostgres } from ${JSON.stringify(new URL('postgres.mjs', import.meta.url).href)};
    const { pid } = await startPostgres(${options});
    process.stdout.write(String(pid));
    setInterval(() => {}, 1000);
  `;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = await new Promise<number>((resolve) => parent.stdout.once('data', (data) => resolve(Number(data))));
    expect(commandLineOf(pid)).toContain(dataDir);
    parent.kill('SIGKILL');
    expect(await waitUntil(() => commandLineOf(pid) === null, 15_000)).toBe(true);
    expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
  },
);

it('says what to do with the files of another version', async () => {
  const first = await start();
  await first.stop();
  writeFileSync(join(first.clusterDir, 'PG_VERSION'), '17\n');
  await expect(start()).rejects.toThrow(/was made by Postgres 17, and this is Postgres 18\. Dump it/);
});
