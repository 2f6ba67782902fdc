/** What Postgres stores nowhere: NUL, and half of a surrogate pair. Files have both; nobody means them. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is exactly what is taken out
const unstorable = /\u0000|\p{Surrogate}/u;
const everyUnstorable = new RegExp(unstorable, 'gu');

/** NUL goes; half a pair becomes the sign for a character that could not be read. */
export function storableText(text: string): string {
  return unstorable.test(text) ? text.replace(everyUnstorable, (found) => (found === '\u0000' ? '' : '\ufffd')) : text;
}

/** JSON for a jsonb column or parameter. Nearly all of it needs no change, and its text shows whether it does. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value);
  return /\\u(?:0000|d[89a-f])/i.test(json)
    ? JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storableText(part) : part))
    : json;
}
