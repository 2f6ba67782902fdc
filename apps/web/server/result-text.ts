/**
 * A procedure's result as the JSON that tRPC sends. An answer from the cache is written once for everyone who asks:
 * what the cache gives is one object, frozen all the way down, and nothing else here freezes an answer. The text is
 * forgotten together with the object.
 */

import { appRouter } from '@hawker/api';

const { output } = appRouter._def._config.transformer;
const texts = new WeakMap<object, string>();

export function resultText(data: unknown): string {
  if (typeof data !== 'object' || data === null || !Object.isFrozen(data)) {
    return write(data);
  }
  const known = texts.get(data);
  if (known !== undefined) {
    return known;
  }
  const text = write(data);
  texts.set(data, text);
  return text;
}

function write(data: unknown): string {
  return JSON.stringify({ result: { data: output.serialize(data) } });
}
