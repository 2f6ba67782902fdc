import { expect, test } from 'vitest';
import { accountNote, lastToFinish, newPosts, type PostingPlan } from './posting-plan.ts';

const plan: PostingPlan = [
  { accountId: 'a', posts: 2_497, alreadyThere: 3, finishesAt: '2026-05-06T08:00:00.000Z' },
  { accountId: 'b', posts: 0, alreadyThere: 2_500, finishesAt: null },
  { accountId: 'c', posts: 2_500, alreadyThere: 0, finishesAt: '2026-05-05T08:00:00.000Z' },
];

test('what is on an account already was counted as a post to be made', () => {
  expect(newPosts(plan, new Set(['a', 'b']))).toBe(2_497);
  expect(newPosts(plan, new Set(['a', 'b', 'c']))).toBe(4_997);
  expect(newPosts(plan, new Set())).toBe(0);
});

test('each account says what is new on it', () => {
  expect(plan.map(accountNote)).toEqual(['2,497 new, 3 there already', 'all 2,500 there already', null]);
  expect(accountNote({ accountId: 'd', posts: 0, alreadyThere: 1, finishesAt: null })).toBe('there already');
});

test('the last of the chosen ones', () => {
  expect(lastToFinish(plan, new Set(['a', 'b', 'c']))?.accountId).toBe('a');
  expect(lastToFinish(plan, new Set(['b', 'c']))?.accountId).toBe('c');
  expect(lastToFinish(plan, new Set(['b']))).toBeNull();
});
