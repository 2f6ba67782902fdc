import { expect, test } from 'vitest';
import { countActs, describeBatch, describeProgress, fileWords, type Progress } from './batch-words.ts';

const none: Progress = { total: 0, live: 0, failed: 0, needsYou: 0, waiting: 0, drafts: 0, canceled: 0 };

test('tells how the whole batch stands', () => {
  const cases: [Partial<Progress>, string][] = [
    [{ total: 250, drafts: 250 }, '250 posts ready. Nothing has been sent yet.'],
    [{ total: 250, live: 128, waiting: 119, failed: 3 }, '128 of 250 posts are live.'],
    [{ total: 250, live: 250 }, 'All 250 posts are live.'],
    [{ total: 1, live: 1 }, 'Its post is live.'],
    [{ total: 10, live: 7, failed: 2, needsYou: 1 }, '7 of 10 posts are live, 2 failed, 1 needs you.'],
    [{ total: 10, live: 1, canceled: 9 }, '1 of 10 posts is live, 9 were canceled.'],
    [{}, 'Its posts were deleted.'],
  ];
  for (const [progress, sentence] of cases) {
    expect(describeProgress({ ...none, ...progress })).toBe(sentence);
  }
});

test('a scheduled post counts for publishing now and for canceling', () => {
  expect(countActs({ postCounts: { draft: 2, scheduled: 3, queued: 4, failed: 1, published: 9 } })).toEqual({
    publish: 5,
    retry: 1,
    cancel: 7,
  });
});

test('says what a file did to listings, and nothing of a batch without one', () => {
  expect(fileWords({ listingCount: 6, createdCount: 3, updatedCount: 1, outRowCount: 0 })).toBe(
    ' (3 new, 1 update, 2 unchanged)',
  );
  expect(fileWords({ listingCount: 2, createdCount: 2, updatedCount: 0, outRowCount: 1 })).toBe(
    ' (2 new; 1 row left out)',
  );
  expect(fileWords({ listingCount: 6, createdCount: null, updatedCount: null, outRowCount: 0 })).toBe('');
});

test('a file that only changed listings made no post, which is not the same as deleted ones', () => {
  expect(describeBatch({ postCount: 0, progress: none })).toBe(
    'Nothing had to be posted: its listings are on the accounts already.',
  );
  expect(describeBatch({ postCount: 2, progress: none })).toBe('Its posts were deleted.');
});
