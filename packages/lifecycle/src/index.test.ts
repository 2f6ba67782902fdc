import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const service = fileURLToPath(new URL('testing/service.ts', import.meta.url));

interface Run {
  child: ChildProcess;
  ready: Promise<unknown>;
  ended: Promise<{ code: number | null; printed: string }>;
}

function start(how: string): Run {
  const child = fork(service, [how], { execArgv: ['--import', 'tsx'], silent: true });
  const { stdout } = child;
  if (!stdout) {
    throw new Error('its output is not read');
  }
  let printed = '';
  stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  // Not `close`: it never comes for a child whose channel was closed from here.
  const ended = Promise.all([once(child, 'exit'), once(stdout, 'end')]);
  return {
    child,
    ready: once(child, 'message').then(([message]: unknown[]) => message),
    ended: ended.then(([[code]]) => ({ code, printed })),
  };
}

test('it says that it is ready, and drains once for however many signals', async () => {
  const { child, ready, ended } = start('well');
  expect(await ready).toEqual({ type: 'ready', name: 'test', url: 'http://127.0.0.1:1' });
  child.kill('SIGTERM');
  child.kill('SIGINT');
  expect(await ended).toEqual({ code: 0, printed: 'drained\n' });
});

test('it drains when its supervisor goes away without a word', async () => {
  const { child, ready, ended } = start('well');
  await ready;
  child.disconnect();
  expect(await ended).toEqual({ code: 0, printed: 'drained\n' });
});

test('a drain that takes too long ends with status 1 and says so', async () => {
  const { child, ready, ended } = start('never drains');
  await ready;
  child.kill('SIGTERM');
  expect(await ended).toEqual({ code: 1, printed: 'drained\ntest did not drain within 200 ms\n' });
});

test('a service that cannot go on drains and ends with status 1', async () => {
  const { ended } = start('cannot go on');
  expect(await ended).toEqual({ code: 1, printed: 'the database is gone\ndrained\n' });
});

test('a service that fails to start ends with status 1 and its reason', async () => {
  const { ended } = start('fails to start');
  expect(await ended).toEqual({ code: 1, printed: 'no port\n' });
});
