import { expect, test } from 'vitest';
import { nextToRemove } from './next-to-remove.ts';

const stored = (key: string) => ({ key, progress: null });
const sending = (key: string) => ({ key, progress: 0.4 });

test('after a sending was stopped the focus fell on the Remove of another photo', () => {
  expect(nextToRemove([stored('a'), sending('b'), stored('c')], 'b')).toBeNull();
});

test('after a removal it is on the Remove of the next one, or of the one before', () => {
  expect(nextToRemove([stored('a'), stored('b'), stored('c')], 'b')).toBe('c');
  expect(nextToRemove([stored('a'), stored('b')], 'b')).toBe('a');
  expect(nextToRemove([stored('a')], 'a')).toBeNull();
});

test('never on what would stop the sending of another', () => {
  expect(nextToRemove([stored('a'), stored('b'), sending('c')], 'b')).toBe('a');
  expect(nextToRemove([sending('a'), stored('b'), sending('c')], 'b')).toBeNull();
});
