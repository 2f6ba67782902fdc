/** What buttons for many posts or listings send, read back. */

import { DomainError, type PriceChange, priceChangeSchema } from '@hawker/core';

export function textIn(form: FormData, name: string): string | null {
  const value = form.get(name);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** How many all that match are, as the person was shown: `atMost`. */
export function shownIn(form: FormData): { atMost?: number } {
  const atMost = Number(textIn(form, 'atMost') ?? Number.NaN);
  return Number.isInteger(atMost) ? { atMost } : {};
}

export function instantIn(form: FormData, name: string): Date {
  const instant = new Date(textIn(form, name) ?? '');
  if (Number.isNaN(instant.getTime())) {
    throw new DomainError('bad_input', 'Give a date and a time.', { fields: { [name]: 'Give a date and a time.' } });
  }
  return instant;
}

export function priceChangeIn(form: FormData): PriceChange {
  const parsed = priceChangeSchema.safeParse(jsonIn(form, 'change'));
  if (!parsed.success) {
    throw new DomainError('bad_input', parsed.error.issues[0]?.message ?? 'Say how the price shall change.');
  }
  return parsed.data;
}

/** Undefined where it is not JSON, which no schema takes. */
export function jsonIn(form: FormData, name: string): unknown {
  try {
    return JSON.parse(textIn(form, name) ?? '');
  } catch {
    return undefined;
  }
}
