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
  ['1234.500', 123450],
  ['1’234,50', 123450],
  ['1\u202f234,50', 123450],
  ['0,990', 99],
  ['0.500', 50],
  ['12.', 1200],
  ['45,-', 4500],
  ['99.-', 9900],
  ['45,–', 4500],
  ['45.— €', 4500],
  ["CHF 1'234.--", 123400],
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

test.each([
  ...['10.99 12.99', '1.234.56', '12.50.00', '10 20', '1 2345', '12,34,567', '1,234,56', '1.234,567.89'],
  ...["1'234’567", '1  234', '0,123,456', '1.234.', '1..2', '1 234 5'],
])('“%s” is no number of anybody’s, and no price of a million', (text) => {
  expect(amountOf(text)).toMatch(/is not a price/);
});

test('no thousands are read behind a zero: there are decimals, and no more than the currency has', () => {
  expect(amountOf('0,995')).toMatch(/too many decimals/);
  expect(amountOf('0.500', 'KWD')).toBe(500);
  expect(amountOf('1,234,567', 'KWD')).toBe(1_234_567_000);
});

test('a price of a whole page is refused, however it is filled', () => {
  for (const filling of [' ', '.', '1', '1 ', '$', 'a', "1'"]) {
    expect(amountOf(`1${filling.repeat(49_000)}x1`)).toMatch(/^“.{1,30}” is not a price/);
  }
});

test.each([
  ['$49.90', 'CAD', 'CAD'],
  ['$49.90', 'EUR', 'USD'],
  ['$49.90 CAD', 'EUR', 'CAD'],
  ['CAD$49.90', 'EUR', 'CAD'],
  ['CA$49.90', 'EUR', 'CAD'],
  ['US $49.90', 'CAD', 'USD'],
  ['¥49', 'CNY', 'CNY'],
  ['¥49', 'EUR', 'JPY'],
  ['kr 49', 'NOK', 'NOK'],
  ['49 kr.', 'DKK', 'DKK'],
  ['kr.49', 'DKK', 'DKK'],
  ['49 Kč', 'EUR', 'CZK'],
  ['£5', 'EUR', 'GBP'],
  ['5 usd', 'EUR', 'USD'],
])('%s where %s is usual is in %s', (text, usual, currency) => {
  const parsed = parseMoney(text, usual);
  expect(parsed.ok ? parsed.money.currency : parsed.error).toBe(currency);
});

test('a sign of the currency that is said means it; another one contradicts it', () => {
  expect(parseMoney('$49.90', 'CAD', 'said')).toEqual({ ok: true, money: { amountMinor: 4990, currency: 'CAD' } });
  expect(parseMoney('€ 12', 'USD', 'said')).toMatchObject({
    ...{ about: 'currency', error: '“€ 12” is not in USD, which is said beside it.' },
  });
  expect(parseMoney('12 EUR', 'USD', 'said').ok).toBe(false);
  expect(amountOf('€5 USD')).toBe('“€5 USD” names two currencies.');
});

test('a sign that several countries have is asked about where nothing says which', () => {
  expect(amountOf('kr 50', 'EUR')).toBe('“kr 50” may be SEK or NOK or DKK or ISK. Write one of these codes.');
});

test.each(['VB 120', '120 VB', 'ab 30', '12 or less'])('%s: only the number is wanted', (text) => {
  expect(amountOf(text)).toMatch(/^“(?:VB|ab|or)” is not a currency\. Write only the number/);
});

test('a usual currency that is none is refused with a sentence', () => {
  expect(amountOf('12', 'EURO')).toBe('“EURO” is not a currency. Use a code such as EUR or USD.');
  expect(amountOf('12', '')).toMatch(/is not a currency/);
});

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

const locales = ['en', 'de', 'fr', 'de-CH', 'sv', 'pl', 'it', 'es', 'pt-PT', 'nb', 'da', 'cs', 'de-AT', 'nl', 'en-ZA'];

test('a price as any of these countries writes it is read back', () => {
  const currencies = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD');
  const amounts = fc.oneof(fc.integer({ min: 1, max: maxPriceMinor }), fc.integer({ min: 1, max: 200_000 }));
  fc.assert(
    fc.property(amounts, fc.constantFrom(...locales), currencies, (amountMinor, locale, currency) => {
      const digits = minorDigits(currency);
      const form = new Intl.NumberFormat(locale, { minimumFractionDigits: digits });
      const money = { amountMinor, currency };
      expect(parseMoney(form.format(amountMinor / 10 ** digits), currency)).toEqual({ ok: true, money });
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ['en', 'EUR'],
  ['de', 'EUR'],
  ['fr', 'EUR'],
  ['en-CA', 'CAD'],
  ['fr-CA', 'CAD'],
  ['en-AU', 'AUD'],
  ['de-CH', 'CHF'],
  ['sv', 'SEK'],
  ['da', 'DKK'],
  ['nb', 'NOK'],
  ['pl', 'PLN'],
  ['cs', 'CZK'],
  ['ja', 'JPY'],
  ['zh', 'CNY'],
])('what Intl prints in %s for %s is read back', (locale, currency) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: maxPriceMinor }), (amountMinor) => {
      const money = { amountMinor, currency };
      expect(parseMoney(formatMoney(money, locale), currency)).toEqual({ ok: true, money });
    }),
  );
});

/** The number with its thousands grouped in each way that there is, or not at all, and nothing behind them. */
function spellingsOf(whole: string): string[] {
  const groups = whole.replace(/\B(?=(?:\d{3})+$)/g, ' ').split(' ');
  return ['', ' ', '.', ',', "'", '’'].map((separator) => groups.join(separator));
}

test('whatever is read as a price is a spelling of that price', () => {
  const junk = fc.string({ unit: fc.constantFrom(..."0123456789012345678900.,'’ "), maxLength: 12 });
  fc.assert(
    fc.property(junk, (text) => {
      const parsed = parseMoney(text, 'EUR');
      if (parsed.ok) {
        const { amountMinor } = parsed.money;
        const cents = String(amountMinor % 100).padStart(2, '0');
        // Without zeros that say nothing, and what they leave behind.
        const whole = spellingsOf(String(Math.floor(amountMinor / 100)));
        const decimals = ['.', ','].map((separator) => `${separator}${cents}`.replace(/0+$/, ''));
        const spellings = whole.flatMap((one) => [one, ...decimals.map((two) => `${one}${two}`)]);
        const written = text
          .trim()
          .replace(/^0+(?=\d)/, '')
          .replace(/^(?=[.,])/, '0');
        expect([written, written.replace(/(?<=[.,]\d*)0+$/, '')].some((one) => spellings.includes(one))).toBe(true);
      }
    }),
    { numRuns: 20_000 },
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
