/** Which of two prices is asked for, where a program keeps a lower one beside the regular one. */

import type { Cells } from '../columns.ts';

interface Prices {
  regular: string;
  /** Empty where there is none. */
  sale: string;
  /** When it is asked for, as the file says it; empty texts where it says nothing. */
  days: readonly string[];
}

/**
 * The sale price, where it has no dates. With dates the regular one: the same file is to say the same today and tomorrow,
 * and a post outlives the days of a sale.
 */
export function priceNow({ regular, sale, days }: Prices): { price: string; warning: Cells } {
  if (sale === '' || sale === regular) {
    return { price: regular, warning: {} };
  }
  if (regular === '') {
    return { price: sale, warning: {} };
  }
  return days.every((day) => day === '')
    ? { price: sale, warning: { price: `This is the sale price; the regular price is ${regular}.` } }
    : { price: regular, warning: { price: `For some days it is on sale for ${sale}; the regular price is taken.` } };
}
