import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('a full run unless something else is asked for', () => {
  expect(readOptions([])).toEqual({ posts: 1_000, faults: 100, workers: 3, accounts: 20, seed: 1, naive: false });
  expect(readOptions(['--posts', '60', '--seed=7', '--naive'])).toMatchObject({ posts: 60, seed: 7, naive: true });
});

test('says what it knows when it is asked for something else', () => {
  expect(() => readOptions(['--workers', 'many'])).toThrow(/--workers: .*Usage: pnpm faults/);
  expect(() => readOptions(['--quick'])).toThrow(/Usage: pnpm faults/);
});
