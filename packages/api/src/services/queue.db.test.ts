import { newId } from '@hawker/db';
import { beat, signOff } from '@hawker/publishing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, newListing } from '../testing/test-app.ts';

const bench = await createTestApp();
const { app, caller } = bench;
const { sql } = app.database;
afterAll(() => bench.close());

const worker = { id: newId(), host: 'h', pid: 1, poolId: null, concurrency: 3 };
let accountId = '';
let postId = '';

beforeAll(async () => {
  [accountId = ''] = await bench.addAccounts(2);
  await caller.listings.create({ listing: newListing('Oak chair'), accountIds: [accountId], publish: { when: 'now' } });
  postId = (await caller.posts.list({ filter: { accountId } })).posts[0]?.id ?? '';
});

beforeEach(async () => {
  await sql.rows('DELETE FROM worker');
  await sql.rows('DELETE FROM channel_state');
  await sql.rows('DELETE FROM attempt');
  await sql.rows(`UPDATE account SET lease_until = NULL, lease_worker_id = NULL, status = 'active'`);
  await sql.rows(`UPDATE post SET status = 'queued', due_at = clock_timestamp(), last_class = NULL`);
  await app.cache.clear();
  await beat(app.database, worker);
});

const addAttempt = (status: string, more: { class?: string; finished?: boolean } = {}) =>
  sql.rows(
    `INSERT INTO attempt (post_id, account_id, generation, idempotency_key, status, fence, worker_id, class, submitting_at, finished_at)
     VALUES ($1, $2, 1, 'k', $3, 1, $4, $5, clock_timestamp(), CASE WHEN $6 THEN clock_timestamp() END)`,
    [postId, accountId, status, worker.id, more.class ?? null, more.finished ?? false],
  );

describe('workers', () => {
  const states = async () => (await caller.queue.get()).workers.map(({ state }) => state);

  test('one that beats runs; one that misses beats is silent', async () => {
    expect(await states()).toEqual(['running']);
    await sql.rows(`UPDATE worker SET heartbeat_at = now() - interval '21 seconds'`);
    expect(await states()).toEqual(['silent']);
  });

  test('one that signed off has stopped; one that was struck off has died', async () => {
    await signOff(app.database, worker.id);
    expect(await states()).toEqual(['stopped']);
    await sql.rows(`UPDATE worker SET heartbeat_at = stopped_at - interval '31 seconds'`);
    expect(await states()).toEqual(['died']);
  });
});

test('what waits is told by account, with the reason and when it is done', async () => {
  const { accounts, accountsLeft, postCounts } = await caller.queue.get();
  expect(accounts).toMatchObject([
    { id: accountId, waiting: 1, dueNow: { count: 1, atLeast: false }, wait: { kind: 'now' }, usedToday: 0 },
  ]);
  expect(accounts[0]?.finishesAt).toBeInstanceOf(Date);
  expect([accountsLeft, postCounts]).toEqual([0, { queued: 1 }]);
  expect(await caller.queue.account({ id: accountId })).toMatchObject({ waiting: 1, wait: { kind: 'now' } });
});

test('without a worker nobody can tell when it is done', async () => {
  await signOff(app.database, worker.id);
  const { accounts } = await caller.queue.get();
  expect(accounts).toMatchObject([{ wait: { kind: 'no_worker' }, finishesAt: null }]);
});

test('a paused account is shown although nothing waits for it', async () => {
  await sql.rows(`UPDATE post SET status = 'published', due_at = NULL`);
  await caller.accounts.pause({ id: accountId });
  expect((await caller.queue.get()).accounts).toMatchObject([{ id: accountId, waiting: 0, wait: { kind: 'nothing' } }]);
});

test('what is under way stands there with its step, and the worker with its account', async () => {
  await sql.rows(`UPDATE post SET status = 'publishing', due_at = NULL`);
  await sql.rows(`UPDATE account SET lease_worker_id = $2, lease_until = now() + interval '1 minute' WHERE id = $1`, [
    accountId,
    worker.id,
  ]);
  await addAttempt('submitting');
  const { inFlight, workers } = await caller.queue.get();
  expect(inFlight).toMatchObject([{ postId, title: 'Oak chair', attempt: 'submitting', isHeld: true }]);
  expect(inFlight[0]?.sinceMs).toBeLessThan(20_000);
  expect(workers[0]?.accounts).toMatchObject([{ id: accountId }]);
});

