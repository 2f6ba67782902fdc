/** A change of prices as its form holds it: texts, also half typed ones. Pure. */

import { minorDigits, type PriceChange, parseMoney, priceChangeSchema } from '@hawker/core';
import { emptyDraft, readDraft, type VariationDraft } from '../variation/variation-draft.ts';

export type PriceKind = 'rule' | 'set';

export interface PriceDraft {
  kind: PriceKind;
  /** Of which currency the amounts are. */
  currency: string;
  /** The one price for all. */
  price: string;
  rule: Pick<VariationDraft, 'percent' | 'amount' | 'ending'>;
}

export type PriceErrors = Partial<Record<'price' | 'percent' | 'amount' | 'ending', string>>;

export interface ReadPrice {
  /** Null where a field cannot be read, or nothing would change. */
  change: PriceChange | null;
  errors: PriceErrors;
}

export function emptyPriceDraft(currency: string): PriceDraft {
  return { kind: 'rule', currency, price: '', rule: { percent: '', amount: '', ending: '' } };
}

export function readPriceDraft({ kind, currency, price, rule }: PriceDraft): ReadPrice {
  if (kind === 'set') {
    if (price.trim() === '') {
      return { change: null, errors: {} };
    }
    const parsed = parseMoney(price, currency);
    if (!parsed.ok) {
      return { change: null, errors: { price: parsed.error } };
    }
    return parsed.money.currency === currency
      ? { change: { kind: 'set', priceMinor: parsed.money.amountMinor, currency }, errors: {} }
      : { change: null, errors: { price: `These are priced in ${currency}.` } };
  }
  const { variation, errors } = readDraft({ ...emptyDraft, ...rule });
  const made = variation?.price ?? null;
  if (made === null) {
    return { change: null, errors };
  }
  // The draft has hundredths of a whole unit, whatever the currency.
  const amountMinor = (made.amountMinor * 10 ** minorDigits(currency)) / 100;
  if (!Number.isInteger(amountMinor)) {
    return { change: null, errors: { amount: `Too many decimals for ${currency}.` } };
  }
  const change = priceChangeSchema.safeParse({
    kind: 'rule',
    rule: { ...made, amountMinor },
    currency: amountMinor === 0 ? null : currency,
  });
  return change.success
    ? { change: change.data, errors: {} }
    : { change: null, errors: { amount: change.error.issues[0]?.message ?? 'This cannot be used.' } };
}
