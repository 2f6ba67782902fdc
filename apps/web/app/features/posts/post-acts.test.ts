import { expect, test } from 'vitest';
import { actSentence, canAct } from './post-acts.ts';

test('says how many went and why the others did not', () => {
  expect(actSentence({ act: 'publish', moved: 35, left: 0 })).toBe('35 posts go out as soon as the pace allows.');
  expect(actSentence({ act: 'publish', moved: 1, left: 3 }, ['draft', 'published', 'published', 'publishing'])).toBe(
    '1 post goes out as soon as the pace allows. 3 could not: 2 are live already, 1 is under way.',
  );
  expect(actSentence({ act: 'retry', moved: 0, left: 2 }, ['published', 'published'])).toBe(
    'Nothing was tried again: they are live already.',
  );
});

test('does not invent a reason when the screen was out of date', () => {
  expect(actSentence({ act: 'cancel', moved: 2, left: 1 }, ['queued', 'queued', 'queued'])).toBe(
    '2 posts are canceled. 1 could not: it had moved on meanwhile.',
  );
});

test('a live post can be neither deleted nor canceled here', () => {
  expect(canAct('remove', 'published')).toBe(false);
  expect(canAct('cancel', 'published')).toBe(false);
  expect(canAct('remove', 'draft')).toBe(true);
});

test('only what is live is ended; what has ended can be listed anew', () => {
  expect(canAct('markSold', 'published')).toBe(true);
  expect(canAct('delist', 'sold')).toBe(true);
  expect(canAct('delist', 'failed')).toBe(false);
  expect(canAct('relist', 'published')).toBe(true);
  expect(canAct('relist', 'canceled')).toBe(false);
  expect(actSentence({ act: 'markSold', moved: 2, left: 1 }, ['published', 'published', 'sold'])).toBe(
    '2 posts are being marked as sold. 1 could not: it is sold.',
  );
});

test('what was stopped says how many were not reached', () => {
  expect(actSentence({ act: 'cancel', moved: 4_000, left: 0, total: 12_431 })).toBe(
    '4,000 posts are canceled. 8,431 were not reached.',
  );
  expect(actSentence({ act: 'reprice', moved: 0, left: 0, total: 0 })).toBe('No price was changed.');
});
