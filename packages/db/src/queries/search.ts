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
 * - An SKU begins as thousands of others do. The trigrams of its beginning would be looked up to exclude nothing. What they
 *   leave is compared by LIKE where there are only digits, which have no case.
 * - Where no three letters stand together there is no trigram: that index would be read whole. The comparison stands there
 *   also where the pieces say it all, since Postgres takes two letters that it never saw for frequent.
 */
export function searchCondition(text: string, values: SqlValue[]): string {
  const isLike = (part: string) => `(${searched}) ILIKE $${values.push(likePattern(part))}`;
  const number = endsInNumber.exec(text)?.[1];
  if (number !== undefined) {
    const hasNumber = /^\d+$/.test(number) ? `(${searched}) LIKE $${values.push(likePattern(number))}` : isLike(number);
    return `(${isLike(text)}) IS TRUE AND ${hasNumber}`;
  }
  if (hasTrigram.test(text)) {
    return isLike(text);
  }
  const given = `$${values.push(text)}`;
  const pieces = [...text].length <= 2 ? `ARRAY[lower(${given})]` : `short_pieces(${given})`;
  return `(${isLike(text)}) IS TRUE AND short_pieces(${searched}) @> ${pieces}`;
}

/** Finds the text anywhere; its own `%`, `_` and `\` are ordinary characters. */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
