import { expect, test } from 'vitest';
import { priceWords } from './price-words.ts';

const euros = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

test('a price that may be read in two ways tells how it is read', () => {
  expect(priceWords('12.345', euros(1_234_500))).toBe('€12,345.00');
  expect(priceWords('1,200', euros(120_000))).toBe('€1,200.00');
  expect(priceWords('1.234,50', euros(123_450))).toBe('€1,234.50');
  expect(priceWords('12 $', { amountMinor: 1_200, currency: 'CAD' })).toBe('CA$12.00');
  expect(priceWords('1.200', { amountMinor: 1_200, currency: 'JPY' })).toBe('¥1,200');
});

test('what is plain is not said again, nor what cannot be read', () => {
  for (const [text, amountMinor] of [
    ['25', 2_500],
    ['12,50', 1_250],
    ['12.5', 1_250],
    ['0.99', 99],
  ] as const) {
    expect(priceWords(text, euros(amountMinor))).toBeNull();
  }
  expect(priceWords('€ 30', euros(3_000))).toBeNull();
  expect(priceWords('30,00 EUR', euros(3_000))).toBeNull();
  expect(priceWords('12 $', { amountMinor: 1_200, currency: 'USD' })).toBeNull();
  expect(priceWords('free', null)).toBeNull();
});
