import { expect, test } from 'vitest';
import { RefusedError } from '../../components/ask-json.ts';
import { askAnew, isMore } from './act-end.ts';

test('the number that was agreed to was not the number that was done: it is asked with the new one', () => {
  expect(askAnew('Publish 5,005 posts', { shown: 5_003, now: 5_005 })).toMatchObject({
    title: 'Publish 5,005 posts?',
    description: 'You were shown 5,003, and by now it would be 5,005. Nothing was done yet.',
    confirmLabel: 'Publish 5,005 posts',
  });
});

test('only of all that match can there be more', () => {
  const conflict = new RefusedError('conflict', 'By now it would be 5,005 posts.');
  expect(isMore(conflict, { matching: '', upTo: 'now', atMost: 1 })).toBe(true);
  expect(isMore(conflict, { ids: ['a'] })).toBe(false);
  expect(isMore(new RefusedError('forbidden', 'No.'), { matching: '', upTo: 'now', atMost: 1 })).toBe(false);
  expect(isMore(new Error('gone'), { matching: '', upTo: 'now', atMost: 1 })).toBe(false);
});
