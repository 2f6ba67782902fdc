import { expect, test } from 'vitest';
import { deedWords, goWords, stayWords } from './upload-words.ts';

const none = { good: 0, bad: 0, creates: 0, updates: 0, unchanged: 0 };

test.each([
  [{ good: 53, creates: 38, updates: 12, unchanged: 3 }, 'All 53 rows go: 38 new, 12 updates, 3 unchanged.', ''],
  [{ good: 1, updates: 1 }, 'The one row goes: 1 update.', ''],
  [{ good: 12_431, creates: 12_431, bad: 3 }, '12,431 of 12,434 rows go: 12,431 new.', '3 stay until they are mended.'],
  [{ good: 1, creates: 1, bad: 1 }, '1 of 2 rows goes: 1 new.', '1 stays until it is mended.'],
  [{ bad: 2 }, 'No row can go yet.', '2 stay until they are mended.'],
  [{}, 'It has no row.', ''],
])('%j: %s %s', (some, go, stay) => {
  const counts = { ...none, ...some };
  expect(goWords(counts)).toBe(go);
  expect(stayWords(counts)).toBe(stay);
});

test('what none does is not said', () => {
  expect(deedWords(none)).toBe('');
});
