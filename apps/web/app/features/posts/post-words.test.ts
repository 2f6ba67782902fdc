import { expect, test } from 'vitest';
import { describeActor, describeMove, describeState } from './post-words.ts';

const post = {
  accountName: 'North Street Finds',
  accountStatus: 'active',
  channelTitle: 'Practice market',
  dueAt: null,
  ending: null,
  lastClass: null,
  lastSentence: null,
  lastNextStep: null,
  retries: 0,
} as const;

test('a live post says what is being done with it, and why it could not be', () => {
  expect(describeState('published', post).sentence).toBe('It is live at Practice market.');
  expect(describeState('published', { ...post, ending: 'sold' }).sentence).toBe(
    'It is being marked as sold at Practice market.',
  );
  const refused = { ...post, lastClass: 'end_refused', lastSentence: 'It is reserved.', lastNextStep: 'Look there.' };
  expect(describeState('published', refused)).toEqual({ sentence: 'It is reserved.', next: 'Look there.' });
});

test('a post that was given up does not claim to be gone from the channel', () => {
  expect(describeState('delisted', post).sentence).toBe('It is no longer shown at Practice market.');
  expect(describeState('delisted', { ...post, lastClass: 'unknown' }).sentence).toBe(
    'A person gave it up. Hawker does not know whether Practice market has it.',
  );
});

test('what a person decided is told as such', () => {
  const by = (fromStatus: 'needs_review' | 'unknown') =>
    describeMove({ move: 'notFoundAtChannel', fromStatus, toStatus: 'queued' }, null);
  expect(by('needs_review')).toBe('Settled: it is not there');
  expect(by('unknown')).toBe('Not at the channel');
});

test('what left its sheet once it was in it was told as if it had never been', () => {
  const left = (fromStatus: 'queued' | 'awaiting_upload') =>
    describeMove({ move: 'leaveOut', fromStatus, toStatus: 'failed' }, null);
  expect(left('queued')).toBe('Left out of the sheet');
  expect(left('awaiting_upload')).toBe('Taken out of the sheet');
});

test('every program was “a program”: it is named by its token, and by whose that is', () => {
  expect(describeActor({ actor: 'token:t1', actorName: 'Ann', tokenName: 'Stock sync' })).toBe(
    'Ann (token “Stock sync”)',
  );
  expect(describeActor({ actor: 'user:u1', actorName: 'Ann', tokenName: null })).toBe('Ann');
});
