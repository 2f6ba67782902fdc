import { type PostStatus, postStatuses } from '@hawker/core';
import { movePosts, newId } from '@hawker/db';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, newListing } from '../testing/test-app.ts';
import { domainErrorOf } from '../trpc.ts';

const bench = await createTestApp();
const { app, caller } = bench;
const { sql } = app.database;
afterAll(() => bench.close());

let accountIds: string[] = [];
beforeAll(async () => {
  accountIds = await bench.addAccounts(2);
});

/** One listing on both accounts; the ids of its posts. */
async function addPosts(title = 'Oak chair', when: 'draft' | 'now' = 'draft'): Promise<string[]> {
  const { listingIds } = await caller.listings.create({ listing: newListing(title), accountIds, publish: { when } });
  return (await caller.posts.list({ filter: { listingId: listingIds[0] } })).posts.map((post) => post.id).sort();
}

const statusOf = async (id: string) => (await caller.posts.get({ id })).status;
const put = (id: string, status: PostStatus) => sql.rows('UPDATE post SET status = $2 WHERE id = $1', [id, status]);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: unknown) => domainErrorOf(error)?.code ?? 'internal',
  );

test('a post knows how many photos of its listing keep it from going out', async () => {
  const [id = ''] = await addPosts();
  const { listingId } = await caller.posts.get({ id });
  await sql.rows(
    `INSERT INTO photo (listing_id, position, status, error)
     VALUES ($1, 0, 'failed', 'Not found.'), ($1, 1, 'pending', NULL), ($1, 2, 'failed', 'Too large.')`,
    [listingId],
  );
  expect(await caller.posts.get({ id })).toMatchObject({ failedPhotos: 2, photoHashes: [] });
});

describe('filters', () => {
  let ids: string[] = [];
  const title = `Filtered 100%_${newId()}`;
  beforeAll(async () => {
    ids = await addPosts(title);
    await put(ids[0] ?? '', 'failed');
    await app.cache.clear();
  });

  const found = async (filter: Parameters<typeof caller.posts.list>[0]['filter']) =>
    (await caller.posts.list({ filter: { ...filter, search: title } })).posts.map((post) => post.id).sort();

  test('by status', async () => {
    expect(await found({ statuses: ['failed'] })).toEqual([ids[0]]);
    expect(await found({ statuses: ['failed', 'draft'] })).toEqual(ids);
    expect(await found({ statuses: ['sold'] })).toEqual([]);
  });

  test('by account, channel, listing', async () => {
    const { accountId, listingId } = await caller.posts.get({ id: ids[1] ?? '' });
    expect(await found({ accountId })).toEqual([ids[1]]);
    expect(await found({ channel: 'silent' })).toEqual(ids);
    expect(await found({ channel: 'ebay' })).toEqual([]);
    expect(await found({ listingId })).toEqual(ids);
    expect(await found({ accountId, listingId, statuses: ['draft'] })).toEqual([ids[1]]);
  });

  test('by batch', async () => {
    const { listingId } = await caller.posts.get({ id: ids[0] ?? '' });
    const [third = ''] = await bench.addAccounts(1);
    const request = { listingIds: [listingId], accountIds: [third], publish: { when: 'draft' as const } };
    const { batchId } = await caller.listings.post(request);
    const { posts } = await caller.posts.list({ filter: { batchId: batchId ?? '' } });
    expect(posts).toMatchObject([{ accountId: third, batchId }]);
    expect((await caller.posts.count({ filter: { batchId: batchId ?? '', statuses: ['draft'] } })).count).toBe(1);
  });

  test('by text of title or SKU, where % and _ are ordinary characters', async () => {
    const { sku } = await caller.posts.get({ id: ids[0] ?? '' });
    const search = async (text: string) => (await caller.posts.list({ filter: { search: text } })).posts.length;
    expect(await search('FILTERED 100%')).toBeGreaterThanOrEqual(2);
    expect(await search('100%_')).toBeGreaterThanOrEqual(2);
    expect(await search('Filt%100')).toBe(0);
    expect(await search('Filtere_')).toBe(0);
    expect(await search(sku.slice(5))).toBeGreaterThanOrEqual(2);
  });

  test('a count is the number of rows, whether counters answer it or not', async () => {
    for (const filter of [
      {},
      { statuses: ['draft' as const] },
      { accountId: accountIds[0] },
      { channel: 'silent' },
      { search: title },
    ]) {
      const { posts } = await caller.posts.list({ filter, limit: 200 });
      expect(await caller.posts.count({ filter })).toEqual({ count: posts.length, atLeast: false });
    }
  });
});

