import { expect, test } from 'vitest';
import {
  answerWord,
  dedented,
  describeBytes,
  describeDuration,
  describeShare,
  describeSpan,
  missesOf,
  onOneLine,
  reasonWords,
} from './diagnostics-words.ts';

test.each([
  [null, '–'],
  [0.3141, '0.31 ms'],
  [42.4, '42 ms'],
  [994, '990 ms'],
  [999, '1 s'],
  [12_345, '12.3 s'],
])('a duration of %s ms is said as %s', (ms, words) => {
  expect(describeDuration(ms)).toBe(words);
});

test.each([
  [400, 'the last second'],
  [29_000, 'the last 29 seconds'],
  [60_000, 'the last minute'],
  [594_000, 'the last 10 minutes'],
])('%s ms are %s', (ms, words) => {
  expect(describeSpan(ms)).toBe(words);
});

test('a share of nothing is not said', () => {
  expect([describeShare(0, 0), describeShare(9, 10)]).toEqual(['–', '90%']);
});

test('sizes are in KB, then in MB', () => {
  expect([describeBytes(2_048), describeBytes(5.25 * 1_048_576)]).toEqual(['2 KB', '5.3 MB']);
});

test('an answer has its words, and an unknown one its label', () => {
  expect([answerWord('posts.list'), answerWord('new.one')]).toEqual(['Pages of posts', 'new.one']);
});

test('every reason for a miss has its words and is counted', () => {
  const misses = { absent: 1, expired: 2, tag: 4, 'tag-missing': 8, bypass: 16, error: 32 };
  expect(reasonWords.map(({ reason }) => reason).sort()).toEqual(Object.keys(misses).sort());
  expect(missesOf({ misses })).toBe(63);
});

test('a statement is shown on one line, and as it was written', () => {
  const sql = 'SELECT 1\n     FROM post\n       WHERE true';
  expect(onOneLine(sql)).toBe('SELECT 1 FROM post WHERE true');
  expect(dedented(sql)).toBe('SELECT 1\nFROM post\n  WHERE true');
  expect(dedented('SELECT 1')).toBe('SELECT 1');
});
