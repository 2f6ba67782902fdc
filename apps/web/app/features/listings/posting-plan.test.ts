import { expect, test } from 'vitest';
import { accountNote, lastToFinish, newPosts, type PostingPlan, ruledOutWords } from './posting-plan.ts';

const plan: PostingPlan = [
  { accountId: 'a', posts: 2_497, alreadyThere: 3, finishesAt: '2026-05-06T08:00:00.000Z', sheets: null },
  { accountId: 'b', posts: 0, alreadyThere: 2_500, finishesAt: null, sheets: null },
  { accountId: 'c', posts: 2_500, alreadyThere: 0, finishesAt: '2026-05-05T08:00:00.000Z', sheets: null },
];

test('what is on an account already was counted as a post to be made', () => {
  expect(newPosts(plan, new Set(['a', 'b']))).toBe(2_497);
  expect(newPosts(plan, new Set(['a', 'b', 'c']))).toBe(4_997);
  expect(newPosts(plan, new Set())).toBe(0);
});

test('each account says what is new on it', () => {
  expect(plan.map(accountNote)).toEqual(['2,497 new, 3 there already', 'all 2,500 there already', null]);
  const none = { accountId: 'd', posts: 0, alreadyThere: 1, finishesAt: null };
  expect(accountNote({ ...none, sheets: null })).toBe('there already');
  expect(accountNote({ ...none, sheets: 0 })).toBe('there already');
});

test('beside an account whose sheets a person uploads nothing said how many', () => {
  const byHand = { accountId: 'e', posts: 2_497, alreadyThere: 3, finishesAt: null, sheets: 50 };
  expect(accountNote(byHand)).toBe('2,497 new, 3 there already, 50 sheets to upload');
  expect(accountNote({ ...byHand, posts: 1, alreadyThere: 0, sheets: 1 })).toBe('1 sheet to upload');
});

test('the last of the chosen ones', () => {
  expect(lastToFinish(plan, new Set(['a', 'b', 'c']))?.accountId).toBe('a');
  expect(lastToFinish(plan, new Set(['b', 'c']))?.accountId).toBe('c');
  expect(lastToFinish(plan, new Set(['b']))).toBeNull();
});

test('posts that a price rule makes nothing of were left out without a word', () => {
  const sentences = ['The price rule of Shop makes no price of €1.00.'];
  expect(ruledOutWords({ posts: 1, sentences })).toBe(
    '1 post was not made. The price rule of Shop makes no price of €1.00.',
  );
  expect(ruledOutWords({ posts: 1_200, sentences: [] })).toMatch(/^1,200 posts were not made\./);
});
