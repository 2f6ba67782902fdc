import type { PostStatus } from '@hawker/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, newListing } from '../testing/test-app.ts';

const bench = await createTestApp();
const { app, caller } = bench;
const { sql } = app.database;
afterAll(() => bench.close());

let accountIds: string[] = [];
beforeAll(async () => {
  accountIds = await bench.addAccounts(1);
});

async function addPost(status: PostStatus, externalId: string | null = 'x'): Promise<string> {
  const { listingIds } = await caller.listings.create({
    listing: newListing('Oak chair'),
    accountIds,
    publish: { when: 'draft' },
  });
  const { posts } = await caller.posts.list({ filter: { listingId: listingIds[0] } });
  const id = posts[0]?.id ?? '';
  await sql.rows(
    `UPDATE post SET status = $2, external_id = $3, external_url = 'http://market.test/x', published_at = now() WHERE id = $1`,
    [id, status, externalId],
  );
  return id;
}

const endJobs = (id: string) => sql.rows('SELECT 1 FROM graphile_worker.jobs WHERE key = $1', [`end:${id}`]);

test('a live post is marked for its end, and the worker is asked once', async () => {
  const id = await addPost('published');
  expect(await caller.posts.end({ ids: [id], as: 'sold' })).toMatchObject({ moved: 1, left: 0 });
  expect(await caller.posts.get({ id })).toMatchObject({ status: 'published', ending: 'sold' });
  expect(await caller.posts.end({ ids: [id], as: 'sold' })).toMatchObject({ moved: 0, left: 1 });
  expect(await endJobs(id)).toHaveLength(1);
});

test.each(['draft', 'queued', 'publishing', 'unknown', 'failed', 'canceled'] as const)(
  'a post that is %s has nothing to end, and cannot be relisted',
  async (status) => {
    const id = await addPost(status);
    expect(await caller.posts.end({ ids: [id], as: 'delisted' })).toMatchObject({ moved: 0, left: 1 });
    expect(await caller.posts.relist({ ids: [id] })).toMatchObject({ moved: 0, left: 1 });
    expect(await endJobs(id)).toEqual([]);
  },
);

test('relisting a post that has ended queues its next generation at once', async () => {
  const id = await addPost('delisted');
  expect(await caller.posts.relist({ ids: [id] })).toMatchObject({ moved: 1, left: 0 });
  expect(await caller.posts.get({ id })).toMatchObject({
    ...{ status: 'queued', generation: 2, externalId: null, externalUrl: null, publishedAt: null },
  });
  const wakes = await sql.rows('SELECT 1 FROM graphile_worker.jobs WHERE key = $1', [`pump:${accountIds[0]}`]);
  expect(wakes).toHaveLength(1);
});

test('relisting a live post takes it down first', async () => {
  const id = await addPost('published');
  await caller.posts.relist({ ids: [id] });
  expect(await caller.posts.get({ id })).toMatchObject({ status: 'published', ending: 'relisted', generation: 1 });
});

test('a listing that only a person’s word names is ended by a person’s word', async () => {
  const id = await addPost('published', 'http://market.test/x');
  expect(await caller.posts.relist({ ids: [id] })).toMatchObject({ moved: 0, left: 1 });
  expect(await caller.posts.end({ ids: [id], as: 'sold' })).toMatchObject({ moved: 1, left: 0 });
  const { status, events } = await caller.posts.get({ id });
  expect([status, events[0]?.detail]).toEqual([
    'sold',
    'Only noted here: Hawker does not know this listing’s number at the channel.',
  ]);
  expect(await endJobs(id)).toEqual([]);
});

test('who asked stands in the audit', async () => {
  const id = await addPost('published');
  await caller.posts.end({ ids: [id], as: 'delisted' });
  const [entry] = await sql.rows('SELECT action, detail FROM audit_entry WHERE entity_id = $1 AND action = $2', [
    id,
    'delist',
  ]);
  expect(entry).toEqual({ action: 'delist', detail: { posts: 1 } });
});