describe('pages', () => {
  test('a walk by cursor visits every post once, whatever is added while it goes on', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 6 }),
        fc.boolean(),
        async (limit, additions, byChange) => {
          const before = (await caller.posts.list({ limit: 200 })).posts.map((post) => post.id);
          const seen: string[] = [];
          let cursor: string | null = null;
          let page = 0;
          do {
            const answer: Awaited<ReturnType<typeof caller.posts.list>> = await caller.posts.list({
              limit,
              ...(cursor === null ? {} : { cursor }),
            });
            seen.push(...answer.posts.map((post) => post.id));
            cursor = answer.nextCursor;
            for (let n = 0; n < (additions[page] ?? 0); n++) {
              await addPosts();
            }
            if (byChange) {
              // A change of status moves nothing to another page.
              await caller.posts.publish({ ids: answer.posts.slice(0, 1).map((post) => post.id) });
            }
            page++;
          } while (cursor !== null);
          expect(seen).toEqual(before);
        },
      ),
      { numRuns: 15 },
    );
  });

  test('backwards from the last page one passes the same pages', async () => {
    const all = (await caller.posts.list({ limit: 200 })).posts.map((post) => post.id);
    const limit = 4;
    const last = all.slice(Math.floor((all.length - 1) / limit) * limit);
    let seen = last;
    let before: string | null = last[0] ?? null;
    while (before !== null) {
      const answer: Awaited<ReturnType<typeof caller.posts.list>> = await caller.posts.list({ limit, before });
      seen = [...answer.posts.map((post) => post.id), ...seen];
      before = answer.previousCursor;
      expect(answer.nextCursor).not.toBeNull();
    }
    expect(seen).toEqual(all);
  });

  test('the first page has no previous one, the last no next one', async () => {
    const { posts, previousCursor, nextCursor } = await caller.posts.list({ limit: 200 });
    expect([previousCursor, nextCursor]).toEqual([null, null]);
    expect(await caller.posts.list({ cursor: posts.at(-1)?.id ?? '' })).toMatchObject({ posts: [], nextCursor: null });
  });
});

describe('acts on a selection', () => {
  let ids: string[] = [];
  beforeEach(async () => {
    ids = await addPosts();
    await sql.rows('DELETE FROM graphile_worker._private_jobs');
  });
  const [draft, other] = [() => ids[0] ?? '', () => ids[1] ?? ''];
  const wakes = async () => (await sql.rows('SELECT 1 FROM graphile_worker.jobs')).length;

  test('publish moves drafts and leaves what is live', async () => {
    await put(other(), 'published');
    expect(await caller.posts.publish({ ids: [...ids, ...ids, newId()] })).toMatchObject({ moved: 1, left: 2 });
    expect(await caller.posts.get({ id: draft() })).toMatchObject({ status: 'queued', dueAt: expect.any(Date) });
    expect(await statusOf(other())).toBe('published');
    expect(await wakes()).toBe(1);
  });

  test('schedule sets the time; a changed mind publishes now', async () => {
    const at = new Date(Date.now() + 86_400_000);
    expect(await caller.posts.schedule({ ids, at })).toMatchObject({ moved: 2, left: 0 });
    expect(await caller.posts.get({ id: draft() })).toMatchObject({ status: 'scheduled', scheduledAt: at, dueAt: at });
    await caller.posts.publish({ ids: [draft()] });
    const post = await caller.posts.get({ id: draft() });
    expect(post).toMatchObject({ status: 'queued', scheduledAt: null });
    expect(post.dueAt?.getTime()).toBeLessThan(at.getTime());
  });

  test('a time too far away is a mistake in the field', async () => {
    const at = new Date(Date.now() + 3 * 365 * 86_400_000);
    await expect(caller.posts.schedule({ ids, at })).rejects.toThrow('within the next two years');
  });

  test('cancel stops what waits and leaves what has passed the point of no return', async () => {
    await movePosts(sql, { move: 'queue', postIds: ids, actor: 'test', changes: { due: 'now' } });
    await movePosts(sql, { move: 'claim', postIds: [other()], actor: 'test' });
    expect(await caller.posts.cancel({ ids })).toMatchObject({ moved: 1, left: 1 });
    expect(await caller.posts.get({ id: draft() })).toMatchObject({ status: 'canceled', dueAt: null });
    expect(await statusOf(other())).toBe('publishing');
  });

  test('retry starts again from nothing, also for what was canceled', async () => {
    await sql.rows(
      `UPDATE post SET status = 'failed', retries = 6, last_class = 'retryable', last_sentence = 'Down.' WHERE id = $1`,
      [draft()],
    );
    await caller.posts.cancel({ ids: [other()] });
    expect(await caller.posts.retry({ ids })).toMatchObject({ moved: 2, left: 0 });
    expect(await caller.posts.get({ id: draft() })).toMatchObject({
      status: 'queued',
      retries: 0,
      lastSentence: null,
      generation: 1,
    });
    expect(await statusOf(other())).toBe('queued');
  });

  test.each(postStatuses)('delete and undo: %s', async (status) => {
    await put(draft(), status);
    const deletable = !['awaiting_upload', 'publishing', 'published', 'unknown', 'needs_review', 'sold'].includes(
      status,
    );
    const expected = deletable ? { moved: 1, left: 0 } : { moved: 0, left: 1 };
    expect(await caller.posts.remove({ ids: [draft()] })).toMatchObject(expected);
    expect(await codeOf(caller.posts.get({ id: draft() }))).toBe(deletable ? 'not_found' : 'ok');
    expect(await caller.posts.restore({ ids: [draft()] })).toMatchObject(expected);
    expect(await statusOf(draft())).toBe(status);
  });

  test('a deleted post whose listing is on the account again stays deleted', async () => {
    const { listingId, accountId } = await caller.posts.get({ id: draft() });
    await caller.posts.remove({ ids: [draft()] });
    const again = { listingIds: [listingId], accountIds: [accountId], publish: { when: 'draft' as const } };
    expect((await caller.listings.post(again)).postCount).toBe(1);
    expect(await caller.posts.restore({ ids: [draft()] })).toMatchObject({ moved: 0, left: 1 });
    // Of two deleted ones of the same pair the newer comes back.
    const { posts } = await caller.posts.list({ filter: { listingId, accountId } });
    const newer = posts[0]?.id ?? '';
    await caller.posts.remove({ ids: [newer] });
    expect(await caller.posts.restore({ ids: [draft(), newer] })).toMatchObject({ moved: 1, left: 1 });
    expect(await statusOf(newer)).toBe('draft');
  });

  test('every act is in the post’s story, under the name of who did it', async () => {
    await caller.posts.publish({ ids: [draft()] });
    await caller.posts.cancel({ ids: [draft()] });
    const { events } = await caller.posts.get({ id: draft() });
    expect(events.map(({ move, actor }) => [move, actor])).toEqual([
      ['cancel', 'local'],
      ['queue', 'local'],
      ['create', 'local'],
    ]);
  });

  test('publish waits for photos that are still on their way', async () => {
    await sql.rows(
      `INSERT INTO photo (listing_id, status, source_url) SELECT listing_id, 'pending', 'http://x.test/' FROM post WHERE id = $1`,
      [draft()],
    );
    await caller.posts.publish({ ids: [draft()] });
    expect(await caller.posts.get({ id: draft() })).toMatchObject({ status: 'queued', dueAt: null });
  });
});

