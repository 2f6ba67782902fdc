import { DomainError, type PostOverrides, parseMoney } from '@hawker/core';
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
  const price = parseMoney(text('price'), currency);
  if (!price.ok) {
    throw wrongPrice(price.error);
  }
  if (price.money.currency !== currency) {
    throw wrongPrice(`This listing is priced in ${currency}. Another currency is set on the listing itself.`);
  }
  return {
    title: title === fromListing.title ? null : title,
    description: description === fromListing.description.trim() ? null : description,
    priceMinor: price.money.amountMinor === fromListing.priceMinor ? null : price.money.amountMinor,
  };
}

function wrongPrice(sentence: string): DomainError {
  return new DomainError('bad_input', sentence, { fields: { 'overrides.priceMinor': sentence } });
}
