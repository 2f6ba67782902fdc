/** How a typed price is read, where that is not plain from what was typed. Pure. */

import { formatMoney, type Money, minorDigits } from '@hawker/core';

/** `12.345` is read as `€12,345.00`; null where the text is the plain amount, as `25`, `12,50` and `€ 30` are. */
export function priceWords(text: string, price: Money | null): string | null {
  if (price === null) {
    return null;
  }
  const words = formatMoney(price);
  const sign = words.replace(/[\d.,\s]/g, '');
  const number = text.replace(sign, '').replace(price.currency, '').trim();
  const isPlain = /^\d+(?:[.,]\d+)?$/.test(number);
  const amount = price.amountMinor / 10 ** minorDigits(price.currency);
  return isPlain && Number(number.replace(',', '.')) === amount ? null : words;
}
