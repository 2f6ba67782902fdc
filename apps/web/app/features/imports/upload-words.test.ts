import { expect, test } from 'vitest';
import { deedWords, goWords } from './upload-words.ts';

test.each([
  [{ good: 53, bad: 0 }, 'All 53 rows go.'],
  [{ good: 1, bad: 0 }, 'The one row goes.'],
  [{ good: 12_431, bad: 3 }, '12,431 of 12,434 rows go; 3 stay until they are mended.'],
  [{ good: 1, bad: 1 }, '1 of 2 rows goes; 1 stays until it is mended.'],
  [{ good: 0, bad: 2 }, 'No row can go yet: 2 stay until they are mended.'],
  [{ good: 0, bad: 0 }, 'It has no row.'],
])('%j: %s', (counts, words) => {
  expect(goWords(counts)).toBe(words);
});

test('what the rows do, without what none does', () => {
  expect(deedWords({ creates: 38, updates: 12, unchanged: 3 })).toBe('38 new, 12 updates, 3 unchanged');
  expect(deedWords({ creates: 0, updates: 1, unchanged: 0 })).toBe('1 update');
  expect(deedWords({ creates: 0, updates: 0, unchanged: 0 })).toBe('');
});
