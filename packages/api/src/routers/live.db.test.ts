import { afterAll, expect, test } from 'vitest';
import type { LiveHub, LiveMessage } from '../live/hub.ts';
import { createCaller } from '../router.ts';
import { actorOf, createTestApp } from '../testing/test-app.ts';

const bench = await createTestApp();
afterAll(() => bench.close());

/** A hub whose messages the test sends. */
function createHub() {
  const listeners = new Set<(message: LiveMessage) => void>();
  const hub: LiveHub = {
    connected: true,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => Promise.resolve(),
  };
  const send = (message: LiveMessage) => {
    for (const listener of listeners) {
      listener(message);
    }
  };
  return { hub, send, listeners };
}

async function open(lastEventId?: string) {
  const { hub, send, listeners } = createHub();
  const tab = new AbortController();
  const caller = createCaller(
    { app: { ...bench.app, live: hub }, actor: actorOf('viewer'), requestId: 'test', address: null },
    { signal: tab.signal },
  );
  const stream = await caller.live.changes(lastEventId === undefined ? {} : { lastEventId });
  const messages = stream[Symbol.asyncIterator]();
  const next = async () => {
    const { value } = await messages.next();
    if (value === undefined) {
      return null;
    }
    // tRPC declares the tracked envelope as what the client makes of it; in process it is the pair itself.
    if (!Array.isArray(value)) {
      throw new Error('A message without an id');
    }
    const [id, message]: [string, LiveMessage] = [value[0], value[1]];
    return { id, message };
  };
  return { send, listeners, tab, next, messages };
}

const post = (eventId: number): LiveMessage => ({
  type: 'post',
  eventId,
  postId: 'p',
  accountId: 'a',
  batchId: null,
  status: 'queued',
  version: eventId,
});

test('messages arrive in order, with the event’s id', async () => {
  const { send, next, tab } = await open();
  const first = next();
  send(post(7));
  send({ type: 'change', entity: 'account' });
  send(post(8));
  expect(await first).toEqual({ id: '7', message: post(7) });
  expect((await next())?.message).toEqual({ type: 'change', entity: 'account' });
  expect((await next())?.id).toBe('8');
  tab.abort();
});

test('a tab that comes back is told to ask again, and misses nothing that comes right after', async () => {
  const { send, next, tab } = await open('41');
  expect(await next()).toEqual({ id: '41', message: { type: 'many', eventId: 41 } });
  // Between the answer and the next question.
  send(post(42));
  expect(await next()).toEqual({ id: '42', message: post(42) });
  tab.abort();
});

test('a screen that is too slow is told to ask again instead of filling the memory', async () => {
  const { send, next, tab } = await open();
  const first = next();
  send(post(0));
  await first;
  for (let n = 1; n <= 2_000; n++) {
    send(post(n));
  }
  const types: (string | undefined)[] = [];
  for (let n = 0; n < 51; n++) {
    types.push((await next())?.message.type);
  }
  expect(types.slice(0, 50)).toEqual(Array.from({ length: 50 }, () => 'post'));
  expect(types[50]).toBe('many');
  send(post(3_000));
  expect((await next())?.message).toEqual(post(3_000));
  tab.abort();
});

test('a tab that is closed leaves no listener behind', async () => {
  const { next, tab, listeners } = await open();
  const waiting = next();
  expect(listeners.size).toBe(1);
  tab.abort();
  expect(await waiting).toBeNull();
  expect(listeners.size).toBe(0);
});

test('a subscription that is left in the middle leaves no listener behind', async () => {
  const { send, next, messages, listeners } = await open();
  const first = next();
  send(post(1));
  await first;
  await messages.return?.(undefined);
  expect(listeners.size).toBe(0);
});
