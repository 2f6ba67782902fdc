/** What a person asks of the prices of many posts or listings: one price for all, or a rule that makes each from its own. */

import { z } from 'zod';
import { priceMinorSchema } from './listing.ts';
import { currencySchema, type Money } from './money.ts';
import { applyPriceRule, priceRuleSchema } from './price-rule.ts';

export const priceChangeSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('set'), priceMinor: priceMinorSchema, currency: currencySchema }),
    z.object({
      kind: z.literal('rule'),
      rule: priceRuleSchema,
      /** Whose minor units the rule's amount is in; null where the rule has none. */
      currency: currencySchema.nullable().default(null),
    }),
  ])
  .refine((change) => change.kind === 'set' || change.rule.amountMinor === 0 || change.currency !== null, {
    message: 'Say in which currency the amount is.',
    path: ['currency'],
  });
export type PriceChange = z.infer<typeof priceChangeSchema>;

/** Why a price stays as it is. */
export type PriceKept = 'other_currency' | 'out_of_range';

export type ChangedPrice = { ok: true; priceMinor: number } | { ok: false; why: PriceKept };

export function changePrice({ amountMinor, currency }: Money, change: PriceChange): ChangedPrice {
  if (change.currency !== null && change.currency !== currency) {
    return { ok: false, why: 'other_currency' };
  }
  const priceMinor = change.kind === 'set' ? change.priceMinor : applyPriceRule(amountMinor, currency, change.rule);
  return priceMinor === null ? { ok: false, why: 'out_of_range' } : { ok: true, priceMinor };
}
