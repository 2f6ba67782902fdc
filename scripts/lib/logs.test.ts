import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { followLog, prepareLog, readLogFrom, tellingLines } from './logs.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hawker-logs-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('moves a large log aside and leaves a small one', () => {
  const file = join(folder, 'logs/web.log');
  prepareLog(file, 10);
  writeFileSync(file, '0123456789');
  prepareLog(file, 10);
  expect(existsSync(`${file}.1`)).toBe(false);
  appendFileSync(file, '!');
  prepareLog(file, 10);
  expect(existsSync(file)).toBe(false);
  expect(readFileSync(`${file}.1`, 'utf8')).toBe('0123456789!');
});

it('shows the warnings and errors of a program that crashed', () => {
  const text = [
    JSON.stringify({ level: 30, msg: 'listening' }),
    JSON.stringify({ level: 40, msg: 'slow' }),
    JSON.stringify({ level: 50, msg: 'gone', err: { message: 'no route', stack: 'Error: no route\n    at dial' } }),
    'Error: uncaught',
    '    at main',
  ].join('\n');
  expect(tellingLines(text)).toEqual([
    'slow',
    'gone',
    'Error: no route',
    '    at dial',
    'Error: uncaught',
    '    at main',
  ]);
});

it('shows the last lines of a program that left no error', () => {
  const text = Array.from({ length: 40 }, (_, index) => JSON.stringify({ level: 30, msg: String(index) })).join('\n');
  expect(tellingLines(text, 2)).toEqual(['{"level":30,"msg":"38"}', '{"level":30,"msg":"39"}']);
});

it('reads from a place on, and no more than asked', () => {
  const file = join(folder, 'a.log');
  writeFileSync(file, 'before-after');
  expect(readLogFrom(file, 7)).toBe('after');
  expect(readLogFrom(file, 0, 5)).toBe('after');
  expect(readLogFrom(file, 100)).toBe('');
  expect(readLogFrom(join(folder, 'absent.log'), 0)).toBe('');
});

it('hands on what is written while it follows, to the last of it', () => {
  const file = join(folder, 'a.log');
  writeFileSync(file, 'old\n');
  let heard = '';
  const close = followLog(file, (text) => {
    heard += text;
  });
  appendFileSync(file, 'new\n');
  close();
  appendFileSync(file, 'later\n');
  expect(heard).toBe('new\n');
});