test('failures are counted by class, with where they still stand; a pending publication is none', async () => {
  await sql.rows(`UPDATE post SET status = 'failed', due_at = NULL, last_class = 'rejected'`);
  await addAttempt('failed', { class: 'rejected', finished: true });
  await addAttempt('failed', { class: 'retryable', finished: true });
  await addAttempt('abandoned', { class: 'pending', finished: true });
  const { byClass, atLeast } = (await caller.queue.get()).failures;
  expect(byClass).toEqual([
    { class: 'rejected', attempts: 1, posts: 1, standing: ['failed'] },
    { class: 'retryable', attempts: 1, posts: 1, standing: [] },
  ]);
  expect(atLeast).toBe(false);
  const { posts } = await caller.posts.list({ filter: { statuses: ['failed'], lastClass: 'rejected' } });
  expect(posts.map(({ id }) => id)).toEqual([postId]);
  expect(await caller.posts.count({ filter: { statuses: ['failed'], lastClass: 'retryable' } })).toMatchObject({
    count: 0,
  });
});

describe('a channel', () => {
  const pumps = () => sql.rows(`SELECT key FROM graphile_worker.jobs WHERE key = $1`, [`pump:${accountId}`]);

  test('is paused and resumed, and every page is told', async () => {
    await caller.channels.pause({ channel: 'silent' });
    const first = (await caller.queue.get()).channels;
    expect(first).toMatchObject([{ name: 'silent', accounts: 2, waiting: 1, pausedAt: expect.any(Date) }]);
    expect((await caller.queue.get()).accounts).toMatchObject([{ wait: { kind: 'channel_paused' } }]);
    expect((await caller.system.status()).channels).toEqual([
      { name: 'silent', title: 'Silent market', isPaused: true, triesAgainAtMs: null },
    ]);
    // Paused once more: since the first time.
    await caller.channels.pause({ channel: 'silent' });
    expect((await caller.queue.get()).channels[0]?.pausedAt).toEqual(first[0]?.pausedAt);

    await sql.rows(`SELECT graphile_worker.remove_job($1)::text`, [`pump:${accountId}`]);
    await caller.channels.resume({ channel: 'silent' });
    expect(await pumps()).toHaveLength(1);
    expect((await caller.system.status()).channels).toEqual([]);
    // Nothing to resume: nothing is written.
    await caller.channels.resume({ channel: 'silent' });
    const trail = await sql.rows<{ action: string }>(
      `SELECT action, detail FROM audit_entry WHERE entity = 'channel' ORDER BY id`,
    );
    expect(trail.map(({ action }) => action)).toEqual(['pause', 'pause', 'resume']);
    expect(trail[0]).toMatchObject({ detail: { channel: 'silent', name: 'Silent market' } });
  });

  test('that Hawker does not know cannot be paused', async () => {
    await expect(caller.channels.pause({ channel: 'nowhere' })).rejects.toThrow('There is no channel “nowhere”.');
  });

  test('that does not answer says when it is tried again, and what waits behind it is not stuck', async () => {
    await sql.rows(
      `INSERT INTO channel_state (channel, circuit, circuit_until) VALUES ('silent', 'open', now() + interval '5 minutes')`,
    );
    await sql.rows(`UPDATE post SET due_at = now() - interval '10 minutes'`);
    const { channels, ok } = await caller.system.status();
    expect(ok).toBe(true);
    expect(channels).toMatchObject([{ name: 'silent', isPaused: false }]);
    expect(Math.abs((channels[0]?.triesAgainAtMs ?? 0) - Date.now() - 300_000)).toBeLessThan(20_000);
    expect((await caller.queue.get()).accounts).toMatchObject([{ wait: { kind: 'no_answer' } }]);
  });

  test('whose circuit nobody tries again, because nothing waits, is no news', async () => {
    await sql.rows(
      `INSERT INTO channel_state (channel, circuit, circuit_until) VALUES ('silent', 'open', now() - interval '5 minutes')`,
    );
    expect((await caller.system.status()).channels).toEqual([]);
  });
});

test('a post tells what the channel said of it meanwhile', async () => {
  await sql.rows(
    `INSERT INTO observed_listing (post_id, account_id, generation, external_id, external_url, source)
     VALUES ($1, $2, 1, 'x', 'http://market.test/x', 'reply')`,
    [postId, accountId],
  );
  expect((await caller.posts.get({ id: postId })).observed).toMatchObject([
    { externalUrl: 'http://market.test/x', source: 'reply' },
  ]);
});
