/** The variation of an account as its form holds it: texts, also half typed ones. Pure. */

import { type Variation, variationSchema } from '@hawker/core';

export interface VariationDraft {
  title: string;
  description: string;
  /** `5`, `+5` or `-10`. */
  percent: string;
  /** In whole units of the price's own currency: `2.50` or `-1`. */
  amount: string;
  /** Hundredths that the price ends with; empty: as it comes out. */
  ending: string;
}

export type DraftErrors = Partial<Record<keyof VariationDraft, string>>;

export interface ReadDraft {
  /** Null where a field cannot be read. A draft that says nothing is a variation that changes nothing. */
  variation: Variation | null;
  errors: DraftErrors;
}

export const emptyDraft: VariationDraft = { title: '', description: '', percent: '', amount: '', ending: '' };

export function draftOf(variation: Variation | null): VariationDraft {
  if (variation === null) {
    return emptyDraft;
  }
  const { title, description, price } = variation;
  return {
    title: title ?? '',
    description: description ?? '',
    percent: price && price.basisPoints !== 0 ? signed(price.basisPoints / 100, String) : '',
    amount: price && price.amountMinor !== 0 ? signed(price.amountMinor / 100, (value) => value.toFixed(2)) : '',
    ending: price?.ending === null || price === null ? '' : String(price.ending),
  };
}

export function readDraft(draft: VariationDraft): ReadDraft {
  const errors: DraftErrors = {};
  const basisPoints = hundredthsOf(draft.percent);
  const amountMinor = hundredthsOf(draft.amount);
  if (basisPoints === null) {
    errors.percent = 'Write it like 5 or -10.';
  }
  if (amountMinor === null) {
    errors.amount = 'Write it like 2.50 or -1.';
  }
  const ending = draft.ending === '' ? null : Number(draft.ending);
  const hasPrice = basisPoints !== 0 || amountMinor !== 0 || ending !== null;
  const parsed = variationSchema.safeParse({
    title: draft.title,
    description: draft.description,
    price: hasPrice ? { basisPoints: basisPoints ?? 0, amountMinor: amountMinor ?? 0, ending } : null,
  });
  for (const { path, message } of parsed.error?.issues ?? []) {
    const field = fieldOfPath(path);
    errors[field] ??= message;
  }
  return { variation: parsed.success && Object.keys(errors).length === 0 ? parsed.data : null, errors };
}

function fieldOfPath([first, second]: readonly PropertyKey[]): keyof VariationDraft {
  if (first === 'title' || first === 'description') {
    return first;
  }
  return second === 'basisPoints' ? 'percent' : second === 'ending' ? 'ending' : 'amount';
}

/** 0 for nothing; null for what is no number with at most two decimals. A comma is a point, and a typeset minus a minus. */
function hundredthsOf(text: string): number | null {
  const plain = text.trim().replace(',', '.').replace('−', '-').replace(/\s*%$/, '');
  if (plain === '') {
    return 0;
  }
  return /^[+-]?\d{1,9}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : null;
}

function signed(value: number, write: (value: number) => string): string {
  return `${value > 0 ? '+' : '-'}${write(Math.abs(value))}`;
}
