import { DomainError, descriptionSchema, type PostOverrides, parseMoney, titleSchema } from '@hawker/core';
import type { PostStory } from './post-types.ts';

/**
 * What the form says differently from the listing. What is the same as in the listing is no override: the post then
 * follows the listing when that is edited.
 */
export function overridesFrom(form: FormData, post: Pick<PostStory, 'fromListing' | 'currency'>): PostOverrides {
  const { fromListing, currency } = post;
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
  };
  const title = text('title').trim();
  const description = text('description').trim();
  const price = priceIn(text('price'), currency);
  // All that is wrong is said at once.
  const checked = { title: titleSchema.safeParse(title), description: descriptionSchema.safeParse(description) };
  const fields: Record<string, string> = {};
  for (const [name, result] of Object.entries(checked)) {
    if (!result.success) {
      fields[`overrides.${name}`] = result.error.issues[0]?.message ?? 'This cannot be used.';
    }
  }
  if (typeof price === 'string') {
    fields['overrides.priceMinor'] = price;
  }
  const [first] = Object.values(fields);
  if (first !== undefined || typeof price === 'string') {
    throw new DomainError('bad_input', first ?? 'Something in it is not as it should be.', { fields });
  }
  return {
    title: title === fromListing.title ? null : title,
    description: description === fromListing.description.trim() ? null : description,
    priceMinor: price === fromListing.priceMinor ? null : price,
  };
}

/** Minor units, or the sentence that says what is wrong. */
function priceIn(text: string, currency: string): number | string {
  const price = parseMoney(text, currency);
  if (!price.ok) {
    return price.error;
  }
  return price.money.currency === currency
    ? price.money.amountMinor
    : `This listing is priced in ${currency}. Another currency is set on the listing itself.`;
}
