import { createServer, type Server } from 'node:http';
import { type App, createCaller, ProcessMeter } from '@hawker/api';
import { afterAll, describe, expect, test } from 'vitest';
import { signedInCookie } from '../app/server/session.server.ts';
import { createApiEdge } from './api-edge.ts';
import { mountStockApi } from './api-stock.ts';
import { createApp } from './app.ts';
import { closeGracefully, edge, listen } from './http-server.ts';
import { addOwner, openHawker, owner } from './testing/open-hawker.ts';

const { app, log, close } = await openHawker('hawker edge test');
const { caller, token } = await addOwner(app);
const open = createCaller({ app, actor: null, requestId: 'set-up', address: null });
const { token: session } = await open.signIn.signIn(owner);
const [cookie = ''] = (await signedInCookie(app, session)).split(';');

/** A process that cannot find out who is calling. */
const broken: App = {
  ...app,
  cache: Object.create(app.cache, { get: { value: () => Promise.reject(new Error('no database')) } }),
};

const bodyLimits = { defaultBytes: 2_000, uploads: {} };
const servers: Server[] = [];

const stopping = new AbortController();

async function serve(parts: App, withEdge: boolean): Promise<string> {
  const shutdown = stopping.signal;
  const meter = new ProcessMeter({ cache: app.cache });
  const express = createApp({
    log,
    origin: undefined,
    isDevelopment: false,
    bodyLimits,
    meter,
    beforePages: (router) => mountStockApi(router, { app: parts, origin: undefined, shutdown }),
    pages: (_request, response) => response.status(404).send('a page'),
  });
  const handleApi = withEdge ? createApiEdge({ app: parts, meter, origin: undefined, bodyLimits, log }) : undefined;
  const server = createServer(edge(express, handleApi));
  servers.push(server);
  return listen(server, 0, '127.0.0.1');
}

const sound = { lean: await serve(app, true), stock: await serve(app, false) };
const unsound = { lean: await serve(broken, true), stock: await serve(broken, false) };

afterAll(async () => {
  await Promise.all(servers.map(closeGracefully));
  await close();
});

interface Ask {
  path: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | FormData;
}

