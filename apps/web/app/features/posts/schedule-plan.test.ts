import { expect, test } from 'vitest';
import { problemOf, stepWords } from './schedule-plan.ts';

const [early, late] = [new Date('2026-05-01T09:00:00Z'), new Date('2026-05-01T18:00:00Z')];
const nowMs = early.getTime() - 1;

test.each([
  [37, 9 * 3_600_000, 'one every 15 minutes'],
  [2, 86_400_000, 'one every 24 hours'],
  [8, 7 * 7 * 86_400_000, 'one every 7 days'],
  [3_601, 3_600_000, '60 a minute'],
  [12_431, 3_600_000, '207 a minute'],
])('%d posts in %d ms are %s', (posts, lengthMs, words) => {
  expect(stepWords(posts, lengthMs)).toBe(words);
});

test('what is wrong is told at its field', () => {
  expect(problemOf({ mode: 'at', from: early, to: null }, nowMs)).toBeNull();
  expect(problemOf({ mode: 'at', from: null, to: null }, nowMs)?.field).toBe('from');
  expect(problemOf({ mode: 'at', from: early, to: null }, late.getTime())?.sentence).toMatch('has passed');
  expect(problemOf({ mode: 'spread', from: early, to: late }, nowMs)).toBeNull();
  expect(problemOf({ mode: 'spread', from: late, to: early }, nowMs)?.field).toBe('to');
  expect(problemOf({ mode: 'spread', from: early, to: null }, nowMs)?.field).toBe('to');
});
