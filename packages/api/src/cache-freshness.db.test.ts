/**
 * No answer is older than the last change, whoever made it and by whatever path: in the process that made the change as
 * soon as the call returns, in every other one as soon as the announcement has arrived.
 *
 * `actor` and `engineApp` are deaf (their own LISTEN connections are closed), so what they see at once they owe to their
 * own invalidation alone. `other` made none of the changes, so what it sees it owes to the announcement alone.
 */

import { channelsOf } from '@hawker/channels';
import { tagsOf } from '@hawker/core';
import { newId } from '@hawker/db';
import { type EngineOptions, publishNext, sweep } from '@hawker/publishing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller } from './router.ts';
import { createTestApp, newListing, sheetOf } from './testing/test-app.ts';

const actor = await createTestApp();
const other = await actor.another();
const engineApp = await actor.another();
const truth = await actor.another();
const { caller } = actor;
const { sql } = truth.app.database;
afterAll(async () => {
  await truth.close();
  await engineApp.close();
  await other.close();
  await actor.close();
});

const engine: EngineOptions = {
  ...engineApp.app,
  channels: channelsOf({
    ...engineApp.channel,
    prepare: () =>
      Promise.resolve({
        kind: 'ready',
        submit: () => Promise.resolve({ kind: 'published', externalId: 'x', externalUrl: 'http://market.test/x' }),
      }),
  }),
  onChange: (changed) => engineApp.app.cache.invalidateTags(tagsOf(changed)),
  random: () => 0.5,
  workerId: newId(),
  log: { ...engineApp.app.log, info: () => undefined },
  shutdown: new AbortController().signal,
};

let accountId = '';
let listingId = '';
let postIds: string[] = [];
let firstPost = '';

beforeAll(async () => {
  await actor.app.live.close();
  await engineApp.app.live.close();
  await sql.rows(`INSERT INTO "user" (email, name, password_hash, role) VALUES ('a@example.com', 'Ann', 'x', 'owner')`);
  const accountIds = await actor.addAccounts(2);
  accountId = accountIds[0] ?? '';
  const made = await caller.listings.create({ listing: newListing('First'), accountIds });
  listingId = made.listingIds[0] ?? '';
  postIds = (await caller.posts.list({})).posts.map((post) => post.id);
  firstPost = (await caller.posts.list({ filter: { accountId } })).posts[0]?.id ?? '';
});

/** Everything that is cached. */
async function read(from: Caller) {
  const [stats, accounts, posts, live, count] = await Promise.all([
    from.overview.stats(),
    from.accounts.list(),
    from.posts.list({ filter: {} }),
    from.posts.list({ filter: { statuses: ['published'] } }),
    from.posts.count({ filter: { channel: 'silent' } }),
  ]);
  return { stats, accounts, posts, live, count };
}

async function readFresh() {
  await truth.app.cache.clear();
  return read(truth.caller);
}

/** Resolves when `other` has heard everything that was committed before. Nothing cached here hangs on sessions. */
function everythingHeard(): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = other.app.live.subscribe((message) => {
      if (message.type === 'change' && message.entity === 'session') {
        stop();
        resolve();
      }
    });
    sql.rows(`SELECT pg_notify('hawker', '{"type":"change","entity":"session"}')`).catch(reject);
  });
}

const listingInput = async (changes: object) => {
  const {
    photos,
    posts: _posts,
    id,
    createdAt: _c,
    updatedAt: _u,
    ...listing
  } = await caller.listings.get({ id: listingId });
  return { id, listing: { ...listing, photoIds: photos.map((photo) => photo.id), ...changes } };
};

async function confirmUpload(): Promise<void> {
  const upload = await caller.uploads.create({ fileName: 'stock.csv', contentBase64: sheetOf(3) });
  await caller.uploads.confirm({ id: upload.id, accountIds: [accountId], publish: { when: 'draft' } });
}

const ids = () => ({ ids: [firstPost] });
const raw = (text: string) => () => sql.rows(text);

