import { movePosts, newId } from '@hawker/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, newListing } from '../testing/test-app.ts';
import { domainErrorOf } from '../trpc.ts';

const bench = await createTestApp();
const { app, caller } = bench;
const { sql } = app.database;
afterAll(() => bench.close());

let accountIds: string[] = [];
beforeAll(async () => {
  accountIds = await bench.addAccounts(3);
});

async function loosePhotos(count: number): Promise<string[]> {
  const rows = await sql.rows<{ id: string }>(
    `INSERT INTO photo (status, content_hash) SELECT 'ready', 'hash ' || n FROM generate_series(1, $1) AS n RETURNING id`,
    [count],
  );
  return rows.map((row) => row.id);
}

async function create(overrides: object = {}, accounts = accountIds): Promise<string> {
  const { listingIds } = await caller.listings.create({
    listing: { ...newListing(), ...overrides },
    accountIds: accounts,
  });
  return listingIds[0] ?? '';
}

async function errorOf(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (reason: unknown) => domainErrorOf(reason),
  );
  return { code: error?.code, message: error?.message, fields: error?.fields };
}

describe('create', () => {
  test('with photos in their order, on the chosen accounts, and out at once', async () => {
    const photoIds = (await loosePhotos(3)).reverse();
    const { listingIds, postCount } = await caller.listings.create({
      listing: { ...newListing('Oak table'), photoIds },
      accountIds,
      publish: { when: 'now' },
    });
    expect(postCount).toBe(3);
    const listing = await caller.listings.get({ id: listingIds[0] ?? '' });
    expect(listing.photos.map((photo) => photo.id)).toEqual(photoIds);
    expect(listing.posts.map((post) => post.status)).toEqual(['queued', 'queued', 'queued']);
    expect(listing.posts[0]?.photoHash).toBe('hash 3');
    expect(listing.posts.every((post) => post.dueAt !== null)).toBe(true);
  });

  test('at a time', async () => {
    const at = new Date(Date.now() + 3_600_000);
    const { listingIds } = await caller.listings.create({
      listing: newListing(),
      accountIds: accountIds.slice(0, 1),
      publish: { when: 'at', at },
    });
    const { posts } = await caller.listings.get({ id: listingIds[0] ?? '' });
    expect(posts).toMatchObject([{ status: 'scheduled', scheduledAt: at, dueAt: at }]);
  });

  test('what a chosen channel would refuse is refused at its field, unless it stays a draft', async () => {
    const listing = { ...newListing('A'.repeat(61)), photoIds: [] };
    const refused = await errorOf(caller.listings.create({ listing, accountIds, publish: { when: 'now' } }));
    expect(refused.code).toBe('bad_input');
    expect(refused.fields?.title).toContain('at most 60 characters');
    const { postCount } = await caller.listings.create({ listing, accountIds, publish: { when: 'draft' } });
    expect(postCount).toBe(3);
  });

  test('without an SKU one is made from the title, and no two are the same', async () => {
    const title = `Lamp ${newId().slice(-8)}`;
    const one = await caller.listings.get({ id: await create({ title, sku: null }, []) });
    const two = await caller.listings.get({ id: await create({ title, sku: null }, []) });
    expect(one.sku).toBe(title.toLowerCase().replace(' ', '-'));
    expect(two.sku).toMatch(new RegExp(`^${one.sku}-.{6}$`));
  });

  test('of two of one title at the same moment none is lost in silence', async () => {
    const title = `Desk ${newId().slice(-8)}`;
    const clicks = await Promise.allSettled([1, 2, 3].map(() => create({ title, sku: null }, [])));
    for (const click of clicks) {
      expect(click.status === 'fulfilled' || domainErrorOf(click.reason)?.code === 'conflict').toBe(true);
    }
    const made = await caller.listings.list({ search: title });
    expect(made.listings).toHaveLength(clicks.filter((click) => click.status === 'fulfilled').length);
    expect(made.listings.length).toBeGreaterThan(0);
  });

  test('an SKU that is taken is told at its field, and nothing is made', async () => {
    const sku = newId();
    await create({ sku });
    const before = (await caller.posts.count({})).count;
    expect(await errorOf(create({ sku }))).toMatchObject({ code: 'conflict', fields: { sku: expect.any(String) } });
    expect((await caller.posts.count({})).count).toBe(before);
  });

  test('a photo of another listing, or one that is gone, is refused', async () => {
    const photoIds = await loosePhotos(1);
    await create({ photoIds });
    expect(await errorOf(create({ photoIds }))).toMatchObject({ fields: { photos: expect.any(String) } });
    expect(await errorOf(create({ photoIds: [newId()] }))).toMatchObject({ code: 'bad_input' });
  });

  test('an account that was deleted meanwhile is told', async () => {
    expect(await errorOf(create({}, [newId()]))).toMatchObject({
      code: 'conflict',
      fields: { accountIds: 'Choose again.' },
    });
  });
});

