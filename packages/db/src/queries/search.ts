/** Part of a title or of an SKU, found by an index of listings however short it is. */

import type { SqlValue } from '../sql.ts';

const searched = `listing.title || ' ' || listing.sku`;

/** Such a text has a trigram wherever Postgres runs: which other letters it counts as letters depends on its locale. */
const hasTrigram = /[a-z0-9]{3}/i;

/** One word that ends in a number, as SKUs do: `desk-00017`. */
const endsInNumber = /^[^\s]*[^\sa-z0-9]([a-z]*\d[a-z\d]{2,})$/i;

/**
 * As the expressions of the two indexes have it; Postgres chooses whether to go by one of them. Where the index is asked
 * for something that only says less, IS TRUE keeps the comparison itself away from it:
 *
 * - An SKU begins as thousands of others do. The trigrams of its beginning would be looked up to exclude nothing.
 * - Where no three letters stand together there is no trigram: that index would be read whole.
 */
export function searchCondition(text: string, values: SqlValue[]): string {
  const isLike = (part: string) => `(${searched}) ILIKE $${values.push(likePattern(part))}`;
  if ([...text].length <= 2) {
    return `short_pieces(${searched}) @> ARRAY[lower($${values.push(text)})]`;
  }
  const number = endsInNumber.exec(text)?.[1];
  if (number !== undefined) {
    return `(${isLike(text)}) IS TRUE AND ${isLike(number)}`;
  }
  if (hasTrigram.test(text)) {
    return isLike(text);
  }
  return `(${isLike(text)}) IS TRUE AND short_pieces(${searched}) @> short_pieces($${values.push(text)})`;
}

/** Finds the text anywhere; its own `%`, `_` and `\` are ordinary characters. */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