async function ask(base: string, { path, method = 'GET', headers = {}, body }: Ask) {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { 'x-request-id': 'the-same-id', ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const header = (name: string) => response.headers.get(name);
  return {
    answer: {
      status: response.status,
      type: header('content-type'),
      allow: header('allow'),
      caching: header('cache-control'),
      requestId: header('x-request-id'),
      timing: formOf(header('server-timing')),
      body: await response.text(),
    },
    vary: header('vary') ?? '',
    work: withoutTimes(header('server-timing')),
    // Only what passed through express carries a policy for pages.
    isLean: !response.headers.has('content-security-policy'),
  };
}

/** Without the times, which are never the same twice. */
const withoutTimes = (serverTiming: string | null) => serverTiming?.replaceAll(/dur=\d+(\.\d)?(?=,|$)/g, 'dur');

/** Without the counts: of two that ask at once, one has its answer from the other's. */
const formOf = (serverTiming: string | null) => withoutTimes(serverTiming)?.replaceAll(/desc="[^"]+"/g, 'desc');

const bearer = { authorization: `Bearer ${token}` };
const json = { 'content-type': 'application/json' };
const inputOf = (value: unknown) => `input=${encodeURIComponent(JSON.stringify(value))}`;
const someId = '01a20506-5f9a-7418-990a-fb51294ef9df';
const post = (path: string, body: string | undefined, headers: Record<string, string> = {}): Ask => ({
  path: `/api/trpc/${path}`,
  method: 'POST',
  headers: { ...bearer, ...json, ...headers },
  ...(body === undefined ? {} : { body }),
});
const get = (path: string, headers: Record<string, string> = bearer): Ask => ({ path: `/api/trpc/${path}`, headers });

const lean: Record<string, Ask> = {
  'an open query': get('system.health', {}),
  'a query with a token': get('overview.stats'),
  'a query with a session': get('overview.stats', { cookie }),
  'a query with nothing': get('overview.stats', {}),
  'a query with a wrong token': get('overview.stats', { authorization: 'Bearer hwt_wrong', cookie }),
  'a query with another scheme': get('overview.stats', { authorization: 'Basic abc', cookie }),
  'a path in percent signs': get('overview%2Estats'),
  'a query with input': get(`posts.list?${inputOf({ json: { limit: 5 } })}`),
  'a query that finds nothing': get(`accounts.get?${inputOf({ json: { id: someId } })}`),
  'input that is wrong': get(`accounts.get?${inputOf({ json: { id: 'no' } })}`),
  'input that is missing': get('accounts.get'),
  'input that is empty': get('accounts.get?input='),
  'input that is not JSON': get('accounts.get?input={'),
  'input that the transformer cannot read': get(`accounts.get?${inputOf(null)}`),
  'a JSON content type on a query': get('system.health', { 'content-type': 'application/json; charset=utf-8' }),
  'a batch': get(`system.health,overview.stats?batch=1&${inputOf({})}`),
  'a batch of one': get('system.health?batch=1'),
  'a batch with a failure': get(`system.health,accounts.get?batch=1&${inputOf({ 1: { json: { id: someId } } })}`),
  'a batch of failures': get('accounts.get,accounts.get?batch=1'),
  'a batch with nobody': get('system.health,overview.stats?batch=1', {}),
  'a batch whose input is not JSON': get('system.health,accounts.get?batch=1&input=x'),
  'a batch whose input is a list': get(`system.health,accounts.get?batch=1&${inputOf([])}`),
  'a mutation': post('posts.cancel', JSON.stringify({ json: { ids: [someId] } })),
  'a mutation with a byte order mark': post('posts.cancel', `\uFEFF${JSON.stringify({ json: { ids: [someId] } })}`),
  'a mutation in capitals': post('posts.cancel', '{"json":{"ids":[]}}', { 'content-type': 'Application/JSON;x=1' }),
  'a mutation with no body': post('posts.cancel', undefined),
  'a mutation whose body is not JSON': post('posts.cancel', '{'),
  'a mutation with wrong input': post('posts.cancel', '{"json":{"ids":["x"]}}'),
  'a mutation that conflicts': post('accounts.pause', JSON.stringify({ json: { id: someId } })),
  'a mutation by nobody': { ...post('posts.cancel', '{"json":{}}'), headers: json },
  'a batch of mutations': post(
    'posts.cancel,accounts.pause?batch=1',
    JSON.stringify({ 0: { json: { ids: [someId] } }, 1: { json: { id: someId } } }),
  ),
};

const left: Record<string, Ask> = {
  'a procedure that is not there': get('overview.nope'),
  'no procedure': get(''),
  'a procedure with a strange name': get('__proto__'),
  'a path that cannot be decoded': get('overview%E0%A4%A'),
  'a batch with an unknown procedure': get('system.health,nope?batch=1'),
  'a batch that is too long': get(`${Array(51).fill('system.health').join(',')}?batch=1`),
  'a query by POST': post('overview.stats', '{}'),
  'a mutation by GET': get('posts.cancel'),
  'a query by HEAD': { ...get('overview.stats'), method: 'HEAD' },
  'a query by PUT': { ...get('overview.stats'), method: 'PUT', headers: { ...bearer, ...json } },
  'a mixed batch': post('posts.cancel,overview.stats?batch=1', '{}'),
  'text instead of JSON': post('posts.cancel', '{}', { 'content-type': 'text/plain' }),
  'a form instead of JSON': { ...post('posts.cancel', undefined), headers: bearer, body: new FormData() },
  'a streamed batch': get('system.health?batch=1', { ...bearer, 'trpc-accept': 'application/jsonl' }),
  'a stream of single calls': get('system.health', { ...bearer, accept: 'text/html, application/jsonl' }),
  'a write from another site': post('posts.cancel', '{}', { origin: 'https://evil.example', cookie }),
  'a body that is too large': post('posts.cancel', `"${'x'.repeat(2_001)}"`),
};

describe('the lean edge answers as the stock adapter does', () => {
  test.each(Object.entries(lean))('%s', async (_name, request) => {
    const [mine, stock] = await Promise.all([ask(sound.lean, request), ask(sound.stock, request)]);
    expect(mine.answer).toEqual(stock.answer);
    expect([mine.isLean, stock.isLean]).toEqual([true, false]);
    // Behind express the compressor adds its own word.
    expect(stock.vary.toLowerCase()).toContain(mine.vary.toLowerCase());
    expect(mine.vary).toContain('trpc-accept');
  });

  test.each(['a query with a token', 'a batch', 'a mutation'])('%s, when nobody can tell who it is', async (name) => {
    const request = lean[name] ?? { path: '/' };
    const [mine, stock] = await Promise.all([ask(unsound.lean, request), ask(unsound.stock, request)]);
    expect(mine.answer).toEqual(stock.answer);
    expect(mine.answer.status).toBe(500);
    expect(mine.answer.body).not.toContain('no database');
  });
});

test('both ways tell what it cost, without the cache and with it', async () => {
  for (const base of [sound.lean, sound.stock]) {
    await app.cache.clear();
    const work = async () =>
      (await ask(base, get(`overview.stats,posts.list?batch=1&${inputOf({ 1: { json: {} } })}`))).work;
    expect(await work()).toBe('db;desc="4 statements";dur, cache;desc="0 hits, 3 misses", total;dur');
    expect(await work()).toBe('db;desc="0 statements";dur, cache;desc="3 hits, 0 misses", total;dur');
    expect((await ask(base, get(`accounts.get?${inputOf({ json: { id: someId } })}`))).work).toBe(
      'db;desc="1 statement";dur, cache;desc="1 hit, 0 misses", total;dur',
    );
  }
});

describe('the lean edge leaves alone', () => {
  test.each(Object.entries(left))('%s', async (_name, request) => {
    const [mine, stock] = await Promise.all([ask(sound.lean, request), ask(sound.stock, request)]);
    expect(mine.answer).toEqual(stock.answer);
    expect(mine.isLean).toBe(false);
  });
});

test('a token that was revoked is nobody at once', async () => {
  const made = await caller.tokens.create({ name: 'for a moment' });
  const request = get('overview.stats', { authorization: `Bearer ${made.token}` });
  expect((await ask(sound.lean, request)).answer.status).toBe(200);
  await caller.tokens.revoke({ id: made.id });
  expect((await ask(sound.lean, request)).answer.status).toBe(401);
});

test('the live stream opens, and ends when the server stops', async () => {
  const response = await fetch(`${sound.lean}/api/trpc/live.changes`, { headers: bearer });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toContain('event: connected');
  stopping.abort();
  const drained = async () => {
    while (!(await reader?.read())?.done);
  };
  await expect(drained()).rejects.toThrow();
});
