import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { commandLineOf, waitUntil } from './processes.mjs';
import { nextDelayMs, type Service, startService } from './service.mjs';

let folder: string;
let said: string[];
let service: Service | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hawker-service-'));
  said = [];
});
afterEach(async () => {
  service?.kill();
  await waitUntil(() => service?.pid() === undefined, 5000, 5);
  rmSync(folder, { recursive: true, force: true });
});

const quick = { firstMs: 5, limitMs: 40, healthyAfterMs: 60_000 };
const serving = `
  process.on('SIGTERM', () => { console.log('drained'); process.exit(0); });
  process.on('disconnect', () => process.exit(0));
  process.send({ type: 'ready', name: 'it', url: 'http://127.0.0.1:1' });
`;

function start(source: string, stopTimeoutMs = 10_000): Service {
  const entry = join(folder, 'child.mjs');
  writeFileSync(entry, source);
  service = startService({
    ...{ name: 'the worker', entry, cwd: folder, env: { PATH: process.env.PATH, FOLDER: folder }, nodeArgs: [] },
    ...{ logFile: join(folder, 'worker.log'), stopTimeoutMs, say: (text: string) => said.push(text), backoff: quick },
  });
  return service;
}

const log = () => readFileSync(join(folder, 'worker.log'), 'utf8');

it('waits twice as long after every crash, up to a limit, and begins anew after a minute of life', () => {
  const delays: number[] = [];
  let delay: number | null = null;
  for (let crash = 0; crash < 7; crash += 1) {
    delay = nextDelayMs(delay, 100);
    delays.push(delay);
  }
  expect(delays).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  expect(nextDelayMs(30_000, 60_000)).toBe(1000);
});

it('tells its address once it serves, and drains when it is stopped', async () => {
  const running = start(serving);
  expect(await running.ready).toBe('http://127.0.0.1:1');
  const pid = running.pid() ?? 0;
  await running.stop();
  expect(log()).toBe('drained\n');
  expect(commandLineOf(pid)).toBeNull();
  expect(said).toEqual([]);
});

it('fails at once when the very first start does, with what the program said', async () => {
  const running = start('console.error("PORT is not a number"); process.exit(2);');
  await expect(running.ready).rejects.toThrow(/The worker ended with exit status 2\.\n {4}PORT is not a number\n/);
});

it('is started again after a crash, and says so', async () => {
  const running = start(`
    import { appendFileSync, readFileSync } from 'node:fs';
    appendFileSync('starts', '.');
    ${serving}
    if (readFileSync('starts', 'utf8').length < 3) {
      setTimeout(() => { console.error('lost the database'); process.exit(1); }, 5);
    }
    setInterval(() => {}, 1000);
  `);
  await running.ready;
  const isUp = () => said.filter((line) => line.endsWith('is up again.')).length === 2;
  expect(await waitUntil(isUp, 10_000, 5)).toBe(true);
  expect(said[0]).toMatch(
    /^The worker ended with exit status 1; starting it again in 0.005 s\.\n {4}lost the database\n/,
  );
  expect(said[2]).toContain('again in 0.01 s');
  await running.stop();
  expect(readFileSync(join(folder, 'starts'), 'utf8')).toBe('...');
});

it('ends one that does not drain', async () => {
  const running = start(
    `process.on('SIGTERM', () => {}); process.send({ type: 'ready' }); setInterval(() => {}, 1000);`,
    20,
  );
  await running.ready;
  const pid = running.pid() ?? 0;
  await running.stop();
  expect(commandLineOf(pid)).toBeNull();
  expect(said).toEqual(['The worker did not stop within 0.02 s and was ended.']);
});

it('is drained and started anew when asked, without a word about a crash', async () => {
  const running = start(serving);
  await running.ready;
  const before = running.pid();
  await running.restart();
  expect(running.pid()).not.toBe(before);
  await running.stop();
  expect(said).toEqual([]);
});
