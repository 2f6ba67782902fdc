import { expect, test } from 'vitest';
import { byHandSentence } from './by-hand-words.ts';

const post = (title: string) => ({ id: title, title, accountName: 'Kitchen table', sheetNumber: 3 });

test('nobody was told, where they published again, that it may be listed twice', () => {
  expect(byHandSentence('retry', { total: 1, first: [post('Oak chair')] })).toBe(
    '“Oak chair” (sheet 3 of Kitchen table) was in a sheet that was downloaded. If you have uploaded it, take it down there first, or it is listed twice.',
  );
  expect(byHandSentence('schedule', { total: 1_200, first: ['A', 'B', 'C'].map(post) })).toBe(
    '1,200 of them were in a sheet that was downloaded. If you have uploaded it, take them down there first, or they are listed twice. They are “A” (sheet 3 of Kitchen table), “B” (sheet 3 of Kitchen table), “C” (sheet 3 of Kitchen table) and 1,197 more.',
  );
});

test('what is canceled or ended here stays there until a person ends it', () => {
  expect(byHandSentence('cancel', { total: 2, first: ['A', 'B'].map(post) })).toMatch(
    /^2 of them are in a sheet .* They are “A” \(sheet 3 of Kitchen table\) and “B”/,
  );
  expect(byHandSentence('delist', { total: 1, first: [{ ...post('A'), sheetNumber: null }] })).toBe(
    '“A” (Kitchen table) is listed by a sheet: here it is only noted, so do it there yourself.',
  );
  expect(byHandSentence('markLive', { total: 1, first: [post('A')] })).toBe(
    '“A” (sheet 3 of Kitchen table) is in a sheet that was not downloaded yet, so it stays as it is.',
  );
  expect(byHandSentence('relist', { total: 0, first: [] })).toBeNull();
});
