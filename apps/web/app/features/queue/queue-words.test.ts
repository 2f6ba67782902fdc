import { expect, test } from 'vitest';
import type { InFlightPost } from './queue-types.ts';
import { describeAge, describeStep } from './queue-words.ts';

test.each([
  [0, '0 s'],
  [-5, '0 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [7_200_000, '2 h'],
  [5 * 86_400_000, '5 days'],
])('%i ms are %s', (ms, words) => {
  expect(describeAge(ms)).toBe(words);
});

const post: InFlightPost = {
  postId: 'p',
  title: 'Oak chair',
  status: 'publishing',
  version: 1,
  accountId: 'a',
  accountName: 'North Street Finds',
  channel: 'practice',
  attempt: 'started',
  lookups: 0,
  sinceMs: 0,
  looksAgainInMs: null,
  isHeld: true,
};

test.each<[Partial<InFlightPost>, string]>([
  [{}, 'Preparing its photos and text'],
  [{ attempt: 'submitting' }, 'Sent, waiting for the answer'],
  [{ status: 'unknown', attempt: 'unknown' }, 'Looking whether the channel has it'],
  [{ status: 'unknown', attempt: 'unknown', lookups: 2, looksAgainInMs: 9_000 }, 'Reply lost, looked 2 times'],
  // Nobody looks while its account is paused or no worker runs.
  [{ status: 'unknown', attempt: 'unknown', lookups: 1, isHeld: false }, 'Reply lost, looked once'],
])('%o is told as %s', (part, words) => {
  expect(describeStep({ ...post, ...part })).toBe(words);
});
