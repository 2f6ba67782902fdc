import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { parentOf } from './ancestors.mjs';

/** Starts a program that starts a shell, which stays, that starts one that watches and says when it is left alone. */
it.each([
  ['the shell', true],
  ['the one who started the shell', false],
])('notices that %s has gone', async (_who, isShell) => {
  const watcher = `
    import { watchAncestors } from ${JSON.stringify(new URL('ancestors.mjs', import.meta.url).href)};
    const areThere = watchAncestors();
    console.log(areThere() ? process.pid + ' ' + process.ppid : 'alone from the start');
    setInterval(() => { if (!areThere()) { console.log('alone'); process.exit(0); } }, 5);
  `;
  const outer = `
    const { spawn } = require('node:child_process');
    const command = '"$NODE" --input-type=module -e "$WATCHER"; true';
    spawn('/bin/sh', ['-c', command], { stdio: 'inherit', detached: true });
    setInterval(() => {}, 1000);
  `;
  const program = spawn(process.execPath, ['-e', outer], {
    env: { PATH: process.env.PATH, NODE: process.execPath, WATCHER: watcher },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  program.stdout.setEncoding('utf8');
  const next = () => new Promise<string>((resolve) => program.stdout.once('data', resolve));
  const [, shell = 0] = (await next()).split(' ').map(Number);
  expect(parentOf(shell)).toBe(program.pid);
  const word = next();
  process.kill(isShell ? shell : (program.pid ?? 0), 'SIGKILL');
  expect(await word).toBe('alone\n');
  program.kill('SIGKILL');
});

it('knows the parent of a process, and none of one that is not there', () => {
  expect(parentOf(process.pid)).toBe(process.ppid);
  expect(parentOf(2 ** 22 + 1)).toBeNull();
});
