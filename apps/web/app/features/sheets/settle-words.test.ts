import { expect, test } from 'vitest';
import { settledSentence, settleLabel, settleQuestion } from './settle-words.ts';

const sheet = { number: 3, accountName: 'Kitchen table', place: 'Facebook' };

test('the button says both numbers, and what becomes of those that are not ticked', () => {
  expect(settleLabel({ live: 50, others: 0 }, 'refused')).toBe('All 50 are live');
  expect(settleLabel({ live: 46, others: 4 }, 'refused')).toBe('46 are live, 4 were refused');
  expect(settleLabel({ live: 1, others: 1 }, 'refused')).toBe('1 is live, 1 was refused');
  expect(settleLabel({ live: 46, others: 4 }, 'waiting')).toBe('46 are live, 4 wait on');
  expect(settleLabel({ live: 0, others: 2 }, 'refused')).toBe('2 were refused');
  expect(settleLabel({ live: 1, others: 0 }, 'refused')).toBe('It is live');
});

test('the question names the numbers, and says what is final', () => {
  expect(settleQuestion({ live: 46, others: 4 }, 'refused', sheet)).toMatchObject({
    title: 'Sheet 3 of “Kitchen table”: 46 are live, 4 were refused?',
    description: expect.stringMatching(/at Facebook.*put into a new sheet\. This cannot be undone\.$/),
  });
  expect(settleQuestion({ live: 46, others: 4 }, 'waiting', sheet).description).toContain('stays in this sheet');
  expect(settleQuestion({ live: 2, others: 0 }, 'refused', sheet).title).toBe(
    'Sheet 3 of “Kitchen table”: all 2 are live?',
  );
});

test('it is told of each what came of it', () => {
  const said = (outcome: 'live' | 'refused' | 'left', n: number) => Array.from({ length: n }, () => ({ outcome }));
  expect(settledSentence([...said('live', 46), ...said('refused', 3), ...said('left', 1)])).toBe(
    '46 posts are live. 3 were refused. 1 stays as it is: it had moved on meanwhile.',
  );
  expect(settledSentence(said('refused', 1))).toBe('1 post was refused.');
});
