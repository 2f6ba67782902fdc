/** What a change of prices would do, without doing it. */

import { changePrice, type PriceChange, type PriceKept } from '@hawker/core';
import type { PriceGroup } from '@hawker/db';

/** One of the first few; `after` is null where it keeps its price. */
export interface PriceExample {
  id: string;
  title: string;
  /** Null for a listing, which is on no account by itself. */
  accountName: string | null;
  currency: string;
  before: number;
  after: number | null;
}

export interface PricePreview {
  /** How many get the new price, which may be the one that they have. */
  able: number;
  /** How many keep theirs, and why. */
  kept: Record<PriceKept, number>;
  /** Which there are among all of them, the most frequent first. */
  currencies: { currency: string; n: number }[];
  examples: PriceExample[];
}

/** So many stand for all. */
export const maxExamples = 5;

interface Priced {
  id: string;
  title: string;
  accountName?: string;
  priceMinor: number;
  currency: string;
}

/** Exact whatever their number, because each price is looked at once. Without a change everything stays as it is. */
export function previewOf(
  groups: readonly PriceGroup[],
  first: readonly Priced[],
  change: PriceChange | null,
): PricePreview {
  const changed = (amountMinor: number, currency: string) =>
    change === null ? { ok: true as const, priceMinor: amountMinor } : changePrice({ amountMinor, currency }, change);
  const kept: PricePreview['kept'] = { other_currency: 0, out_of_range: 0 };
  const currencies = new Map<string, number>();
  let able = 0;
  for (const { priceMinor, currency, n } of groups) {
    currencies.set(currency, (currencies.get(currency) ?? 0) + n);
    const price = changed(priceMinor, currency);
    if (price.ok) {
      able += n;
    } else {
      kept[price.why] += n;
    }
  }
  return {
    able,
    kept,
    currencies: [...currencies]
      .map(([currency, n]) => ({ currency, n }))
      .sort((one, other) => other.n - one.n || one.currency.localeCompare(other.currency)),
    examples: first.map(({ id, title, accountName = null, currency, priceMinor }) => {
      const price = changed(priceMinor, currency);
      return { id, title, accountName, currency, before: priceMinor, after: price.ok ? price.priceMinor : null };
    }),
  };
}
