import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloneDatabase } from '@hawker/db/testing';
import { afterAll, expect, test } from 'vitest';
import { openApp } from './open-app.ts';
import { createCaller } from './router.ts';

const clone = await cloneDatabase();
const dataDirectory = await mkdtemp(join(tmpdir(), 'hawker-api-'));
const log = {
  warn: () => undefined,
  error: (detail: object, message: string) => {
    throw new Error(message + JSON.stringify(detail, (_k, v) => (v instanceof Error ? v.stack : v)));
  },
};
const app = await openApp({
  databaseUrl: clone.url,
  dataDirectory,
  secretKey: undefined,
  marketUrl: null,
  origin: 'http://localhost:3000',
  setupToken: 'x',
  applicationName: 't',
  log,
});
afterAll(async () => {
  await app.close();
  await clone.drop();
  await rm(dataDirectory, { recursive: true });
});

test('walk', async () => {
  const open = createCaller({ app, actor: null, requestId: 'r', address: null });
  const s = await open.setUp.createOwner({
    setupToken: 'x',
    owner: { name: 'Ann', email: 'a@b.co', password: 'long enough words' },
  });
  expect(s.token).toMatch(/^hws_/);
  const caller = createCaller({
    app,
    actor: { kind: 'local', userId: null, name: 'l', email: null, role: 'owner' },
    requestId: 'r',
    address: null,
  });
  await caller.overview.stats();
  expect(await caller.accounts.list()).toEqual([]);
  expect(await caller.batches.list({})).toEqual([]);
  expect(await caller.system.status()).toMatchObject({ workers: 0 });
  const l = await caller.listings.create({
    listing: { title: 'A chair', description: 'x', priceMinor: 1200, currency: 'eur' },
  });
  console.info = () => undefined;
  expect((await caller.listings.get({ id: l.listingIds[0] ?? '' })).title).toBe('A chair');
  expect((await caller.listings.list({})).listings).toHaveLength(1);
  const up = await caller.uploads.create({
    fileName: 'a.csv',
    contentBase64: Buffer.from(
      'title,description,price,image\nSofa,nice,"1.200,50",http://localhost:3000/x.jpg\nBad,,abc,zz',
    ).toString('base64'),
  });
  const got = await caller.uploads.get({ id: up.id });
  expect(got).toMatchObject({ good: 1, bad: 1 });
  await caller.uploads.changeCell({ id: up.id, row: 3, column: 'price', text: '12' });
  await caller.uploads.changeCell({ id: up.id, row: 3, column: 'images', text: '' });
  expect(await caller.uploads.get({ id: up.id })).toMatchObject({ good: 2, bad: 0 });
  await caller.tokens.create({ name: 'x' });
  expect(await caller.tokens.list()).toHaveLength(1);
  await caller.system.audit({});
});
