import { expect, test } from 'vitest';
import { listingSentence } from './listing-acts.ts';

test('says how many, and why the others did not', () => {
  expect(listingSentence('remove', { moved: 1_200, left: 0, total: 1_200 })).toBe('1,200 listings deleted.');
  expect(listingSentence('remove', { moved: 1, left: 2, total: 3 })).toBe(
    '1 listing deleted. 2 stay as they are: a post is under way, in a sheet, or waits for your word.',
  );
  expect(listingSentence('reprice', { moved: 0, left: 1, total: 1 })).toBe(
    'No price was changed. 1 stays as it is: the price does not allow it.',
  );
  expect(listingSentence('restore', { moved: 500, left: 0, total: 900 })).toBe(
    '500 listings are back. 400 were not reached.',
  );
});
