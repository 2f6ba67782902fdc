import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maxPriceMinor } from './money.ts';
import { applyPriceRule, type PriceRule, priceRuleSchema } from './price-rule.ts';

function ruled(priceMinor: number, rule: Partial<PriceRule>, currency = 'EUR'): number | null {
  return applyPriceRule(priceMinor, currency, { basisPoints: 0, amountMinor: 0, ending: null, ...rule });
}

test.each<[string, number, Partial<PriceRule>, number | null]>([
  ['nothing changes nothing', 1234, {}, 1234],
  ['5 % more', 2000, { basisPoints: 500 }, 2100],
  ['10 % less', 1999, { basisPoints: -1000 }, 1799],
  ['half a cent goes up', 50, { basisPoints: 100 }, 51],
  ['less than half a cent goes down', 49, { basisPoints: 100 }, 49],
  ['an amount more', 1999, { amountMinor: 501 }, 2500],
  ['percent first, then the amount', 1000, { basisPoints: 1000, amountMinor: -100 }, 1000],
  ['the nearest .99, below', 2010, { ending: 99 }, 1999],
  ['the nearest .99, above', 2060, { ending: 99 }, 2099],
  ['as far to both: the higher', 2049, { ending: 99 }, 2099],
  ['has the ending already', 1999, { ending: 99 }, 1999],
  ['.00', 1950, { ending: 0 }, 2000],
  ['never down to zero by its ending', 10, { ending: 0 }, 100],
  ['.99 for less than half of it', 10, { ending: 99 }, 99],
  ['zero is no price', 500, { amountMinor: -500 }, null],
  ['less than zero is no price, whatever its ending', 500, { amountMinor: -600, ending: 99 }, null],
  ['too much is no price', maxPriceMinor, { basisPoints: 1 }, null],
])('%s', (_name, priceMinor, rule, expected) => {
  expect(ruled(priceMinor, rule)).toBe(expected);
});

test('a yen has no hundredths, a dinar has a thousand parts', () => {
  expect(ruled(1550, { ending: 99 }, 'JPY')).toBe(1550);
  expect(ruled(12_100, { ending: 99 }, 'KWD')).toBe(11_990);
});

const rules = fc.record<PriceRule>({
  basisPoints: fc.integer({ min: -9_900, max: 100_000 }),
  amountMinor: fc.integer({ min: -10_000, max: 10_000 }),
  ending: fc.option(fc.integer({ min: 0, max: 99 })),
});
const prices = fc.integer({ min: 1, max: maxPriceMinor });

test('any rule gives a whole price that can be asked for, or none', () => {
  fc.assert(
    fc.property(prices, rules, fc.constantFrom('EUR', 'JPY', 'KWD'), (priceMinor, rule, currency) => {
      const price = applyPriceRule(priceMinor, currency, rule);
      expect(price === null || (Number.isInteger(price) && price >= 1 && price <= maxPriceMinor)).toBe(true);
    }),
  );
});

test('an ending moves a price by half a unit at most, but away from zero, and holds', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 100, max: maxPriceMinor - 100 }),
      fc.integer({ min: 0, max: 99 }),
      (price, ending) => {
        const ended = ruled(price, { ending }) ?? 0;
        expect(ended % 100).toBe(ending);
        expect(Math.abs(ended - price)).toBeLessThanOrEqual(50);
      },
    ),
  );
});

test('of two prices the higher one stays no lower', () => {
  fc.assert(
    fc.property(prices, prices, rules, (one, other, rule) => {
      const low = applyPriceRule(Math.min(one, other), 'EUR', rule);
      const high = applyPriceRule(Math.max(one, other), 'EUR', rule);
      expect(low === null || high === null || low <= high).toBe(true);
    }),
  );
});

test('what no shop asks is refused with a sentence', () => {
  expect(priceRuleSchema.safeParse({ basisPoints: -10_000 }).error?.issues[0]?.message).toBe('At most 99 % less.');
  expect(priceRuleSchema.parse({})).toEqual({ basisPoints: 0, amountMinor: 0, ending: null });
});
