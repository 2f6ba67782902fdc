/**
 * A rule that makes one price from another: plus or minus a part of it, plus or minus an amount, and how it is to end.
 * In that order, in whole minor units only: what is between two of them is rounded, half of one upwards.
 */

import { z } from 'zod';
import { maxPriceMinor, minorDigits } from './money.ts';

export const priceRuleSchema = z.object({
  /** Hundredths of a percent: 500 is 5 % more, -1000 is 10 % less. */
  basisPoints: z.int().min(-9_900, 'At most 99 % less.').max(100_000, 'At most 1,000 % more.').default(0),
  /** In minor units of the price's own currency; added after the percentage. */
  amountMinor: z.int().min(-maxPriceMinor, 'That is too much.').max(maxPriceMinor, 'That is too much.').default(0),
  /** The hundredths that the price shall end with: 99 for 19.99, 0 for 20.00. Null: as it comes out. */
  ending: z.int().min(0, 'From .00 to .99.').max(99, 'From .00 to .99.').nullable().default(null),
});
export type PriceRule = z.infer<typeof priceRuleSchema>;

/** Endings that shops use, for a choice on the screen. */
export const usualEndings = [0, 50, 90, 95, 99] as const;

/** Null where nothing that can be asked for comes out: zero, less, or more than any price may be. */
export function applyPriceRule(priceMinor: number, currency: string, rule: PriceRule): number | null {
  // At most 2e9 x 110,000, so that every step is an exact integer.
  const parted = Math.floor((priceMinor * (10_000 + rule.basisPoints) + 5_000) / 10_000);
  const moved = parted + rule.amountMinor;
  const ended = rule.ending === null ? moved : nearestWithEnding(moved, currency, rule.ending);
  return ended >= 1 && ended <= maxPriceMinor ? ended : null;
}

/** The nearest price with that ending, the higher of two; a currency without hundredths has no endings. */
function nearestWithEnding(amountMinor: number, currency: string, ending: number): number {
  const digits = minorDigits(currency);
  if (digits < 2 || amountMinor < 1) {
    return amountMinor;
  }
  const unit = 10 ** digits;
  const wanted = ending * 10 ** (digits - 2);
  const below = Math.floor((amountMinor - wanted) / unit) * unit + wanted;
  const above = below + unit;
  return below >= 1 && amountMinor - below < above - amountMinor ? below : above;
}
