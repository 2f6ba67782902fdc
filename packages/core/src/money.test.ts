import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMoney, maxPriceMinor, minorDigits, moneyToText, parseMoney } from './money.ts';

function amountOf(text: string, currency = 'EUR'): number | string {
  const parsed = parseMoney(text, currency);
  return parsed.ok ? parsed.money.amountMinor : parsed.error;
}

test.each([
  ['12', 1200],
  ['12.5', 1250],
  ['12,50', 1250],
  ['1.234,50', 123450],
  ['1,234.50', 123450],
  ['1,200', 120000],
  ['1.200', 120000],
  ['1 200,5', 120050],
  ["1'200.05", 120005],
  ['1,234,567', 123456700],
  ['€ 12', 1200],
  ['12 €', 1200],
  ['.99', 99],
  ['12.500', 1250000],
  ['12.10000', 1210],
])('%s is %d cents', (text, cents) => {
  expect(amountOf(text)).toBe(cents);
});

test('a currency in the text wins over the default', () => {
  expect(parseMoney('10.99 USD', 'EUR')).toEqual({ ok: true, money: { amountMinor: 1099, currency: 'USD' } });
  expect(parseMoney('£5', 'EUR')).toEqual({ ok: true, money: { amountMinor: 500, currency: 'GBP' } });
});

test('a currency without decimals takes none', () => {
  expect(amountOf('1200', 'JPY')).toBe(1200);
  expect(amountOf('1200.5', 'JPY')).toMatch(/too many decimals/);
  expect(minorDigits('KWD')).toBe(3);
  expect(amountOf('1.234', 'KWD')).toBe(1234);
});

test.each(['', 'free', '12 or less', '1-2', '12.345.6x', '--5', '12 XYZ', '€€'])(
  '“%s” is refused with a sentence',
  (text) => {
    expect(amountOf(text)).toMatch(/\.$/);
  },
);

test.each(['0', '0.00', '-5', '-0.01'])('%s is refused: a price is more than zero', (text) => {
  expect(amountOf(text)).toMatch(/more than zero/);
});

test('a price over the limit is refused, not rounded', () => {
  expect(amountOf('99999999999')).toMatch(/too high/);
});

test('every amount survives being written and read again, in every kind of currency', () => {
  const currencies = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'BHD');
  fc.assert(
    fc.property(fc.integer({ min: 1, max: maxPriceMinor }), currencies, (amountMinor, currency) => {
      const money = { amountMinor, currency };
      expect(parseMoney(moneyToText(money), currency)).toEqual({ ok: true, money });
    }),
    { numRuns: 1_000 },
  );
});

test('what Intl prints in English and German is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: maxPriceMinor }), fc.constantFrom('en', 'de'), (amountMinor, locale) => {
      const money = { amountMinor, currency: 'EUR' };
      expect(parseMoney(formatMoney(money, locale), 'EUR')).toEqual({ ok: true, money });
    }),
    { numRuns: 1_000 },
  );
});

test('no text makes it throw, or yields anything but whole positive minor units', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const parsed = parseMoney(text, 'EUR');
      expect(
        parsed.ok
          ? Number.isSafeInteger(parsed.money.amountMinor) && parsed.money.amountMinor > 0
          : parsed.error !== '',
      ).toBe(true);
    }),
  );
});
