import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { pngOf, startMarket, type TestMarket } from './testing/market.ts';

let market: TestMarket;

afterEach(() => market.stop());

test('everything is there again after a restart', async () => {
  market = await startMarket();
  const { token } = await market.register('Maple & Oak');
  const { body: photo } = await market.call('POST', '/v1/photos', {
    token,
    body: pngOf('kept'),
    headers: { 'content-type': 'image/png' },
  });
  const { body: first } = await market.publish(token, { photoIds: [photo.id] }, 'key-1');
  const { body: sold } = await market.publish(token, { reference: 'SOLD' });
  await market.call('PATCH', `/v1/listings/${first.id}`, { token, json: { title: 'Changed' } });
  await market.call('POST', `/v1/listings/${sold.id}/sold`, { token });
  await market.setFaults({ lookupLagMs: 250 });
  const before = await market.log();

  await market.restart();

  expect(await market.log()).toEqual(before);
  expect((await market.call('GET', `/v1/listings/${first.id}`, { token })).body.title).toBe('Changed');
  expect((await market.call('GET', `/v1/listings/${sold.id}`, { token })).body.status).toBe('sold');
  expect((await market.publish(token, { photoIds: [photo.id] }, 'key-1')).body.id).toBe(first.id);
  expect((await market.call('GET', `/photos/${photo.id}`)).status).toBe(200);
  expect((await market.call('GET', '/v1/faults')).body.lookupLagMs).toBe(250);
});

test('a torn last line is cut off with a warning, and the market goes on', async () => {
  const warnings: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line) => warnings.push(line) });
  market = await startMarket({ logger });
  const { token } = await market.register();
  await market.publish(token, {}, 'key-1');
  await appendFile(join(market.dataDir, 'log.jsonl'), '{"kind":"accepted","seq":3,"at":"2026-');
  await market.restart();
  expect(warnings.join()).toContain('torn');
  expect((await market.publish(token, { reference: 'NEXT' })).status).toBe(201);
  expect((await market.log()).map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

test('a seller token is on disk only as its hash', async () => {
  market = await startMarket();
  const { token } = await market.register();
  const log = await readFile(join(market.dataDir, 'log.jsonl'), 'utf8');
  expect(log).toContain('tokenHash');
  expect(log).not.toContain(token);
});

test('a full log answers 503 and loses nothing', async () => {
  market = await startMarket({ limits: { logBytes: 500 } });
  const { token } = await market.register();
  expect((await market.publish(token)).status).toBe(201);
  const full = await market.publish(token, { reference: 'TOO-MUCH' });
  expect([full.status, full.body.error.code]).toEqual([503, 'market_full']);
  expect((await market.call('GET', '/v1/listings?reference=TOO-MUCH', { token })).body.listings).toEqual([]);
});

test('there is an end to sellers and listings', async () => {
  market = await startMarket({ limits: { sellers: 1, listings: 1 } });
  const { token } = await market.register();
  expect((await market.call('POST', '/v1/sellers', { json: { name: 'Second' } })).status).toBe(503);
  expect((await market.publish(token)).status).toBe(201);
  expect((await market.publish(token)).body.error.code).toBe('market_full');
});
