/**
 * Money is an integer number of minor units (cents) and an ISO 4217 code. Nothing here touches a fraction of a
 * minor unit: text goes in by its digits and comes out by Intl.
 */

import { z } from 'zod';

/** The largest price: it still fits Postgres `integer` for currencies with two decimals. */
export const maxPriceMinor = 2_000_000_000;

const knownCurrencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

export const currencySchema = z
  .string()
  .trim()
  .toUpperCase()
  .refine((code) => knownCurrencies.has(code), 'Use a three-letter currency code such as EUR or USD.');

export interface Money {
  amountMinor: number;
  currency: string;
}

const digitsByCurrency = new Map<string, number>();

/** How many decimals the currency has: 2 for EUR, 0 for JPY, 3 for KWD (source: CLDR, through Intl). */
export function minorDigits(currency: string): number {
  let digits = digitsByCurrency.get(currency);
  if (digits === undefined) {
    digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    digitsByCurrency.set(currency, digits);
  }
  return digits;
}

const symbols: ReadonlyMap<string, string> = new Map([
  ['€', 'EUR'],
  ['$', 'USD'],
  ['£', 'GBP'],
  ['¥', 'JPY'],
  ['zł', 'PLN'],
  ['₹', 'INR'],
]);

export type ParsedMoney = { ok: true; money: Money } | { ok: false; about: 'amount' | 'currency'; error: string };

/**
 * Reads what people write in a price cell: `12`, `12.50`, `12,50`, `1.234,50`, `1,234.50`, `€ 12`, `10.99 EUR`.
 * A lone separator followed by exactly three digits is taken for thousands (`1,200` is twelve hundred), except in a
 * currency with three decimals. The number may not have more decimals than its currency.
 */
export function parseMoney(text: string, defaultCurrency: string): ParsedMoney {
  const trimmed = text.normalize('NFKC').trim();
  if (trimmed === '') {
    return { ok: false, about: 'amount', error: 'Give a price.' };
  }
  const match = /^(?<before>[^\d.,-]*)(?<number>-?\d[\d.,' ]*|-?[.,]\d+)(?<after>[^\d]*)$/u.exec(trimmed);
  const written = match?.groups;
  if (!written) {
    return { ok: false, about: 'amount', error: `“${trimmed.slice(0, 30)}” is not a price. Write it like 12.50.` };
  }
  const mark = `${written.before ?? ''} ${written.after ?? ''}`.trim();
  const currency = mark === '' ? defaultCurrency : (symbols.get(mark) ?? mark.toUpperCase());
  if (!knownCurrencies.has(currency)) {
    return {
      ok: false,
      about: 'currency',
      error: `“${mark.slice(0, 20)}” is not a currency. Use a code such as EUR or USD.`,
    };
  }
  const amountMinor = toMinor((written.number ?? '').replace(/[ ']/g, ''), minorDigits(currency));
  if (amountMinor === null) {
    return { ok: false, about: 'amount', error: `“${trimmed.slice(0, 30)}” has too many decimals for ${currency}.` };
  }
  if (amountMinor <= 0) {
    return { ok: false, about: 'amount', error: 'The price must be more than zero.' };
  }
  if (amountMinor > maxPriceMinor) {
    return {
      ok: false,
      about: 'amount',
      error: `The price is too high: at most ${formatMoney({ amountMinor: maxPriceMinor, currency })}.`,
    };
  }
  return { ok: true, money: { amountMinor, currency } };
}

/** Digits with either separator to minor units; null when there are more decimals than the currency has. */
function toMinor(number: string, digits: number): number | null {
  const sign = number.startsWith('-') ? -1 : 1;
  const unsigned = number.replace(/^-/, '');
  const decimalAt = decimalSeparatorIndex(unsigned, digits);
  const whole = (decimalAt === -1 ? unsigned : unsigned.slice(0, decimalAt)).replace(/[.,]/g, '');
  const fraction = decimalAt === -1 ? '' : unsigned.slice(decimalAt + 1);
  const kept = fraction.slice(0, digits).padEnd(digits, '0');
  if (/[1-9]/.test(fraction.slice(digits))) {
    return null;
  }
  return sign * Number(`${whole || '0'}${kept}`);
}

function decimalSeparatorIndex(number: string, digits: number): number {
  const lastDot = number.lastIndexOf('.');
  const lastComma = number.lastIndexOf(',');
  const last = Math.max(lastDot, lastComma);
  if (last === -1) {
    return -1;
  }
  if (lastDot !== -1 && lastComma !== -1) {
    return last;
  }
  const separator = number[last] ?? '.';
  const occursOnce = number.indexOf(separator) === last;
  const looksLikeThousands = number.length - last - 1 === 3 && last > 0 && digits !== 3;
  return occursOnce && !looksLikeThousands ? last : -1;
}

const formatters = new Map<string, Intl.NumberFormat>();

/** `€1,234.50`, `¥1,200`: by Intl, in the given locale. */
export function formatMoney(money: Money, locale = 'en'): string {
  const key = `${locale} ${money.currency}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.NumberFormat(locale, { style: 'currency', currency: money.currency });
    formatters.set(key, formatter);
  }
  return formatter.format(money.amountMinor / 10 ** minorDigits(money.currency));
}

/** `1234.50`: plain digits that `parseMoney` reads back to the same amount, for form fields and exports. */
export function moneyToText(money: Money): string {
  return (money.amountMinor / 10 ** minorDigits(money.currency)).toFixed(minorDigits(money.currency));
}
