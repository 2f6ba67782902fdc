/** Listings that a file changes are changed by somebody else, between the look at the plan and the press of the button. */

import { coreLimits } from '@hawker/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApp } from '../testing/test-app.ts';

const bench = await createTestApp();
const { app, caller, channel } = bench;
const { sql } = app.database;
afterAll(() => bench.close());

let accountIds: string[] = [];
beforeAll(async () => {
  await bench.addOwner();
  accountIds = await bench.addAccounts(1);
  await confirm(await bring(...before));
});

const before = ['a,Oak chair,12,Old.,Thonet', 'b,Lamp,5,Bright.,'];
beforeEach(async () => {
  await bench.removeListings();
  await confirm(await bring(...before));
});

const bring = (...lines: readonly string[]) => bench.bring(['sku,title,price,description,brand', ...lines]);

const confirm = (id: string, planToken?: string) =>
  caller.uploads.confirm({ id, accountIds, publish: { when: 'draft' }, planToken });
const tokenOf = async (id: string) => (await caller.uploads.plan({ id })).token;

async function editChair(changes: object): Promise<void> {
  const [{ id } = { id: '' }] = await sql.rows<{ id: string }>(`SELECT id FROM listing WHERE sku = 'a'`);
  const { photos: _p, posts: _o, id: _i, createdAt: _c, updatedAt: _u, ...listing } = await caller.listings.get({ id });
  await caller.listings.update({ id, listing: { ...listing, photoIds: [], ...changes } });
}

const refusal = 'changed meanwhile, so nothing was made of this file';

test('a price that somebody changed meanwhile was overwritten, though the plan said it was another', async () => {
  const id = await bring('a,Oak chair,14,,');
  const token = await tokenOf(id);
  await editChair({ priceMinor: 2_000 });
  await expect(confirm(id, token)).rejects.toThrow(refusal);
  expect((await caller.uploads.rows({ id })).rows[0]?.before).toEqual({ price: '20.00' });
  expect(await sql.rows('SELECT count(*)::int AS n FROM batch')).toEqual([{ n: 1 }]);
  expect(await confirm(id, await tokenOf(id))).toMatchObject({ updated: 1 });
});

test('a row that changed nothing would undo what somebody has changed meanwhile', async () => {
  const id = await bring('a,Oak chair,12,,', 'c,Radio,7,,');
  const token = await tokenOf(id);
  await editChair({ title: 'Oak armchair' });
  await expect(confirm(id, token)).rejects.toThrow(refusal);
});

test('what the row does not say may change: both changes are kept', async () => {
  const id = await bring('a,Oak chair,14,,');
  const token = await tokenOf(id);
  await editChair({ brand: 'Ercol', description: 'New.' });
  expect(await confirm(id, token)).toMatchObject({ updated: 1 });
  expect(await sql.rows(`SELECT price_minor AS price, brand, description FROM listing WHERE sku = 'a'`)).toEqual([
    { price: 1_400, brand: 'Ercol', description: 'New.' },
  ]);
});

test('a listing that is deleted meanwhile would be made anew instead of changed', async () => {
  const id = await bring('a,Oak chair,14,,');
  const token = await tokenOf(id);
  const [{ id: listing } = { id: '' }] = await sql.rows<{ id: string }>(`SELECT id FROM listing WHERE sku = 'a'`);
  await caller.listings.remove({ id: listing });
  await expect(confirm(id, token)).rejects.toThrow(refusal);
  expect(await confirm(id, await tokenOf(id))).toMatchObject({ created: 1 });
});

test('the price of a new listing was changed in another tab, and the plan that nobody had seen was confirmed', async () => {
  const id = await bring('c,Radio,5,,');
  const token = await tokenOf(id);
  await caller.uploads.changeCell({ id, row: 2, column: 'price', text: '5000' });
  await expect(confirm(id, token)).rejects.toThrow(refusal);
});

test('a column that was left out was taken back in another tab, and the plan without it was confirmed', async () => {
  const id = await bring('c,Radio,5,,Braun');
  await caller.uploads.leaveOut({ id, leave: 'brand' });
  const token = await tokenOf(id);
  await caller.uploads.leaveOut({ id, takeBack: 'brand' });
  await expect(confirm(id, token)).rejects.toThrow(refusal);
});

test('columns that were named anew in another tab are another plan', async () => {
  const contentBase64 = Buffer.from('title,price,Wo,Wohin\nRadio,5,Rome,Paris').toString('base64');
  const { id } = await caller.uploads.create({ fileName: 'stock.csv', contentBase64 });
  const map = (Wo: 'location' | null, Wohin: 'location' | null) =>
    caller.uploads.map({ id, mapping: { title: 'title', price: 'price', Wo, Wohin } });
  await map('location', null);
  const token = await tokenOf(id);
  await map(null, 'location');
  await expect(confirm(id, token)).rejects.toThrow(refusal);
});

test('a row mended in another tab is another plan', async () => {
  const id = await bring('a,Oak chair,14,,', 'b,Lamp,none,,');
  const token = await tokenOf(id);
  await caller.uploads.changeCell({ id, row: 3, column: 'price', text: '6' });
  await expect(confirm(id, token)).rejects.toThrow(refusal);
});

test('the same plan, looked at twice, is confirmed', async () => {
  const id = await bring('a,Oak chair,14,,', 'b,Lamp,5,,', 'c,Radio,7,,');
  const token = await tokenOf(id);
  // The accounts are said where it is confirmed.
  await caller.uploads.choose({ id, accountIds });
  expect(await tokenOf(id)).toBe(token);
  expect(await confirm(id, token)).toMatchObject({ created: 1, updated: 1, unchanged: 1 });
});

test('a row was held to the description that its listing had when the file was brought', async () => {
  const { limits } = channel;
  Object.assign(channel, { limits: { ...coreLimits, descriptionMax: 20 } });
  try {
    const id = await bring('a,Oak chair,14,,', 'b,Lamp,6,,');
    expect(await caller.uploads.get({ id })).toMatchObject({ good: 2 });
    await editChair({ description: 'Far longer than this channel takes.' });
    // Nobody looked again: confirming checks for itself.
    expect(await confirm(id)).toMatchObject({ updated: 1, staying: 1 });
    const plan = await caller.uploads.plan({ id: await bring('a,Oak chair,15,,', 'b,Lamp,7,,') });
    expect(plan).toMatchObject({ listings: 1, staying: 1 });
  } finally {
    Object.assign(channel, { limits });
  }
});

test('an account got another price rule in another tab, and posts were made at prices that nobody had seen', async () => {
  const id = await bring('c,Radio,50,,');
  await caller.uploads.choose({ id, accountIds });
  const token = await tokenOf(id);
  const [account = ''] = accountIds;
  await caller.accounts.setVariation({ id: account, variation: { price: { basisPoints: -9_000 } } });
  await expect(confirm(id, token)).rejects.toThrow(refusal);
  await caller.accounts.setVariation({ id: account, variation: null });
  expect(await confirm(id, token)).toMatchObject({ created: 1 });
});

test('the plan of one account was confirmed for another', async () => {
  const id = await bring('d,Stool,9,,');
  const [other = ''] = await bench.addAccounts(1);
  await caller.uploads.choose({ id, accountIds: [other] });
  await expect(confirm(id, await tokenOf(id))).rejects.toThrow(refusal);
});
