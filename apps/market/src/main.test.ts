/** The real process: it says that it is ready, serves, and ends by itself when asked. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';

const readySchema = z.object({ type: z.string(), name: z.string(), url: z.string() });
const sellerSchema = z.object({ id: z.string(), name: z.string(), token: z.string() });

let dataDir: string;
let child: ChildProcess | undefined;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'market-test-'));
});

afterEach(async () => {
  if (child?.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await rm(dataDir, { recursive: true });
});

async function start(env: Record<string, string> = {}) {
  const started = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { PATH: process.env.PATH ?? '', MARKET_PORT: '0', MARKET_DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child = started;
  let output = '';
  started.stdout?.on('data', (chunk) => {
    output += String(chunk);
  });
  started.stderr?.on('data', (chunk) => {
    output += String(chunk);
  });
  const exited = once(started, 'exit');
  const ready = new Promise<z.infer<typeof readySchema>>((resolve, reject) => {
    started.once('message', (message) => resolve(readySchema.parse(message)));
    exited.then(() => reject(new Error(`It ended before it was ready: ${output}`)));
  });
  // A test that expects the process to fail does not wait for it to be ready.
  ready.catch(() => undefined);
  return { process: started, ready, exited, output: () => output };
}

test('SIGTERM ends it quickly and quietly, with a connection still open', async () => {
  const market = await start();
  const ready = await market.ready;
  expect(ready).toMatchObject({
    type: 'ready',
    name: 'market',
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
  });
  expect((await fetch(`${ready.url}/healthz`)).status).toBe(200);
  const open = connect(Number(new URL(ready.url).port), '127.0.0.1');
  open.on('error', () => undefined);
  await once(open, 'connect');
  open.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(open, 'data');

  const askedAt = performance.now();
  market.process.kill('SIGTERM');
  expect(await market.exited).toEqual([0, null]);
  expect(performance.now() - askedAt).toBeLessThan(2_000);
  open.destroy();
  expect(market.output()).toBe('');
}, 20_000);

test('it ends when the process above it goes away', async () => {
  const market = await start();
  await market.ready;
  market.process.disconnect();
  expect(await market.exited).toEqual([0, null]);
}, 20_000);

test('kill -9 loses nothing that was answered', async () => {
  const first = await start();
  const { url } = await first.ready;
  const register = (name: string) =>
    fetch(`${url}/v1/sellers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    }).then(async (response) => sellerSchema.parse(await response.json()));
  const sellers = await Promise.all(Array.from({ length: 30 }, (_, index) => register(`Seller ${index}`)));
  first.process.kill('SIGKILL');
  await first.exited;

  const second = await start();
  const { url: again } = await second.ready;
  for (const { id, name, token } of sellers) {
    const answer = await fetch(`${again}/v1/seller`, { headers: { authorization: `Bearer ${token}` } });
    expect(await answer.json()).toEqual({ id, name });
  }
}, 20_000);

test('a bad environment is named, and the status is 1', async () => {
  const market = await start({ MARKET_PORT: 'many' });
  expect(await market.exited).toEqual([1, null]);
  expect(market.output()).toContain('MARKET_PORT');
}, 20_000);
