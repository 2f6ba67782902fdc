/** A long action whose tab was closed is done to its end, once. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { actorOf, createTestApp, newListing, sheetOf } from '../testing/test-app.ts';
import { carryOnActions } from './carry-on.ts';
import { goOnWithPosts } from './post-acts.ts';

const bench = await createTestApp();
const { app, caller } = bench;
const { sql } = app.database;
afterAll(() => bench.close());

const posts = 2_500;
const signal = new AbortController().signal;
const atOnce = { signal, stillForMs: 0 };

beforeAll(async () => {
  await bench.addOwner();
  const accountIds = await bench.addAccounts(1);
  const { id } = await caller.uploads.create({ fileName: 'stock.csv', contentBase64: sheetOf(posts) });
  await caller.uploads.confirm({ id, accountIds, publish: { when: 'draft' } });
  await caller.listings.create({ listing: newListing(), accountIds: [] });
});

beforeEach(async () => {
  await sql.rows('TRUNCATE bulk_action');
  await sql.rows('UPDATE post SET price_minor = NULL');
});

const change = { kind: 'rule', rule: { basisPoints: 0, amountMinor: 100, ending: null }, currency: 'EUR' } as const;

/** Two chunks are wanted; one is done when the tab is closed. */
async function begin(): Promise<string> {
  const { upTo } = await caller.posts.matching({ filter: {} });
  const begun = await caller.posts.reprice({ filter: {}, upTo, change });
  await caller.posts.goOn({ action: begun.next ?? '' });
  return begun.next ?? '';
}

async function changed(): Promise<{ once: number; more: number }> {
  const [row] = await sql.rows<{ once: number; more: number }>(
    `SELECT count(*) FILTER (WHERE post.price_minor = listing.price_minor + 100)::int AS once,
       count(*) FILTER (WHERE post.price_minor > listing.price_minor + 100)::int AS more
     FROM post JOIN listing ON listing.id = listing_id`,
  );
  return row ?? { once: 0, more: 0 };
}

test('the rest is done by a worker, and no price is changed twice', async () => {
  const action = await begin();
  expect(await changed()).toEqual({ once: 2_000, more: 0 });
  expect(await carryOnActions(app, atOnce)).toBe(1);
  expect(await changed()).toEqual({ once: posts, more: 0 });
  // The tab was not closed after all.
  expect(await caller.posts.goOn({ action })).toMatchObject({ moved: posts, next: null });
  expect(await changed()).toEqual({ once: posts, more: 0 });
  expect(await carryOnActions(app, atOnce)).toBe(0);
});

test('two workers and a tab at once change no price twice', async () => {
  const action = await begin();
  await Promise.all([carryOnActions(app, atOnce), carryOnActions(app, atOnce), caller.posts.goOn({ action })]);
  expect(await changed()).toEqual({ once: posts, more: 0 });
});

test('what goes on by itself is left alone', async () => {
  await begin();
  expect(await carryOnActions(app, { signal })).toBe(0);
  expect(await changed()).toEqual({ once: 2_000, more: 0 });
});

test('what its person has stopped stays as it is, until they go on', async () => {
  const action = await begin();
  expect(await caller.posts.stop({ action })).toMatchObject({ moved: 2_000, total: posts, next: action });
  expect(await carryOnActions(app, atOnce)).toBe(0);
  expect(await caller.posts.goOn({ action })).toMatchObject({ moved: posts, next: null });
});

test('a worker that drains leaves whole chunks', async () => {
  await begin();
  expect(await carryOnActions(app, { signal: AbortSignal.abort(), stillForMs: 0 })).toBe(0);
  expect(await changed()).toEqual({ once: 2_000, more: 0 });
});

test('nobody stops what another began', async () => {
  const action = await begin();
  const stranger = bench.callerOf({ kind: 'token', userId: null, name: 'Bea', email: null, role: 'editor' });
  await expect(stranger.posts.stop({ action })).rejects.toThrow('This action does not exist');
});

test('what its person stops while a worker does it stays as it is from there on', async () => {
  const action = await begin();
  await caller.posts.stop({ action });
  // The worker found it before that, and asks for its next chunk now.
  expect(await goOnWithPosts(app, actorOf('owner'), action, 'worker')).toMatchObject({ moved: 2_000, next: null });
  expect(await changed()).toEqual({ once: 2_000, more: 0 });
  expect(await carryOnActions(app, atOnce)).toBe(0);
});

test('what was begun by an answer that was lost is not done behind the back of who asks again', async () => {
  const { upTo } = await caller.posts.matching({ filter: {} });
  await caller.posts.reprice({ filter: {}, upTo, change });
  expect(await carryOnActions(app, atOnce)).toBe(0);
  expect(await changed()).toEqual({ once: 0, more: 0 });
});

test('one that cannot be gone on with does not hold the others up', async () => {
  const broken = await begin();
  await sql.rows(`UPDATE bulk_action SET work = '{"act":"unheard of"}', stepped_at = '2020-01-01' WHERE id = $1`, [
    broken,
  ]);
  await sql.rows('UPDATE post SET price_minor = NULL');
  await begin();
  await expect(carryOnActions(app, atOnce)).rejects.toThrow();
  expect(await changed()).toEqual({ once: posts, more: 0 });
});

test('a deletion that is taken back half way is not gone on with behind its undo', async () => {
  const { upTo } = await caller.posts.matching({ filter: {} });
  const begun = await caller.posts.remove({ filter: {}, upTo });
  const { undo } = await caller.posts.goOn({ action: begun.next ?? '' });
  let back = await caller.posts.restore({ undo: undo ?? '' });
  while (back.next !== null) {
    back = await caller.posts.goOn({ action: back.next });
  }
  expect(back).toMatchObject({ moved: 2_000, left: 0 });
  expect(await carryOnActions(app, atOnce)).toBe(0);
  expect((await caller.posts.matching({ filter: {} })).total).toBe(posts);
});

test('what a program began is done to its end in the name of its token', async () => {
  const [person] = await sql.rows<{ id: string }>('SELECT id FROM "user"');
  const tokenId = '0190c8a5-5a1c-7a3e-9d2e-0f4a4e1f2b3c';
  const actor = { ...actorOf('owner'), kind: 'token' as const, userId: person?.id ?? null, tokenId };
  const program = bench.callerOf(actor);
  const begun = await program.posts.reprice({ filter: {}, upTo: 'now', change });
  await program.posts.goOn({ action: begun.next ?? '' });
  expect(await carryOnActions(app, atOnce)).toBe(1);
  expect(await changed()).toEqual({ once: posts, more: 0 });
});
