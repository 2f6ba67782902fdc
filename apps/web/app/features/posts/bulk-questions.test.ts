import { expect, test } from 'vitest';
import { bulkQuestion } from './bulk-questions.ts';

const asked = { count: 3, shown: null, isLive: true, byHand: null, isAllByHand: false };
const byHand = '2 of them are listed by a sheet, and go into a new one.';

test('what Hawker does at the channel is said only where it does something there', () => {
  const some = bulkQuestion('relist', { ...asked, byHand })?.description ?? '';
  expect(some).toContain('Hawker takes the listing down at the channel');
  expect(some).toContain(byHand);
  expect(bulkQuestion('relist', { ...asked, byHand, isAllByHand: true })?.description).toBe(byHand);
});

test('a deletion asks only where it reaches further than the page', () => {
  expect(bulkQuestion('remove', asked)).toBeNull();
  expect(bulkQuestion('remove', { ...asked, count: 240, shown: 100 })?.title).toBe('Delete 240 posts?');
});
