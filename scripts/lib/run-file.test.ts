import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { claimDataDir, readRunFile, releaseDataDir, writeRunFile } from './run-file.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hawker-run-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const info = (pid: number) => ({
  databaseUrl: 'postgres://127.0.0.1/hawker',
  origin: 'http://localhost:3000',
  marketUrl: 'http://localhost:3900',
  pid,
});

it('is there for its owner only while Hawker runs', () => {
  expect(claimDataDir(folder)).toBeNull();
  writeRunFile(folder, info(process.pid));
  expect(readRunFile(folder)).toEqual(info(process.pid));
  expect(statSync(join(folder, 'run.json')).mode & 0o777).toBe(0o600);
  releaseDataDir(folder);
  expect(readRunFile(folder)).toBeNull();
  expect(existsSync(join(folder, 'start.lock'))).toBe(false);
});

it('names the one who runs already, and takes over after it has been killed', async () => {
  const script = join(folder, 'start.mjs');
  writeFileSync(script, 'process.stdout.write("up"); setInterval(() => {}, 1000);');
  const other = spawn(process.execPath, [script]);
  const pid = other.pid ?? 0;
  const gone = new Promise((resolve) => other.once('exit', resolve));
  await new Promise((resolve) => other.stdout.once('data', resolve));
  writeFileSync(join(folder, 'start.lock'), String(pid));
  expect(claimDataDir(folder)).toEqual({ pid, origin: null });
  writeRunFile(folder, info(pid));
  expect(claimDataDir(folder)).toEqual({ pid, origin: 'http://localhost:3000' });

  other.kill('SIGKILL');
  await gone;
  expect(claimDataDir(folder)).toBeNull();
  expect(readRunFile(folder)).toBeNull();
  expect(Number(readFileSync(join(folder, 'start.lock'), 'utf8'))).toBe(process.pid);
});

it('takes over from a number that another program has now', () => {
  writeFileSync(join(folder, 'start.lock'), String(process.ppid));
  expect(claimDataDir(folder)).toBeNull();
});
