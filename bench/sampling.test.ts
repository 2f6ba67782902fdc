import { expect, test } from 'vitest';
import { compare, quantile, sampleInTurns } from './sampling.ts';

test('takes turns, every other round backwards, and keeps nothing of the warm-up', async () => {
  const ran: string[] = [];
  const series = (name: string) => ({
    prepare: async () => void ran.push(`(${name}`),
    run: async () => void ran.push(`${name})`),
  });
  const samples = await sampleInTurns({ a: series('a'), b: series('b') }, { warmUp: 1, measured: 2 });
  expect(ran.join(' ')).toBe('(b b) (a a) (a a) (b b) (b b) (a a)');
  expect(samples.a).toHaveLength(2);
  expect(samples.b).toHaveLength(2);
});

test('a quantile lies between two samples where it falls between them', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([1, 2, 3, 4, 5], 0.25)).toBe(2);
  expect(() => quantile([], 0.5)).toThrow('No samples');
});

test('compares medians, and says how far the rounds differ', () => {
  // One round in which the machine was busy moves neither the ratio nor the spread.
  expect(compare([10, 10, 100, 10, 10], [12, 15, 180, 18, 15])).toEqual({
    floor: 10,
    hawker: 15,
    ratio: 1.5,
    spread: { low: 1.5, high: 1.8 },
    rounds: 5,
  });
});
