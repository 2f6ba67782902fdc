import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Histogram } from './histogram.ts';

function histogramOf(durationsMs: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const durationMs of durationsMs) {
    histogram.add(durationMs);
  }
  return histogram;
}

const durations = fc.array(fc.double({ min: 0.0626, max: 65_000, noNaN: true }), { minLength: 1, maxLength: 200 });

describe('a histogram', () => {
  test('knows nothing before the first', () => {
    expect(new Histogram().quantile(0.5)).toBeNull();
  });

  test('gives quantiles that are right to within a tenth', () => {
    fc.assert(
      fc.property(durations, fc.constantFrom(0.5, 0.95, 1), (given, share) => {
        const exact = [...given].sort((one, other) => one - other)[Math.ceil(share * given.length) - 1] ?? Number.NaN;
        const told = histogramOf(given).quantile(share) ?? Number.NaN;
        expect(Math.abs(told / exact - 1)).toBeLessThan(0.1);
      }),
    );
  });

  test('is the same whether it counted all or is put together', () => {
    fc.assert(
      fc.property(durations, durations, (some, others) => {
        const merged = histogramOf(some);
        merged.merge(histogramOf(others));
        const all = histogramOf([...some, ...others]);
        for (const share of [0.1, 0.5, 0.95]) {
          expect(merged.quantile(share)).toBe(all.quantile(share));
        }
        expect(merged.countBelow(6)).toBe(all.countBelow(6));
      }),
    );
  });

  test('counts what was quicker than a power of two', () => {
    const histogram = histogramOf([0.5, 0.99, 1, 3.9, 4, 1_000]);
    expect([0, 2, 4, 14].map((power) => histogram.countBelow(power))).toEqual([2, 4, 5, 6]);
  });

  test('takes no time at all, and for ever', () => {
    const histogram = histogramOf([0, 1e9]);
    expect(histogram.quantile(0.5)).toBeLessThan(0.0625);
    expect(histogram.quantile(1)).toBeGreaterThan(65_000);
    expect(histogram.countBelow(14)).toBe(1);
  });
});