describe('edit', () => {
  test('one post may say something else than its listing, and take it back', async () => {
    const [id = '', sibling = ''] = await addPosts('As the listing says');
    await caller.posts.update({ id, overrides: { title: 'As the post says', priceMinor: 500 } });
    expect(await caller.posts.get({ id })).toMatchObject({
      title: 'As the post says',
      priceMinor: 500,
      fromListing: { title: 'As the listing says', priceMinor: 1_000 },
    });
    expect((await caller.posts.get({ id: sibling })).title).toBe('As the listing says');
    await caller.posts.update({ id, overrides: {} });
    expect(await caller.posts.get({ id })).toMatchObject({ title: 'As the listing says', priceMinor: 1_000 });
  });

  test.each(postStatuses)('%s', async (status) => {
    const [id = ''] = await addPosts();
    await put(id, status);
    const editable = [
      'draft',
      'scheduled',
      'queued',
      'awaiting_upload',
      'retry_wait',
      'rate_limited',
      'auth_blocked',
      'failed',
      'canceled',
    ];
    const overrides = { title: 'Other' };
    expect(await codeOf(caller.posts.update({ id, overrides }))).toBe(editable.includes(status) ? 'ok' : 'conflict');
  });
});

describe('settle', () => {
  const inReview = async () => {
    const [id = ''] = await addPosts('Settled', 'now');
    await sql.rows(
      `INSERT INTO attempt (post_id, account_id, generation, idempotency_key, status, fence, worker_id)
       SELECT id, account_id, 1, 'key', 'needs_review', 1, $2 FROM post WHERE id = $1`,
      [id, newId()],
    );
    await put(id, 'needs_review');
    return id;
  };

  test('live, with its address', async () => {
    const id = await inReview();
    const url = 'https://market.test/1';
    await caller.posts.settle({ id, answer: { is: 'live', url } });
    expect(await caller.posts.get({ id })).toMatchObject({
      status: 'published',
      externalUrl: url,
      attempts: [{ status: 'succeeded' }],
    });
    expect(await codeOf(caller.posts.settle({ id, answer: { is: 'not_there' } }))).toBe('conflict');
  });

  test('not there: it goes out again', async () => {
    const id = await inReview();
    await caller.posts.settle({ id, answer: { is: 'not_there' } });
    expect(await caller.posts.get({ id })).toMatchObject({ status: 'queued', attempts: [{ status: 'not_published' }] });
  });

  test('given up: it cannot go out again by accident', async () => {
    const id = await inReview();
    await caller.posts.settle({ id, answer: { is: 'given_up' } });
    expect(await statusOf(id)).toBe('delisted');
    expect(await caller.posts.retry({ ids: [id] })).toMatchObject({ moved: 0, left: 1 });
  });

  test('only what waits for a person’s word', async () => {
    const [id = ''] = await addPosts();
    expect(await codeOf(caller.posts.settle({ id, answer: { is: 'not_there' } }))).toBe('conflict');
  });
});
