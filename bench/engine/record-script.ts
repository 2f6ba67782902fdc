/** Lets the engine publish one post and writes down what it sent to Postgres: the script of the bare loop. */

import { publishNext } from '@hawker/publishing';
import pg from 'pg';
import type { EngineDesk } from './engine-desk.ts';
import { openEngine } from './in-process.ts';
import type { Script, ScriptValue } from './messages.ts';

/** Of the sample, so that it is told apart from every other number of its statements. */
const sampleFence = 7_654_321;

export async function recordScript(desk: EngineDesk, dataDirectory: string): Promise<Script> {
  const [sample] = await desk.waitingPosts();
  const postId = sample?.postIds[0];
  if (!sample || postId === undefined) {
    throw new Error('There is no post to record');
  }
  const { accountId } = sample;
  await desk.bare.query('UPDATE account SET fence = $2 WHERE id = $1', [accountId, sampleFence - 1]);
  const { app, engine } = await openEngine(desk, dataDirectory);
  const sent = await recordQueries(() => publishNext(engine, accountId));
  await app.close();
  const { rows } = await desk.bare.query<{ id: string; status: string }>(
    'SELECT attempt.id, post.status FROM attempt JOIN post ON post.id = post_id WHERE post_id = $1',
    [postId],
  );
  const [attempt] = rows;
  if (attempt?.status !== 'published') {
    throw new Error(`The sample was not published, it is ${attempt?.status ?? 'untouched'}`);
  }
  const names: [string, string][] = [
    [accountId, '{account}'],
    [postId, '{post}'],
    [attempt.id, '{attempt}'],
    [engine.workerId, '{worker}'],
  ];
  return sent.map(({ values, ...statement }) => ({ ...statement, values: values.map((value) => blank(value, names)) }));
}

type Sent = { name?: string; text: string; values: readonly unknown[] };

/** Every query of the clients that are made while the work runs. */
async function recordQueries(work: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const query: (...args: unknown[]) => unknown = pg.Client.prototype.query;
  const recording = function (this: pg.Client, ...args: unknown[]) {
    sent.push(readQuery(args));
    return query.apply(this, args);
  };
  Object.assign(pg.Client.prototype, { query: recording });
  try {
    await work();
  } finally {
    Object.assign(pg.Client.prototype, { query });
  }
  return sent;
}

function readQuery([query, given]: unknown[]): Sent {
  const values: readonly unknown[] = Array.isArray(given) ? given : [];
  if (typeof query === 'string') {
    return { text: query, values };
  }
  if (typeof query !== 'object' || query === null || !('text' in query)) {
    throw new Error('A query in an unknown form was sent');
  }
  return {
    ...('name' in query && typeof query.name === 'string' ? { name: query.name } : {}),
    text: String(query.text),
    values: 'values' in query && Array.isArray(query.values) ? query.values : values,
  };
}

/** What belongs to the sample alone becomes a placeholder. */
function blank(value: unknown, names: readonly [string, string][]): ScriptValue {
  if (Array.isArray(value)) {
    return value.map((item) => blank(item, names));
  }
  if (typeof value === 'string') {
    return names.reduce((text, [id, name]) => text.replaceAll(id, name), value);
  }
  if (value === null || typeof value === 'boolean') {
    return value;
  }
  if (typeof value === 'number') {
    return value === sampleFence ? '{fence}' : value;
  }
  if (value instanceof Uint8Array) {
    // As Postgres reads bytes in a text. Every account of the desk has the same.
    return `\\x${Buffer.from(value).toString('hex')}`;
  }
  throw new Error(`The bare loop cannot send a ${typeof value}`);
}
