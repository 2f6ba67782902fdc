import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { commandLineOf, isRunning, waitUntil } from './processes.mjs';

it('reads the command line of a process, and none of one that has gone', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'a-mark']);
  const pid = child.pid ?? 0;
  expect(await waitUntil(() => isRunning(pid, ['a-mark']), 5000, 5)).toBe(true);
  expect(isRunning(pid, ['a-mark', 'another-mark'])).toBe(false);
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
  expect(commandLineOf(pid)).toBeNull();
});

it('takes a zombie for gone: its number is still taken, but nothing runs', async () => {
  // The shell becomes a program that never collects its child.
  const parent = spawn('/bin/sh', ['-c', 'sleep 0 & echo $!; exec sleep 30']);
  const pid = await new Promise<number>((resolve) => parent.stdout.once('data', (data) => resolve(Number(data))));
  expect(await waitUntil(() => commandLineOf(pid) === null, 5000, 5)).toBe(true);
  parent.kill('SIGKILL');
});

it('knows nothing of numbers that are none', () => {
  expect(commandLineOf(Number.NaN)).toBeNull();
  expect(commandLineOf(0)).toBeNull();
  expect(commandLineOf(-1)).toBeNull();
});

it('stops asking when the time is over', async () => {
  let asked = 0;
  const never = () => {
    asked += 1;
    return false;
  };
  expect(await waitUntil(never, 20, 1)).toBe(false);
  expect(asked).toBeGreaterThan(1);
});
