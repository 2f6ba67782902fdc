/** How answers and failures of the wire are told apart, above all whether a request may have had an effect. */

import { createServer } from 'node:http';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { closedPort } from '../testing/practice-market.ts';
import { createPracticeChannel } from './channel.ts';
import { PracticeClient } from './client.ts';

const marketUrl = 'http://market.test';
const wire = setupServer();
beforeAll(() =>
  wire.listen({
    onUnhandledRequest: ({ url }, print) => (new URL(url).hostname === '127.0.0.1' ? undefined : print.error()),
  }),
);
afterEach(() => wire.resetHandlers());
afterAll(() => wire.close());

const signal = () => new AbortController().signal;
const create = (client = new PracticeClient({ marketUrl })) => client.createListing('token', 'key', {}, signal());

function answers(make: () => Response | Promise<Response>) {
  wire.use(http.post(`${marketUrl}/v1/listings`, make));
}

test('no connection: nothing was sent', async () => {
  const client = new PracticeClient({ marketUrl: `http://127.0.0.1:${await closedPort()}` });
  expect(await create(client)).toEqual({ kind: 'not_sent', cause: 'ECONNREFUSED' });
});

test('a connection that is cut after the request: the answer is lost', async () => {
  const server = createServer((request) => request.socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  expect(await create(new PracticeClient({ marketUrl: `http://127.0.0.1:${port}/` }))).toMatchObject({ kind: 'lost' });
  await new Promise((resolve) => server.close(resolve));
});

test('an answer that breaks off half way is lost', async () => {
  const server = createServer((_request, response) => {
    response.writeHead(201, { 'content-type': 'application/json', 'content-length': '500' });
    response.write('{"id":"1",', () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  expect(await create(new PracticeClient({ marketUrl: `http://127.0.0.1:${port}` }))).toMatchObject({ kind: 'lost' });
  await new Promise((resolve) => server.close(resolve));
});

test.each([
  ['ECONNREFUSED', 'not_sent'],
  ['ENOTFOUND', 'not_sent'],
  ['EAI_AGAIN', 'not_sent'],
  ['EHOSTUNREACH', 'not_sent'],
  ['ENETUNREACH', 'not_sent'],
  ['UND_ERR_CONNECT_TIMEOUT', 'not_sent'],
  // These may come after the request went out.
  ['ECONNRESET', 'lost'],
  ['EPIPE', 'lost'],
  ['ETIMEDOUT', 'lost'],
  ['UND_ERR_SOCKET', 'lost'],
  ['UND_ERR_HEADERS_TIMEOUT', 'lost'],
  ['UND_ERR_BODY_TIMEOUT', 'lost'],
] as const)('%s means %s', async (code, kind) => {
  const cause = Object.assign(new Error('of the socket'), { code });
  const fetch = () => Promise.reject(new TypeError('fetch failed', { cause }));
  expect(await create(new PracticeClient({ marketUrl, fetch }))).toEqual({ kind, cause: code });
});

test.each([
  ['no JSON', () => new Response('<html>It works</html>', { status: 201 })],
  ['nothing', () => new Response(null, { status: 204 })],
  ['JSON without an id', () => HttpResponse.json({ reference: 'key', url: 'x' }, { status: 201 })],
  ['an empty id', () => HttpResponse.json({ id: '', reference: 'key', url: 'x' }, { status: 201 })],
  ['a redirect', () => Response.redirect('http://elsewhere.test/', 302)],
  ['a network error', () => HttpResponse.error()],
] as const)('success that makes no sense (%s) is lost, and so unknown', async (_what, make) => {
  answers(make);
  expect(await create()).toMatchObject({ kind: 'lost' });
});

test.each([
  ['500', new Response('', { status: 500 }), 'unknown'],
  ['502', new Response('<html>', { status: 502 }), 'unknown'],
  ['504', new Response('', { status: 504 }), 'unknown'],
  ['409', new Response('', { status: 409 }), 'unknown'],
  ['503', new Response('', { status: 503 }), 'retryable'],
  ['429', new Response('', { status: 429 }), 'rate_limited'],
  ['401', new Response('', { status: 401 }), 'auth_expired'],
  ['413', new Response('', { status: 413 }), 'rejected'],
  ['422', new Response('not JSON', { status: 422 }), 'rejected'],
] as const)('a bare %s to a submit is told as it can be known', async (_status, response, kind) => {
  answers(() => response.clone());
  const call = { credentials: { token: 't' }, signal: signal() };
  const listing = {
    idempotencyKey: 'key',
    title: 'Chair',
    description: '',
    priceMinor: 1,
    currency: 'EUR',
    quantity: 1,
    condition: 'good',
    category: null,
    brand: null,
    location: null,
    tags: [],
    photos: [],
  } as const;
  const prepared = await createPracticeChannel({ marketUrl }).prepare(listing, call);
  const outcome = prepared.kind === 'ready' ? await prepared.submit(call.signal) : prepared.outcome;
  expect(outcome.kind).toBe(kind);
  expect('sentence' in outcome && outcome.sentence).toBeTruthy();
});

test.each([
  ['12', 12_000],
  ['0.5', 500],
  ['', null],
  ['-3', null],
  ['Wed, 21 Oct 2026 07:28:00 GMT', null],
  // A year of it is a mistake of theirs; a day later we ask again.
  ['31536000', 86_400_000],
  ['1e300', 86_400_000],
])('Retry-After %j is %s ms', async (header, expected) => {
  answers(() => new Response('', { status: 429, headers: { 'retry-after': header } }));
  expect(await create()).toMatchObject({ kind: 'refused', retryAfterMs: expected });
});

test('a refusal keeps its sentence and its fields', async () => {
  const error = { code: 'refused', message: 'Mend it.', fields: { title: 'No.' } };
  answers(() => HttpResponse.json({ error }, { status: 422 }));
  expect(await create()).toEqual({
    kind: 'refused',
    status: 422,
    message: 'Mend it.',
    fields: { title: 'No.' },
    retryAfterMs: null,
  });
});

test('the token is in one header and in no error', async () => {
  let seen: string | null = null;
  wire.use(
    http.get(`${marketUrl}/v1/seller`, ({ request }) => {
      seen = request.headers.get('authorization');
      return HttpResponse.error();
    }),
  );
  const reply = await new PracticeClient({ marketUrl }).seller('very-secret', signal());
  expect(seen).toBe('Bearer very-secret');
  expect(JSON.stringify(reply)).not.toContain('very-secret');
});
