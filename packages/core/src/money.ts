/**
 * Money is an integer number of minor units (cents) and an ISO 4217 code. Nothing here touches a fraction of a
 * minor unit: text goes in by its digits and comes out by Intl.
 */

import { z } from 'zod';
import { currenciesOf, knownCurrencies, likeliestOf } from './money-signs.ts';

/** The largest price: it still fits Postgres `integer` for currencies with two decimals. */
export const maxPriceMinor = 2_000_000_000;

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

export type ParsedMoney = { ok: true; money: Money } | { ok: false; about: 'amount' | 'currency'; error: string };

/** Longer than any price: what a price cell holds may be a whole page. */
const maxPriceCharacters = 40;

/** Each part ends where the next can begin, so that no text is slow to refuse. */
const writtenPrice =
  /^(?<before>(?:\p{L}\.? *|\p{Sc} *)*)(?<sign>-?)(?<number>[.,]?\d[\d.,'’ ]*)(?:(?<=[.,])[-–—]+ *)?(?<after>(?:[\p{L}\p{Sc}][. ]*)*)$/u;

/**
 * Reads what people write in a price cell: `12`, `12.50`, `12,50`, `1.234,50`, `1,234.50`, `1 234,50`, `45,-`, `€ 12`, `10.99 EUR`.
 * A lone separator followed by exactly three digits is taken for thousands (`1,200` is twelve hundred), except behind a
 * zero and in a currency with three decimals. The number may not have more decimals than its currency.
 *
 * `currency` is the usual one, and another may be written with the price; or it is said beside the price, and another
 * contradicts it. A sign that is its own too, as `$` is for CAD, means it in both cases.
 */
export function parseMoney(text: string, currency: string, currencyIs: 'usual' | 'said' = 'usual'): ParsedMoney {
  const trimmed = text.normalize('NFKC').trim();
  if (trimmed === '') {
    return { ok: false, about: 'amount', error: 'Give a price.' };
  }
  const shown = `“${trimmed.slice(0, 30)}”`;
  const written = trimmed.length > maxPriceCharacters ? undefined : writtenPrice.exec(trimmed)?.groups;
  if (!written) {
    return notAPrice(shown);
  }
  const { before = '', sign, number = '', after = '' } = written;
  const meant = currencyMeant(shown, [before, after], { currency, currencyIs });
  if (!meant.ok) {
    return { ok: false, about: 'currency', error: meant.error };
  }
  const digits = minorDigits(meant.currency);
  const read = readNumber(number.trim(), digits);
  if (read === null) {
    return notAPrice(shown);
  }
  if (/[1-9]/.test(read.fraction.slice(digits))) {
    return { ok: false, about: 'amount', error: `${shown} has too many decimals for ${meant.currency}.` };
  }
  const amountMinor = Number(`${sign}${read.whole}${read.fraction.slice(0, digits).padEnd(digits, '0')}`);
  if (amountMinor <= 0) {
    return { ok: false, about: 'amount', error: 'The price must be more than zero.' };
  }
  if (amountMinor > maxPriceMinor) {
    const most = formatMoney({ amountMinor: maxPriceMinor, currency: meant.currency });
    return { ok: false, about: 'amount', error: `The price is too high: at most ${most}.` };
  }
  return { ok: true, money: { amountMinor, currency: meant.currency } };
}

function notAPrice(shown: string): ParsedMoney {
  return { ok: false, about: 'amount', error: `${shown} is not a price. Write it like 12.50.` };
}

type MeantCurrency = { ok: true; currency: string } | { ok: false; error: string };

/** Of what is written before and after the number, and the currency that is usual or said. */
function currencyMeant(
  shown: string,
  written: readonly string[],
  { currency, currencyIs }: { currency: string; currencyIs: 'usual' | 'said' },
): MeantCurrency {
  const found = written.flatMap(marksIn);
  if (found.length === 0 && knownCurrencies.has(currency)) {
    return { ok: true, currency };
  }
  const marks = found.length === 0 ? [currency] : found;
  const unknown = marks.find((mark) => currenciesOf(mark).length === 0);
  if (unknown !== undefined) {
    const instead = found.length === 0 ? 'Use a code' : 'Write only the number, or beside it a code';
    return { ok: false, error: `“${unknown.slice(0, 20)}” is not a currency. ${instead} such as EUR or USD.` };
  }
  const [first = [], ...others] = marks.map(currenciesOf);
  const possible = first.filter((one) => others.every((other) => other.includes(one)));
  if (possible.includes(currency)) {
    return { ok: true, currency };
  }
  if (possible.length === 0) {
    return { ok: false, error: `${shown} names two currencies.` };
  }
  if (currencyIs === 'said') {
    return { ok: false, error: `${shown} is not in ${currency}, which is said beside it.` };
  }
  const likeliest = likeliestOf(possible);
  return likeliest === null
    ? { ok: false, error: `${shown} may be ${possible.join(' or ')}. Write one of these codes.` }
    : { ok: true, currency: likeliest };
}

/** `US $` is one, `$ CAD` and `CAD$` are two. */
function marksIn(written: string): readonly string[] {
  if (written === '') {
    return [];
  }
  const whole = written.replaceAll(' ', '');
  return currenciesOf(whole).length > 0 ? [whole] : (written.match(/\p{L}+\.?|\p{Sc}/gu) ?? []);
}

/** Digits, and at most one separator of decimals. */
const plainNumber = /^(?<whole>\d*)(?:[.,](?<fraction>\d*))?$/;
/** Groups of three with one kind of separator; a number that begins with zero has none. */
const groupedNumber =
  /^(?<whole>[1-9]\d{0,2}(?<group>[ '’.,])\d{3}(?:\k<group>\d{3})*)(?:(?!\k<group>)[.,](?<fraction>\d*))?$/;

/** The digits before and after the separator of decimals; null where the separators make no sense. */
function readNumber(number: string, digits: number): { whole: string; fraction: string } | null {
  const plain = plainNumber.exec(number)?.groups;
  const grouped = groupedNumber.exec(number)?.groups;
  const read = digits === 3 ? (plain ?? grouped) : (grouped ?? plain);
  return read === undefined ? null : { whole: (read.whole ?? '').replace(/\D/g, ''), fraction: read.fraction ?? '' };
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
