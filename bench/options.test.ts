import { expect, test } from 'vitest';
import { partNames, readOptions } from './options.ts';

test('measures everything unless parts are named, and always in the same order', () => {
  expect(readOptions([])).toEqual({ parts: partNames, quick: false });
  expect(readOptions(['upload', '--quick', 'posts'])).toEqual({ parts: ['posts', 'upload'], quick: true });
});

test('says what it knows when it is asked for something else', () => {
  expect(() => readOptions(['speed'])).toThrow('There is no part called speed. Usage: pnpm bench');
});
