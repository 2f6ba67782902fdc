/** What becomes of a post's own words when its listing changes: the rule's are made anew, a person's stay. */

import { type OverrideField, overrideFields, type PostOverrides } from './post.ts';
import { applyVariation, type Variation, type VariationErrors, type VariedListing } from './variation.ts';

export interface OwnWords extends PostOverrides {
  /** What a person has decided, also where they decided to say what the listing says. All else is the rule's. */
  typed: readonly OverrideField[];
  /** Why the rule makes nothing of the listing: then the post must not go out. Null: there is nothing like that. */
  ruleErrors: VariationErrors | null;
}

/** By what an account says listings differently. Null: it says them as they are. */
export interface AccountRule {
  name: string;
  variation: Variation | null;
}

/**
 * A field is made anew where the listing says something else in it, or the rule does of the changed listing: until then a
 * post stays as it is, whatever has become of the rule meanwhile. `was` null: all of it is made anew. A typed price is of its currency, and goes with it.
 */
export function followListing(
  own: OwnWords,
  rule: AccountRule,
  { was, is }: { was: VariedListing | null; is: VariedListing },
): OwnWords {
  const isForeign = own.priceMinor !== null && was !== null && was.currency !== is.currency;
  const typed = isForeign ? own.typed.filter((field) => field !== 'priceMinor') : own.typed;
  const before = was === null ? null : said(was, rule);
  const now = said(is, rule);
  const isMadeAnew = (field: OverrideField) => !typed.includes(field) && before?.words[field] !== now.words[field];
  const ownOf = <F extends OverrideField>(field: F) => (isMadeAnew(field) ? now.overrides : own)[field];
  const errors = overrideFields.flatMap((field) => {
    const sentence = (isMadeAnew(field) ? now.errors : own.ruleErrors)?.[field];
    return sentence === undefined ? [] : [[field, sentence]];
  });
  return {
    title: ownOf('title'),
    description: ownOf('description'),
    priceMinor: ownOf('priceMinor'),
    typed,
    ruleErrors: errors.length === 0 ? null : Object.fromEntries(errors),
  };
}

const noVariation: Variation = { title: null, description: null, price: null };

/** `words` is what it is compared by: what the listing says, and what the rule makes of that, or why nothing. */
function said(listing: VariedListing, { name, variation }: AccountRule) {
  const { overrides, errors } = applyVariation(listing, name, variation ?? noVariation);
  const wordsOf = (field: OverrideField, currency = '') =>
    JSON.stringify([listing[field], currency, overrides[field], errors[field]]);
  const words = {
    title: wordsOf('title'),
    description: wordsOf('description'),
    priceMinor: wordsOf('priceMinor', listing.currency),
  };
  return { overrides, errors, words };
}
