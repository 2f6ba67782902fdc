import { expect, test } from 'vitest';
import { checkLimits, coreLimits } from './limits.ts';

const chair = { title: 'Chair', description: '', photoCount: 0 };
const limits = { ...coreLimits, wholePrice: true };

test.each([
  ['JPY', 1_550, true],
  ['EUR', 1_550, false],
  ['EUR', 1_500, true],
  ['KWD', 1_500, false],
  ['KWD', 2_000, true],
])('a whole price is whole in its own currency: %s, %d minor units', (currency, priceMinor, isWhole) => {
  const { price } = checkLimits({ ...chair, priceMinor, currency }, limits, 'Corner market');
  expect(price).toBe(isWhole ? undefined : 'Corner market takes whole prices only, without cents.');
});
