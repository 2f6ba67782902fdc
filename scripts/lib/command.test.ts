import { expect, it } from 'vitest';
import { CommandError, runCommand } from './command.mjs';

const options = { cwd: '/', env: { PATH: process.env.PATH } };
const node = (script: string, more: Partial<Parameters<typeof runCommand>[2]> = {}) =>
  runCommand(process.execPath, ['-e', script], { ...options, ...more });

it('gives the output, and its lines while the program runs', async () => {
  const lines: string[] = [];
  const onLine = (line: string) => lines.push(line);
  expect(await node('console.log("one\\ntwo"); console.error("three")', { onLine })).toBe('one\ntwo\n');
  expect(lines.sort()).toEqual(['one', 'three', 'two']);
});

it('fails with what the program said', async () => {
  const failure = await node('console.error("no space left"); process.exit(3)', { what: 'The build' }).catch((e) => e);
  expect(failure).toBeInstanceOf(CommandError);
  expect(failure).toMatchObject({ message: 'The build failed with exit status 3', output: 'no space left\n' });
  await expect(runCommand('/no/such/program', [], options)).rejects.toThrow('could not be started');
});

it('ends the program and what it started when it is told to stop, and never calls that a success', async () => {
  const controller = new AbortController();
  const script = `
    const { spawn } = require('node:child_process');
    const inner = spawn(process.execPath, ['-e', 'process.stdout.write("up"); setInterval(() => {}, 1000)']);
    inner.stdout.once('data', () => console.log('both up'));
    inner.once('exit', () => process.exit(0));
    process.on('SIGTERM', () => {});
  `;
  const run = node(script, { signal: controller.signal, onLine: () => controller.abort() });
  await expect(run).rejects.toThrow('was stopped');
  await expect(node('', { signal: controller.signal })).rejects.toThrow('was stopped');
});
