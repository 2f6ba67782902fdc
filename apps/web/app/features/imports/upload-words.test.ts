import { expect, test } from 'vitest';
import {
  deedWords,
  goWords,
  mendedWords,
  onlyThisWords,
  othersWords,
  outWords,
  sheetWords,
  silentWords,
  stayWords,
  takenWords,
  troubleWords,
} from './upload-words.ts';

const none = { good: 0, bad: 0, out: 0, creates: 0, updates: 0, unchanged: 0 };

test.each([
  [{ good: 53, creates: 38, updates: 12, unchanged: 3 }, 'All 53 rows go: 38 new, 12 updates, 3 unchanged.', ''],
  [{ good: 1, updates: 1 }, 'The one row goes: 1 update.', ''],
  [{ good: 12_431, creates: 12_431, bad: 3 }, '12,431 of 12,434 rows go: 12,431 new.', '3 stay until they are mended.'],
  [{ good: 1, creates: 1, bad: 1 }, '1 of 2 rows goes: 1 new.', '1 stays until it is mended.'],
  [{ bad: 2 }, 'No row can go yet.', '2 stay until they are mended.'],
  [{ good: 2, creates: 2, out: 1 }, '2 of 3 rows go: 2 new.', ''],
  [{ out: 2 }, 'No row goes.', ''],
  [{}, 'It has no row.', ''],
])('%j: %s %s', (some, go, stay) => {
  const counts = { ...none, ...some };
  expect(goWords(counts)).toBe(go);
  expect(stayWords(counts)).toBe(stay);
});

test('rows that are left out, and rows that leave something to Hawker, are told', () => {
  expect(outWords({ out: 0 })).toBe('');
  expect(outWords({ out: 1 })).toBe('1 is left out.');
  expect(outWords({ out: 1_200 })).toBe('1,200 are left out.');
  expect(takenWords(1)).toBe('1 row has no SKU and was taken for a listing that is here, by its title');
  expect(takenWords(1_200)).toBe('1,200 rows have no SKU and were taken for listings that are here, by their title');
  expect(othersWords(1)).toBe('1 row is another one than the listing here with its title');
  expect(othersWords(3)).toBe('3 rows are other ones than the listings here with their titles');
  expect(silentWords(1, 4)).toBe('1 row says no condition: it goes as “Good”');
  expect(silentWords(12, 40)).toBe('12 rows say no condition: they go as “Good”');
  expect(silentWords(40, 40)).toBe('All 40 rows say no condition: they go as “Good”');
});

test('what none does is not said', () => {
  expect(deedWords(none)).toBe('');
});

test('a column that fails everywhere is one sentence', () => {
  const images = { column: 'images', rows: 20_000, onlyThis: 19_600, mayBeLeftOut: true } as const;
  expect(troubleWords(images, 20_000)).toBe('“Images” is not as it should be in all 20,000 rows');
  expect(troubleWords(images, 20_001)).toBe('“Images” is not as it should be in 20,000 of 20,001 rows');
  expect(onlyThisWords(images)).toBe('Nothing else is to be mended in 19,600 of them.');
  expect(onlyThisWords({ ...images, onlyThis: 20_000 })).toBe('Nothing else is to be mended in them.');
  expect(onlyThisWords({ ...images, column: 'price', mayBeLeftOut: false })).toBe(
    'Every listing needs its price: mend the column in your own file and bring it again, or choose other accounts.',
  );
});

test('how many sheets of how many posts', () => {
  expect(sheetWords(400, 50)).toBe('400 sheets of 50');
  expect(sheetWords(1, 50)).toBe('1 sheet');
});

test.each([
  [{ kept: 0, dropped: 0 }, ''],
  [{ kept: 1, dropped: 0 }, '1 mended cell stays as you mended it.'],
  [{ kept: 3, dropped: 1 }, '3 mended cells stay as you mended them. 1 mended cell went with its column.'],
])('of mended cells, %j: %s', (counts, words) => {
  expect(mendedWords(counts)).toBe(words);
});
