import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSecretKey } from './secret-key.ts';

let parent = '';
let dataDirectory = '';
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'hawker-key-'));
  dataDirectory = join(parent, 'not', 'made', 'yet');
});
afterEach(() => rm(parent, { recursive: true }));

const load = (fromEnvironment?: string) => loadSecretKey({ fromEnvironment, dataDirectory });

test('the first start makes a key that only its owner may read, and every later start has it', async () => {
  const key = await load();
  expect(key).toHaveLength(32);
  expect((await stat(join(dataDirectory, 'secret.key'))).mode & 0o777).toBe(0o600);
  expect(await load()).toEqual(key);
});

test('processes that start together have one key, and nothing else is left behind', async () => {
  const keys = await Promise.all(Array.from({ length: 20 }, () => load()));
  expect(new Set(keys.map((key) => Buffer.from(key).toString('base64'))).size).toBe(1);
  expect(await readdir(dataDirectory)).toEqual(['secret.key']);
});

test('the environment wins, and then no file is made', async () => {
  const key = randomBytes(32);
  expect(Buffer.from(await load(key.toString('base64')))).toEqual(key);
  await expect(readdir(dataDirectory)).rejects.toThrow('ENOENT');
});

test.each([
  ['too short', randomBytes(16).toString('base64')],
  ['no base64', 'a password'],
])('a key that is %s is refused with what to do', async (_what, text) => {
  await expect(load(text)).rejects.toThrow('HAWKER_SECRET_KEY must hold 32 bytes in base64, such as `openssl');
});

test('a broken file stops the start and is left as it is', async () => {
  await load();
  const path = join(dataDirectory, 'secret.key');
  await writeFile(path, 'oops');
  await expect(load()).rejects.toThrow(`${path} must hold 32 bytes`);
  expect(await readFile(path, 'utf8')).toBe('oops');
});
