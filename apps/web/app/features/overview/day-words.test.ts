import { expect, test } from 'vitest';
import { dayWords } from './day-words.ts';

test('a day is the same in every zone', () => {
  expect(dayWords('2026-11-01')).toEqual({ label: 'Sun 1 Nov', shortLabel: '1' });
  expect(dayWords('2027-12-31')).toEqual({ label: 'Fri 31 Dec', shortLabel: '31' });
});
