import { DomainError, descriptionSchema, type PostOverrides, parseMoney, titleSchema } from '@hawker/core';
import type { PostStory } from './post-types.ts';

/**
 * What the form says differently from the listing. What is the same as in the listing is no override: the post then
 * follows the listing when that is edited. What nobody has changed in the form stays as it is by now: the listing may have
 * been changed since the form was shown, and an old price that was only left standing is nobody's word.
 */
export function overridesFrom(
  form: FormData,
  post: Pick<PostStory, 'fromListing' | 'overrides' | 'currency'>,
): PostOverrides {
  const { fromListing, overrides, currency } = post;
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
  };
  const title = text('title').trim();
  const description = text('description').trim();
  const isTouched = (name: string) => text(name) !== text(`shown.${name}`);
  const price = priceIn(text('price'), currency, text('shown.currency'));
  // All that is wrong is said at once.
  const checked = { title: titleSchema.safeParse(title), description: descriptionSchema.safeParse(description) };
  const fields: Record<string, string> = {};
  for (const [name, result] of Object.entries(checked)) {
    if (!result.success) {
      fields[`overrides.${name}`] = result.error.issues[0]?.message ?? 'This cannot be used.';
    }
  }
  if (typeof price === 'string' && isTouched('price')) {
    fields['overrides.priceMinor'] = price;
  }
  const [first] = Object.values(fields);
  if (first !== undefined) {
    throw new DomainError('bad_input', first, { fields });
  }
  return {
    title: isTouched('title') ? unless(title, fromListing.title) : overrides.title,
    description: isTouched('description') ? unless(description, fromListing.description.trim()) : overrides.description,
    priceMinor:
      typeof price === 'number' && isTouched('price') ? unless(price, fromListing.priceMinor) : overrides.priceMinor,
  };
}

function unless<T>(value: T, same: T): T | null {
  return value === same ? null : value;
}

/** Minor units, or the sentence that says what is wrong. `shown`: the currency that the field was in. */
function priceIn(text: string, currency: string, shown: string): number | string {
  if (shown !== '' && shown !== currency) {
    return `The listing is priced in ${currency} by now, and was in ${shown} when you began. Load this page again.`;
  }
  const price = parseMoney(text, currency);
  if (!price.ok) {
    return price.error;
  }
  return price.money.currency === currency
    ? price.money.amountMinor
    : `This listing is priced in ${currency}. Another currency is set on the listing itself.`;
}