describe('update', () => {
  const inputOf = async (id: string, changes: object) => {
    const {
      photos,
      posts: _posts,
      id: _id,
      createdAt: _c,
      updatedAt: _u,
      ...listing
    } = await caller.listings.get({ id });
    return { id, listing: { ...listing, photoIds: photos.map((photo) => photo.id), ...changes } };
  };

  test('photos: another order, one out, one in', async () => {
    const [a = '', b = '', c = ''] = await loosePhotos(3);
    const id = await create({ photoIds: [a, b] });
    await caller.listings.update(await inputOf(id, { photoIds: [c, b] }));
    expect((await caller.listings.get({ id })).photos.map((photo) => photo.id)).toEqual([c, b]);
    await caller.listings.update(await inputOf(id, { photoIds: [b, c, a] }));
    expect((await caller.listings.get({ id })).photos.map((photo) => photo.id)).toEqual([b, c, a]);
    expect((await caller.posts.list({ filter: { listingId: id } })).posts[0]?.photoHash).toBe('hash 2');
  });

  test('what is said shows in its posts at once', async () => {
    const id = await create();
    await caller.posts.list({ filter: { listingId: id } });
    await caller.listings.update(await inputOf(id, { title: 'New words', priceMinor: 777 }));
    const { posts } = await caller.posts.list({ filter: { listingId: id } });
    expect(posts.map(({ title, priceMinor }) => [title, priceMinor])).toEqual(accountIds.map(() => ['New words', 777]));
  });

  test('taking out the photo that posts waited for lets them go', async () => {
    const id = await create();
    await sql.rows(`INSERT INTO photo (listing_id, status, source_url) VALUES ($1, 'pending', 'http://x.test/')`, [id]);
    const { posts } = await caller.listings.get({ id });
    await caller.posts.publish({ ids: posts.map((post) => post.id) });
    expect((await caller.listings.get({ id })).posts.every((post) => post.dueAt === null)).toBe(true);
    await caller.listings.update(await inputOf(id, { photoIds: [] }));
    expect((await caller.listings.get({ id })).posts.every((post) => post.dueAt !== null)).toBe(true);
  });

  test('another listing’s SKU is refused, its own is not', async () => {
    const taken = (await caller.listings.get({ id: await create() })).sku;
    const id = await create();
    expect(await errorOf(caller.listings.update(await inputOf(id, { sku: taken })))).toMatchObject({
      fields: { sku: 'Another listing has this SKU.' },
    });
    await caller.listings.update(await inputOf(id, { brand: 'Nordwerk' }));
    expect((await caller.listings.get({ id })).brand).toBe('Nordwerk');
  });
});

