/** Part of a title or of an SKU, found by an index of listings however short it is. */

import type { SqlValue } from '../sql.ts';

/** Such a text has a trigram wherever Postgres runs: which other letters it counts as letters depends on its locale. */
const hasTrigram = /[a-z0-9]{3}/i;

/** One word that ends in a number, as SKUs do: `desk-00017`. Six, four or three of its digits are in the index of pieces. */
const endsInNumber = /^\S*[^\s0-9](?:([0-9]{6})[0-9]*|([0-9]{4})[0-9]?|([0-9]{3}))$/;

/**
 * Every word of the text is somewhere in the title or the SKU, in whatever order. As the two indexes have it; Postgres
 * chooses whether to go by one of them. What is not for the index of trigrams, IS TRUE keeps away from it:
 *
 * - An SKU begins as thousands of others do, and so does its number: trigrams would be looked up to exclude nothing.
 * - Where no three letters stand together there is no trigram: that index would be read whole. The comparison stands there
 *   also where the pieces say it all, since Postgres takes two letters that it never saw for frequent.
 *
 * Beside a word that trigrams find, the pieces of the others are not looked up: they cost more than comparing what it found.
 */
export function searchCondition(text: string, values: SqlValue[]): string {
  const words = [...new Set(text.split(/\s+/).filter(Boolean))];
  const isForTrigrams = (word: string) => hasTrigram.test(word) && !endsInNumber.test(word);
  const byTrigrams = words.some(isForTrigrams);
  const conditions = words.flatMap((word) => {
    const contains = `listing.search_text LIKE lower($${values.push(likePattern(word))})`;
    if (isForTrigrams(word)) {
      return [contains];
    }
    return [`(${contains}) IS TRUE`, ...(byTrigrams ? [] : [hasPieces(word, values)])];
  });
  return conditions.join(' AND ');
}

function hasPieces(word: string, values: SqlValue[]): string {
  const number = endsInNumber.exec(word)?.slice(1).find(Boolean);
  const given = `lower($${values.push(number ?? word)})`;
  const isOnePiece = number !== undefined || [...word].length <= 2;
  return `search_pieces(listing.search_text) @> ${isOnePiece ? `ARRAY[${given}]` : `search_pieces(${given})`}`;
}

/** Finds the text anywhere; its own `%`, `_` and `\` are ordinary characters. */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
