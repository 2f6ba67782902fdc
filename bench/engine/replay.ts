/** Publishes a post by sending the engine's recorded statements, and decides nothing. */

import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Script, ScriptValue } from './messages.ts';

interface Known {
  account: string;
  post: string;
  attempt: string;
  worker: string;
  fence: string;
}

type Fill = (known: Known) => ScriptValue;

/** Gives a function that publishes one post; it must be the account's next due one. */
export function replay(script: Script): (client: pg.Client, accountId: string, postId: string) => Promise<void> {
  const worker = randomUUID();
  const statements = script.map(({ values, ...statement }) => ({ ...statement, fills: values.map(compile) }));
  return async (client, accountId, postId) => {
    const known: Known = { account: accountId, post: postId, attempt: randomUUID(), worker, fence: '' };
    for (const { fills, name, text } of statements) {
      const values = fills.map((fill) => fill(known));
      const { rows } = await client.query<{ fence?: string }>({
        text,
        values,
        ...(name === undefined ? {} : { name }),
      });
      // The claim says it; whatever follows must name it.
      known.fence = rows[0]?.fence ?? known.fence;
    }
  };
}

const placeholder = /\{(account|post|attempt|worker|fence)\}/;
const placeholders = new RegExp(placeholder, 'g');

function compile(value: ScriptValue): Fill {
  if (Array.isArray(value)) {
    const items = value.map(compile);
    return (known) => items.map((item) => item(known));
  }
  if (typeof value !== 'string' || !placeholder.test(value)) {
    return () => value;
  }
  return (known) => value.replace(placeholders, (_all, name: keyof Known) => known[name]);
}
