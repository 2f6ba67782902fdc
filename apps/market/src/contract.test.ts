/** The published contract, call by call, over real HTTP. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pngOf, sampleListing, startMarket, type TestMarket } from './testing/market.ts';

let market: TestMarket;
let token: string;
let sellerId: string;

beforeAll(async () => {
  market = await startMarket({ limits: { jsonBodyBytes: 20_000, photoBytes: 10_000 } });
  ({ token, id: sellerId } = await market.register());
});

afterAll(() => market.stop());

describe('sellers', () => {
  test('registering gives a token that names the seller', async () => {
    const created = await market.call('POST', '/v1/sellers', { json: { name: '  Maple & Oak ' } });
    expect(created.status).toBe(201);
    expect(created.body).toEqual({
      id: expect.any(String),
      name: 'Maple & Oak',
      token: expect.stringMatching(/^pm_.{43}$/),
    });
    const seller = await market.call('GET', '/v1/seller', { token: created.body.token });
    expect(seller.body).toEqual({ id: created.body.id, name: 'Maple & Oak' });
  });

  test.each([[{}], [{ name: '' }], [{ name: 'x'.repeat(81) }], [[]], [null]])('refuses %j', async (json) => {
    const answer = await market.call('POST', '/v1/sellers', { json });
    expect(answer.status).toBe(422);
    expect(answer.body.error.code).toBe('refused');
  });

  test.each([
    ['no token', {}],
    ['an unknown token', { authorization: 'Bearer pm_nothing' }],
    ['another scheme', { authorization: 'Basic abc' }],
  ])('%s is token_invalid', async (_name, headers) => {
    const answer = await market.call('GET', '/v1/seller', { headers });
    expect(answer.status).toBe(401);
    expect(answer.body.error.code).toBe('token_invalid');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });
});

describe('photos', () => {
  const upload = (body: Buffer, type = 'image/png', as = token) =>
    market.call('POST', '/v1/photos', { token: as, body, headers: { 'content-type': type } });

  test('the same bytes are the same photo, and can be seen', async () => {
    const first = await upload(pngOf('one'));
    expect(first.status).toBe(201);
    expect(first.body.id).toMatch(/^[0-9a-f]{64}$/);
    expect(first.body.url).toBe(`${market.url}/photos/${first.body.id}`);
    const again = await upload(pngOf('one'));
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);

    const seen = await fetch(first.body.url);
    expect(seen.headers.get('content-type')).toBe('image/png');
    expect(seen.headers.get('cache-control')).toContain('immutable');
    expect(seen.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await seen.arrayBuffer())).toEqual(pngOf('one'));
  });

  test('two uploads of the same bytes at once are one photo', async () => {
    const before = (await market.log()).length;
    const answers = await Promise.all([upload(pngOf('race')), upload(pngOf('race'))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 201]);
    expect(await market.log(before)).toHaveLength(1);
  });

  test('what is no picture is refused, whatever it is called', async () => {
    expect((await upload(Buffer.from('<svg onload=alert(1)></svg>'))).status).toBe(422);
    expect((await upload(pngOf('x'), 'text/html')).status).toBe(415);
    expect((await upload(Buffer.concat([pngOf('big'), Buffer.alloc(20_000)]))).status).toBe(413);
    expect((await upload(pngOf('y'), 'image/png', 'nobody')).status).toBe(401);
    expect((await market.call('GET', '/photos/..%2f..%2flog.jsonl')).status).toBe(404);
  });
});

describe('listings', () => {
  test('publishing answers with the listing and its page', async () => {
    const { body: photo } = await market.call('POST', '/v1/photos', {
      token,
      body: pngOf('listing'),
      headers: { 'content-type': 'image/png' },
    });
    const answer = await market.publish(token, {
      reference: 'A-1',
      photoIds: [photo.id],
      brand: ' ',
      location: 'Leipzig',
    });
    expect(answer.status).toBe(201);
    const { id } = answer.body;
    expect(answer.body).toEqual({
      ...sampleListing,
      id,
      reference: 'A-1',
      url: `${market.url}/listings/${id}`,
      status: 'live',
      createdAt: market.clock.now().toISOString(),
      updatedAt: market.clock.now().toISOString(),
      sellerId,
      category: null,
      brand: null,
      location: 'Leipzig',
      photoIds: [photo.id],
    });
    expect((await market.call('GET', `/v1/listings/${id}`, { token })).body).toEqual(answer.body);
    const page = await market.call('GET', `/listings/${id}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('€45.50');
    expect(page.text).toContain(`/photos/${photo.id}`);
  });

  test.each([
    ['reference', { reference: '' }],
    ['title', { title: ' ' }],
    ['title', { title: 'x'.repeat(101) }],
    ['description', { description: 'x'.repeat(5_001) }],
    ['price', { price: { amountMinor: 0, currency: 'EUR' } }],
    ['price', { price: { amountMinor: 1.5, currency: 'EUR' } }],
    ['price', { price: { amountMinor: 100, currency: 'eur' } }],
    ['price', { price: undefined }],
    ['quantity', { quantity: 0 }],
    ['condition', { condition: 'broken' }],
    ['photoIds', { photoIds: ['f'.repeat(64)] }],
    ['photoIds', { photoIds: Array.from({ length: 11 }, () => 'f'.repeat(64)) }],
  ])('refuses a bad %s with a sentence: %j', async (field, changes) => {
    const answer = await market.publish(token, changes);
    expect(answer.status).toBe(422);
    expect(answer.body.error.code).toBe('refused');
    expect(Object.keys(answer.body.error.fields)).toEqual([field]);
    expect(answer.body.error.fields[field]).toMatch(/^[A-Z].*\.$/);
  });

  test('a body that cannot be read is answered in words', async () => {
    const send = (body: string, type = 'application/json') =>
      market.call('POST', '/v1/listings', { token, body, headers: { 'content-type': type } });
    expect((await send('{"title":')).status).toBe(400);
    expect((await send('{}', 'text/plain')).status).toBe(415);
    expect((await send(JSON.stringify({ title: 'x'.repeat(30_000) }))).status).toBe(413);
    expect((await send('"text"')).status).toBe(422);
  });

  test('look-up by reference finds only what the seller has', async () => {
    const other = await market.register('Other');
    await market.publish(token, { reference: 'B-1' });
    await market.publish(token, { reference: 'B-1' });
    await market.publish(other.token, { reference: 'B-1' });
    const find = async (as: string, reference: string) =>
      (await market.call('GET', `/v1/listings?reference=${reference}`, { token: as })).body.listings.length;
    expect(await find(token, 'B-1')).toBe(2);
    expect(await find(other.token, 'B-1')).toBe(1);
    expect(await find(token, 'B-2')).toBe(0);
    expect((await market.call('GET', '/v1/listings', { token })).status).toBe(422);
  });

  test('a change keeps what it does not name', async () => {
    const { body } = await market.publish(token, { reference: 'C-1', brand: 'Thonet' });
    market.clock.advance(1_000);
    const changed = await market.call('PATCH', `/v1/listings/${body.id}`, { token, json: { title: 'New title' } });
    expect(changed.status).toBe(200);
    expect(changed.body).toEqual({ ...body, title: 'New title', updatedAt: market.clock.now().toISOString() });
    const cleared = await market.call('PATCH', `/v1/listings/${body.id}`, { token, json: { brand: '' } });
    expect(cleared.body.brand).toBeNull();
    expect((await market.call('PATCH', `/v1/listings/${body.id}`, { token, json: {} })).status).toBe(422);
    expect((await market.call('PATCH', `/v1/listings/${body.id}`, { token, json: { quantity: -1 } })).status).toBe(422);
  });

  test('sold and taken down are final, and can be said twice', async () => {
    const { body } = await market.publish(token, { reference: 'D-1' });
    const path = `/v1/listings/${body.id}`;
    expect((await market.call('POST', `${path}/sold`, { token })).body.status).toBe('sold');
    expect((await market.call('POST', `${path}/sold`, { token })).status).toBe(200);
    expect((await market.call('PATCH', path, { token, json: { title: 'Late' } })).body.error.code).toBe('not_live');
    expect((await market.call('GET', `/listings/${body.id}`)).text).toContain('Sold');
    expect((await market.call('DELETE', path, { token })).body.status).toBe('delisted');
    expect((await market.call('DELETE', path, { token })).status).toBe(200);
    expect((await market.call('POST', `${path}/sold`, { token })).status).toBe(409);
    expect((await market.call('GET', `/listings/${body.id}`)).status).toBe(410);
    expect((await market.call('GET', path, { token })).body.status).toBe('delisted');
  });

  test('the listing of another seller is unknown', async () => {
    const { body } = await market.publish(token, { reference: 'E-1' });
    const other = await market.register('Stranger');
    const calls = await Promise.all([
      market.call('GET', `/v1/listings/${body.id}`, { token: other.token }),
      market.call('PATCH', `/v1/listings/${body.id}`, { token: other.token, json: { title: 'Mine' } }),
      market.call('DELETE', `/v1/listings/${body.id}`, { token: other.token }),
      market.call('POST', `/v1/listings/${body.id}/sold`, { token: other.token }),
    ]);
    expect(calls.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });
});

test('health, and addresses that lead nowhere', async () => {
  expect((await market.call('GET', '/healthz')).body).toEqual({ status: 'ok' });
  const api = await market.call('GET', '/v1/nothing');
  expect([api.status, api.body.error.code]).toEqual([404, 'not_found']);
  const page = await market.call('GET', '/nothing');
  expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  expect((await market.call('GET', '/listings/%E0%A4%A')).status).toBe(400);
});