/** In an order in which each has something to change. */
const changes: [string, 'actor' | 'engine' | 'database', () => Promise<unknown>][] = [
  ['an account is created', 'actor', () => actor.addAccounts(1)],
  ['an account is renamed', 'actor', () => caller.accounts.update({ id: accountId, update: { name: 'Renamed' } })],
  [
    'a pace is changed',
    'actor',
    () =>
      caller.accounts.update({
        id: accountId,
        update: { pace: { minGapSeconds: 0, postsPerDay: 77, quietStartMinute: null, quietEndMinute: null } },
      }),
  ],
  ['an account is paused', 'actor', () => caller.accounts.pause({ id: accountId })],
  ['an account is resumed', 'actor', () => caller.accounts.resume({ id: accountId })],
  ['an account is deleted', 'actor', () => caller.accounts.remove({ id: accountId })],
  ['an account is restored', 'actor', () => caller.accounts.restore({ id: accountId })],
  [
    'a sign-in is refused',
    'actor',
    async () => {
      actor.channel.signIn = { kind: 'refused', sentence: 'No.' };
      await caller.accounts.checkSignIn({ id: accountId });
    },
  ],
  [
    'a sign-in works again',
    'actor',
    async () => {
      actor.channel.signIn = { kind: 'ok', sellerName: 'Ann' };
      await caller.accounts.checkSignIn({ id: accountId });
    },
  ],
  ['a post is edited', 'actor', () => caller.posts.update({ id: firstPost, overrides: { title: 'Edited' } })],
  ['a listing is edited', 'actor', async () => caller.listings.update(await listingInput({ priceMinor: 4_321 }))],
  [
    'a listing gets another photo',
    'actor',
    async () => {
      const [photo] = await sql.rows<{ id: string }>(
        `INSERT INTO photo (status, content_hash) VALUES ('ready', 'hash') RETURNING id`,
      );
      await caller.listings.update(await listingInput({ photoIds: [photo?.id ?? ''] }));
    },
  ],
  ['a listing is deleted', 'actor', () => caller.listings.remove({ id: listingId })],
  ['a listing is restored', 'actor', () => caller.listings.restore({ id: listingId })],
  ['a listing is created', 'actor', () => caller.listings.create({ listing: newListing(), accountIds: [accountId] })],
  ['an upload is confirmed', 'actor', confirmUpload],
  ['a post is scheduled', 'actor', () => caller.posts.schedule({ ...ids(), at: new Date(Date.now() + 3_600_000) })],
  ['a post is canceled', 'actor', () => caller.posts.cancel(ids())],
  ['a post is tried again', 'actor', () => caller.posts.retry(ids())],
  ['a worker publishes', 'engine', () => publishNext(engine, accountId)],
  ['a post is deleted', 'actor', () => caller.posts.remove({ ids: postIds.filter((id) => id !== firstPost) })],
  ['a post is restored', 'actor', () => caller.posts.restore({ ids: postIds.filter((id) => id !== firstPost) })],
  ['a post is published', 'actor', () => caller.posts.publish({ ids: postIds })],
  [
    'a whole batch is canceled',
    'actor',
    async () => {
      const [batch] = await caller.batches.list({});
      await caller.batches.publish({ id: batch?.id ?? '' });
      await caller.batches.cancel({ id: batch?.id ?? '' });
    },
  ],
  [
    'a person settles a post',
    'actor',
    async () => {
      await sql.rows(`UPDATE post SET status = 'needs_review' WHERE id = $1`, [firstPost]);
      await caller.posts.settle({ id: firstPost, answer: { is: 'given_up' } });
    },
  ],
  [
    'a sweep rescues what a dead worker left',
    'engine',
    async () => {
      await sql.rows(
        `WITH dead AS (UPDATE account SET lease_until = now() - interval '1 minute' WHERE id = $2)
         , stuck AS (UPDATE post SET status = 'publishing' WHERE id = $1)
         INSERT INTO attempt (post_id, account_id, generation, idempotency_key, status, fence, worker_id)
         VALUES ($1, $2, 1, 'key', 'submitting', 1, $3)`,
        [firstPost, accountId, newId()],
      );
      await sweep(engine);
    },
  ],
  ['somebody changes an account by SQL', 'database', raw(`UPDATE account SET name = name || ' by hand'`)],
  ['somebody changes a listing by SQL', 'database', raw(`UPDATE listing SET title = title || ' by hand'`)],
  [
    'somebody changes a photo by SQL',
    'database',
    raw(`UPDATE photo SET content_hash = 'other' WHERE listing_id IS NOT NULL`),
  ],
  ['somebody changes a post by SQL', 'database', raw(`UPDATE post SET status = 'sold' WHERE status <> 'sold'`)],
  ['somebody erases posts by SQL', 'database', raw('DELETE FROM post')],
];

test.each(changes)('%s (by the %s)', async (_what, by, change) => {
  const before = await readFresh();
  await Promise.all([read(caller), read(other.caller), read(engineApp.caller)]);
  await change();
  const own = by === 'actor' ? await read(caller) : by === 'engine' ? await read(engineApp.caller) : null;
  await everythingHeard();
  const others = await read(other.caller);
  const after = await readFresh();
  expect(after).not.toEqual(before);
  expect(others).toEqual(after);
  if (own !== null) {
    expect(own).toEqual(after);
  }
  // The deaf ones are not told of each other: let them begin the next change level.
  await Promise.all([actor.app.cache.clear(), engineApp.app.cache.clear()]);
});

test('and between changes nothing is asked twice', async () => {
  await read(other.caller);
  const { misses } = other.app.cache.stats();
  await read(other.caller);
  expect(other.app.cache.stats().misses).toEqual(misses);
});
