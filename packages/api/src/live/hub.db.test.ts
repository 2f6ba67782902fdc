import { newId } from '@hawker/db';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createTestApp, newListing } from '../testing/test-app.ts';
import type { LiveMessage } from './hub.ts';

const bench = await createTestApp();
const { app, caller } = bench;
const { sql } = app.database;
afterAll(() => bench.close());

let accountId = '';
beforeEach(async () => {
  [accountId = ''] = await bench.addAccounts(1);
});

/** Settles with the first message that is wanted. */
function heard<T extends LiveMessage>(wanted: (message: LiveMessage) => message is T): Promise<T> {
  return new Promise((resolve) => {
    const stop = app.live.subscribe((message) => {
      if (wanted(message)) {
        stop();
        resolve(message);
      }
    });
  });
}
const isPost = (message: LiveMessage) => message.type === 'post';
const isMany = (message: LiveMessage) => message.type === 'many';

const addPosts = async (count: number) => {
  const { batchId } = await caller.listings.post({
    listingIds: await Promise.all(
      Array.from(
        { length: count },
        async () => (await caller.listings.create({ listing: newListing() })).listingIds[0] ?? '',
      ),
    ),
    accountIds: [accountId],
    publish: { when: 'draft' },
  });
  const { posts } = await caller.posts.list({ filter: { batchId: batchId ?? '' } });
  return { batchId, ids: posts.map((post) => post.id) };
};

/** Ends the connection that listens, as a restart of Postgres or a firewall would. */
const breakListener = () =>
  sql.rows(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'hawker listen'`,
  );

test('a move of one post says which, where to, and its version', async () => {
  const { batchId, ids } = await addPosts(1);
  const [id = ''] = ids;
  const message = heard(
    (candidate): candidate is Extract<LiveMessage, { type: 'post' }> =>
      isPost(candidate) && candidate.status === 'queued',
  );
  await caller.posts.publish({ ids });
  expect(await message).toEqual({
    type: 'post',
    eventId: expect.any(Number),
    postId: id,
    accountId,
    batchId,
    status: 'queued',
    version: 2,
  });
});

test('a move of many at once is told once', async () => {
  const { ids } = await addPosts(21);
  const message = heard((candidate): candidate is Extract<LiveMessage, { type: 'many' }> => isMany(candidate));
  await caller.posts.publish({ ids });
  expect(await message).toEqual({ type: 'many', eventId: expect.any(Number) });
});

test('whoever asks in the very turn in which a message arrives gets the answer after it', async () => {
  const { ids } = await addPosts(1);
  const filter = { accountId };
  const stats = async () => (await caller.accounts.list()).find((account) => account.id === accountId)?.postCounts;
  await caller.posts.list({ filter });
  await stats();
  const answers = new Promise<unknown[]>((resolve, reject) => {
    const stop = app.live.subscribe((message) => {
      if (message.type === 'post' && message.status === 'queued' && message.postId === ids[0]) {
        stop();
        Promise.all([caller.posts.list({ filter }), stats()]).then(resolve, reject);
      }
    });
  });
  // By another process: nothing but the announcement can have told this one.
  await sql.rows(
    `WITH moved AS (UPDATE post SET status = 'queued', version = version + 1 WHERE id = $1 RETURNING *)
     INSERT INTO post_event (post_id, account_id, batch_id, move, from_status, to_status, version, actor)
     SELECT id, account_id, batch_id, 'queue', 'draft', 'queued', version, 'test' FROM moved`,
    [ids[0] ?? ''],
  );
  expect(await answers).toMatchObject([{ posts: [{ status: 'queued' }] }, { queued: 1 }]);
});

test('what cannot be read is reported and stops nothing', async () => {
  await sql.rows(`SELECT pg_notify('hawker', 'no JSON'), pg_notify('hawker', '{"type":"change","entity":"shelf"}')`);
  const { ids } = await addPosts(1);
  const message = heard(
    (candidate): candidate is Extract<LiveMessage, { type: 'post' }> =>
      isPost(candidate) && candidate.postId === ids[0],
  );
  await caller.posts.publish({ ids });
  await message;
  expect(bench.logged.filter((line) => line.includes('could not be read'))).toHaveLength(2);
});

test('a lost connection comes back by itself, says so, and what was missed is not served from the cache', async () => {
  await caller.accounts.list();
  const many = heard((candidate): candidate is Extract<LiveMessage, { type: 'many' }> => isMany(candidate));
  const name = `Renamed ${newId()}`;
  await breakListener();
  // Nobody hears this: the connection is gone, and comes back only later.
  await sql.rows('UPDATE account SET name = $2 WHERE id = $1', [accountId, name]);
  expect(await many).toEqual({ type: 'many', eventId: 0 });
  expect(app.live.connected).toBe(true);
  expect((await caller.accounts.list()).map((account) => account.name)).toContain(name);
  const message = heard(isChange);
  await sql.rows('UPDATE account SET name = $2 WHERE id = $1', [accountId, `${name} again`]);
  expect(await message).toEqual({ type: 'change', entity: 'account' });
});
const isChange = (message: LiveMessage): message is Extract<LiveMessage, { type: 'change' }> =>
  message.type === 'change';

test('an answer that was loaded while nobody listened is dropped when somebody does', async () => {
  const lost = new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (!app.live.connected) {
        clearInterval(timer);
        resolve();
      }
    }, 5);
  });
  const many = heard((candidate): candidate is Extract<LiveMessage, { type: 'many' }> => isMany(candidate));
  await breakListener();
  await lost;
  await caller.accounts.list();
  const name = `Renamed ${newId()}`;
  await sql.rows('UPDATE account SET name = $2 WHERE id = $1', [accountId, name]);
  await many;
  expect((await caller.accounts.list()).map((account) => account.name)).toContain(name);
});
