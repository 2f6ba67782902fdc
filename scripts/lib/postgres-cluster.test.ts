import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freeCluster, placeCluster, readLock } from './postgres-cluster.mjs';
import { isRunning } from './processes.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hawker-cluster-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function writeLock(pid: number, state = 'ready   ') {
  const lines = [pid, folder, 1_760_000_000, 25_000, '', '127.0.0.1', '  1234 5', state, ''];
  writeFileSync(join(folder, 'postmaster.pid'), lines.join('\n'));
}

describe('the lock file of Postgres', () => {
  it('tells the process and whether it serves', () => {
    expect(readLock(folder)).toBeNull();
    writeLock(4711, 'starting');
    expect(readLock(folder)).toEqual({ pid: 4711, ready: false });
    writeLock(4711);
    expect(readLock(folder)).toEqual({ pid: 4711, ready: true });
  });

  it('is removed when its process has gone', async () => {
    writeLock(2 ** 22 + 1);
    expect(await freeCluster(folder)).toBe('stale');
    expect(existsSync(join(folder, 'postmaster.pid'))).toBe(false);
    expect(await freeCluster(folder)).toBe('free');
  });

  it('is removed when another program has got the number, which is left alone', async () => {
    writeLock(process.pid);
    expect(await freeCluster(folder)).toBe('stale');
    expect(existsSync(join(folder, 'postmaster.pid'))).toBe(false);
  });

  it('leads to a Postgres that an earlier run left behind, which is stopped', async () => {
    const script =
      'process.on("SIGINT", () => process.exit(0)); setInterval(() => {}, 1000); process.stdout.write("up")';
    const leftBehind = spawn(process.execPath, ['-e', script, 'postgres', '-D', folder]);
    const exitCode = new Promise((resolve) => leftBehind.once('exit', resolve));
    await new Promise((resolve) => leftBehind.stdout.once('data', resolve));
    writeLock(leftBehind.pid ?? 0);
    expect(await freeCluster(folder)).toBe('stopped');
    expect(await exitCode).toBe(0);
    expect(isRunning(leftBehind.pid ?? 0, [folder])).toBe(false);
  });
});

describe('the place of the database', () => {
  const stranger = { uid: 54_321, gid: 54_321 };

  it('is in the data folder for a plain user', () => {
    expect(placeCluster(folder, null)).toEqual({ path: join(folder, 'postgres'), elsewhere: false });
  });

  it('follows the link that an earlier start has made', () => {
    symlinkSync('/var/lib/hawker/database-1', join(folder, 'postgres'));
    expect(placeCluster(folder, stranger)).toEqual({ path: '/var/lib/hawker/database-1', elsewhere: true });
    expect(readlinkSync(join(folder, 'postgres'))).toBe('/var/lib/hawker/database-1');
  });
});
