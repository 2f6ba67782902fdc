/** Part of a title or of an SKU, found by an index of listings however short it is. */

import type { SqlValue } from '../sql.ts';

/** Such a text has a trigram wherever Postgres runs: which other letters it counts as letters depends on its locale. */
const hasTrigram = /[a-z0-9]{3}/i;

/** One word that ends in a number, as SKUs do: `desk-00017`. Six, four or three of its digits are in the index of pieces. */
const endsInNumber = /^\S*[^\s0-9](?:([0-9]{6})[0-9]*|([0-9]{4})[0-9]?|([0-9]{3}))$/;

/**
 * As the two indexes have it; Postgres chooses whether to go by one of them. Where it is to go by the index of pieces, IS
 * TRUE keeps the comparison itself away from that of trigrams:
 *
 * - An SKU begins as thousands of others do, and so does its number: trigrams would be looked up to exclude nothing.
 * - Where no three letters stand together there is no trigram: that index would be read whole. The comparison stands there
 *   also where the pieces say it all, since Postgres takes two letters that it never saw for frequent.
 */
export function searchCondition(text: string, values: SqlValue[]): string {
  const contains = `listing.search_text LIKE lower($${values.push(likePattern(text))})`;
  const hasPieces = (pieces: string) => `(${contains}) IS TRUE AND search_pieces(listing.search_text) @> ${pieces}`;
  const number = endsInNumber.exec(text)?.slice(1).find(Boolean);
  if (number !== undefined) {
    return hasPieces(`ARRAY[$${values.push(number)}::text]`);
  }
  if (hasTrigram.test(text)) {
    return contains;
  }
  const given = `lower($${values.push(text)})`;
  return hasPieces([...text].length <= 2 ? `ARRAY[${given}]` : `search_pieces(${given})`);
}

/** Finds the text anywhere; its own `%`, `_` and `\` are ordinary characters. */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
