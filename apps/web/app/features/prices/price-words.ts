import type { PriceKept } from '@hawker/core';
import { formatCount } from '../../components/number.tsx';

const why: Readonly<Record<PriceKept, (one: boolean) => string>> = {
  out_of_range: (one) => `the price would not be above zero, or be more than ${one ? 'it' : 'any'} can be`,
  other_currency: (one) => `${one ? 'it is' : 'they are'} in another currency`,
};

/** `31 keep their price: they are in another currency.` One for each reason that there is. */
export function keptSentences(kept: Readonly<Record<PriceKept, number>>): string[] {
  return (['out_of_range', 'other_currency'] as const).flatMap((reason) => {
    const n = kept[reason];
    return n === 0 ? [] : [`${formatCount(n)} ${n === 1 ? 'keeps its' : 'keep their'} price: ${why[reason](n === 1)}.`];
  });
}