describe('remove and restore', () => {
  test('drafts go and come back; what is live stays in the lists', async () => {
    const id = await create();
    const { posts } = await caller.listings.get({ id });
    const live = posts[0]?.id ?? '';
    await sql.rows(`UPDATE post SET status = 'published' WHERE id = $1`, [live]);
    await caller.listings.remove({ id });
    const left = await caller.posts.list({ filter: { listingId: id } });
    expect(left.posts.map((post) => post.id)).toEqual([live]);
    expect((await caller.listings.list({ limit: 200 })).listings.map((listing) => listing.id)).not.toContain(id);
    await caller.listings.restore({ id });
    expect((await caller.listings.get({ id })).posts).toHaveLength(3);
  });

  test('not while one of its posts is being published', async () => {
    const id = await create();
    const { posts } = await caller.listings.get({ id });
    const postIds = posts.slice(0, 1).map((post) => post.id);
    await caller.posts.publish({ ids: postIds });
    await movePosts(sql, { move: 'claim', postIds, actor: 'test' });
    expect(await errorOf(caller.listings.remove({ id }))).toMatchObject({ code: 'conflict' });
    expect((await caller.listings.get({ id })).posts).toHaveLength(3);
  });

  test('not when another listing has its SKU now', async () => {
    const sku = newId();
    const id = await create({ sku });
    await caller.listings.remove({ id });
    await create({ sku });
    expect(await errorOf(caller.listings.restore({ id }))).toMatchObject({ code: 'conflict' });
  });

  test('twice is told as such', async () => {
    const id = await create();
    await caller.listings.remove({ id });
    expect(await errorOf(caller.listings.remove({ id }))).toMatchObject({ code: 'not_found' });
    await caller.listings.restore({ id });
    expect(await errorOf(caller.listings.restore({ id }))).toMatchObject({ code: 'not_found' });
  });
});

describe('post existing listings', () => {
  test('where it is already it is skipped, and the batch says how many were made', async () => {
    const [first = '', ...others] = accountIds;
    const one = await create({}, [first]);
    const two = await create({}, []);
    const request = {
      listingIds: [one, two, one],
      accountIds: [first, ...others],
      publish: { when: 'draft' as const },
    };
    const made = await caller.listings.post(request);
    expect(made).toMatchObject({ postCount: 5, skipped: 1 });
    expect(await caller.listings.post(request)).toMatchObject({ postCount: 0, skipped: 6 });
    expect((await caller.batches.get({ id: made.batchId ?? '' })).progress).toMatchObject({ total: 5, drafts: 5 });
  });

  test('two clicks at once make each post once', async () => {
    const id = await create({}, []);
    const request = { listingIds: [id], accountIds, publish: { when: 'now' as const } };
    const made = await Promise.all([caller.listings.post(request), caller.listings.post(request)]);
    expect(made.map((one) => one.postCount).sort()).toEqual([0, 3]);
  });

  test('a deleted listing is told', async () => {
    const id = await create({}, []);
    await caller.listings.remove({ id });
    const request = { listingIds: [id], accountIds, publish: { when: 'now' as const } };
    expect(await errorOf(caller.listings.post(request))).toMatchObject({ code: 'conflict' });
  });
});

test('the list pages by cursor and finds by part of a title or SKU', async () => {
  const mark = newId().slice(-8);
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) {
    ids.unshift(await create({ title: `Shelf ${mark} ${n}` }, []));
  }
  const first = await caller.listings.list({ search: mark, limit: 3 });
  const second = await caller.listings.list({ search: mark, limit: 3, cursor: first.nextCursor ?? '' });
  expect([...first.listings, ...second.listings].map((listing) => listing.id)).toEqual(ids);
  expect(second.nextCursor).toBeNull();
});

test('a change that was based on an older listing wiped out what somebody had saved since', async () => {
  const id = await create({ title: 'Two hands' }, []);
  const { updatedAt: basedOn } = await caller.listings.get({ id });
  await caller.listings.update({ id, listing: { ...newListing('Two hands'), priceMinor: 88_800 }, basedOn });
  const late = { id, listing: { ...newListing('Two hands'), brand: 'Thonet' } };
  expect(await errorOf(caller.listings.update({ ...late, basedOn }))).toMatchObject({ code: 'conflict' });
  expect(await caller.listings.get({ id })).toMatchObject({ priceMinor: 88_800, brand: null });
  // A program that says nothing of it means it.
  await caller.listings.update(late);
  expect(await caller.listings.get({ id })).toMatchObject({ brand: 'Thonet' });
  const gone = { ...late, id: newId(), basedOn };
  expect(await errorOf(caller.listings.update(gone))).toMatchObject({ code: 'not_found' });
});
