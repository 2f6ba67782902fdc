import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maxPriceMinor } from './money.ts';
import { changePrice, type PriceChange, priceChangeSchema } from './price-change.ts';

const euros = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const rule = (given: object): PriceChange => priceChangeSchema.parse({ kind: 'rule', ...given });

test('one price for all, in its own currency only', () => {
  const change: PriceChange = { kind: 'set', priceMinor: 4_500, currency: 'EUR' };
  expect(changePrice(euros(1), change)).toEqual({ ok: true, priceMinor: 4_500 });
  expect(changePrice({ amountMinor: 1, currency: 'JPY' }, change)).toEqual({ ok: false, why: 'other_currency' });
});

test('a percentage is the same in every currency; an amount is not', () => {
  expect(changePrice({ amountMinor: 1_000, currency: 'JPY' }, rule({ rule: { basisPoints: -1_000 } }))).toEqual({
    ok: true,
    priceMinor: 900,
  });
  const more = rule({ rule: { amountMinor: 500 }, currency: 'EUR' });
  expect(changePrice(euros(1_000), more)).toEqual({ ok: true, priceMinor: 1_500 });
  expect(changePrice({ amountMinor: 1_000, currency: 'JPY' }, more)).toEqual({ ok: false, why: 'other_currency' });
  expect(priceChangeSchema.safeParse({ kind: 'rule', rule: { amountMinor: 500 } }).success).toBe(false);
});

test('nothing is ever given away, and nothing costs more than a price can be', () => {
  const less = rule({ rule: { amountMinor: -1_000 }, currency: 'EUR' });
  expect(changePrice(euros(1_000), less)).toEqual({ ok: false, why: 'out_of_range' });
  expect(changePrice(euros(1_001), less)).toEqual({ ok: true, priceMinor: 1 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: maxPriceMinor }),
      fc.integer({ min: -9_900, max: 100_000 }),
      fc.integer({ min: -maxPriceMinor, max: maxPriceMinor }),
      fc.option(fc.integer({ min: 0, max: 99 })),
      (price, basisPoints, amountMinor, ending) => {
        const changed = changePrice(
          euros(price),
          rule({ rule: { basisPoints, amountMinor, ending }, currency: 'EUR' }),
        );
        expect(!changed.ok || (Number.isInteger(changed.priceMinor) && changed.priceMinor >= 1)).toBe(true);
        expect(!changed.ok || changed.priceMinor <= maxPriceMinor).toBe(true);
      },
    ),
  );
});
