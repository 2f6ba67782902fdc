import { expect, test } from 'vitest';
import { canAnything, countAble, offeredActs } from './bulk-acts.ts';

test('each button says with how many it is done', () => {
  const { buttons, more } = offeredActs({ draft: 3, failed: 2, published: 12_431 });
  expect([...buttons, ...more].map(({ label }) => label)).toEqual([
    'Publish 3',
    'Try 2 again',
    'Schedule 5',
    'Mark 12,431 as sold',
    'Relist 12,431',
    'Take 12,431 down',
    'Change price of 5',
    'Delete 5',
  ]);
  expect(buttons).toHaveLength(3);
});

test('a few stand beside each other, without a menu', () => {
  const { buttons, more } = offeredActs({ queued: 2 });
  expect(buttons.map(({ label }) => label)).toEqual(['Schedule 2', 'Cancel 2', 'Change price of 2', 'Delete 2']);
  expect(more).toEqual([]);
});

test('a draft among what waits is not canceled with it', () => {
  expect(countAble('cancel', { draft: 5, queued: 2 })).toBe(2);
  expect(canAnything(['unknown'])).toBe(false);
});
