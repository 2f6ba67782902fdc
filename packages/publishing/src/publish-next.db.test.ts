import { channelsOf } from '@hawker/channels';
import { movePosts, newId } from '@hawker/db';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { cancelPosts } from './cancel.ts';
import { claim } from './claim.ts';
import { engineSteps } from './options.ts';
import { publishNext } from './publish-next.ts';
import { pump } from './pump.ts';
import { passPointOfNoReturn } from './submit.ts';
import { createTestEngine } from './testing/test-engine.ts';

const bench = await createTestEngine();
const { engine, database, channel } = bench;
afterAll(() => bench.drop());

let accountId = '';
beforeEach(async () => {
  await bench.clear();
  accountId = await bench.addAccount();
  channel.answer({ kind: 'published', externalId: 'x', externalUrl: 'http://market.test/x' });
  channel.answerLookup({ kind: 'absent' });
  channel.whilePreparing(() => Promise.resolve());
});

const idOfFirst = ([id]: readonly string[]): string => id ?? '';

test('a post goes from queued to published, with its attempt, its observation and its story', async () => {
  const post = idOfFirst(await bench.addPosts(accountId, 1));
  expect(await publishNext(engine, accountId)).toEqual({ kind: 'worked' });
  expect(await bench.post(post)).toMatchObject({ status: 'published', externalId: 'x', version: 3, dueAt: null });
  expect(await bench.attempts(post)).toEqual([{ status: 'succeeded', class: null, lookups: 0 }]);
  const moves = await database.sql.rows('SELECT move FROM post_event WHERE post_id = $1 ORDER BY id', [post]);
  expect(moves).toEqual([{ move: 'create' }, { move: 'claim' }, { move: 'publish' }]);
  expect(await database.sql.rows('SELECT source FROM observed_listing WHERE post_id = $1', [post])).toEqual([
    { source: 'reply' },
  ]);
  expect(await publishNext(engine, accountId)).toEqual({ kind: 'nothing' });
});

test('every retry carries the same idempotency key', async () => {
  await bench.addPosts(accountId, 1);
  channel.answer({ kind: 'retryable', sentence: 'Down.' }, { kind: 'published', externalId: 'y', externalUrl: null });
  await publishNext(engine, accountId);
  await bench.makeDue();
  await publishNext(engine, accountId);
  expect(channel.submitted).toHaveLength(2);
  expect(new Set(channel.submitted).size).toBe(1);
});

test('what was refused fails with its sentence and is not tried again', async () => {
  const post = idOfFirst(await bench.addPosts(accountId, 1));
  channel.answer({ kind: 'rejected', sentence: 'No chairs.', fieldErrors: { title: 'No chairs.' } });
  await publishNext(engine, accountId);
  expect(await bench.post(post)).toMatchObject({ status: 'failed', lastSentence: 'No chairs.', dueAt: null });
});

test('what breaks the channel’s limits is refused before anything is sent', async () => {
  const post = idOfFirst(await bench.addPosts(accountId, 1, 'A title of more than forty characters, for sure'));
  await publishNext(engine, accountId);
  expect(channel.submitted).toEqual([]);
  expect(await bench.post(post)).toMatchObject({ status: 'failed', lastClass: 'rejected' });
});

test('after the last retry the post fails', async () => {
  const post = idOfFirst(await bench.addPosts(accountId, 1));
  channel.answer({ kind: 'retryable', sentence: 'Down.' });
  for (let tries = 0; tries < 7; tries++) {
    await publishNext(engine, accountId);
    await bench.makeDue();
  }
  expect(channel.submitted).toHaveLength(7);
  expect(await bench.post(post)).toMatchObject({ status: 'failed', lastClass: 'retryable' });
});

test('a rate limit moves the account’s slot and costs no try', async () => {
  const post = idOfFirst(await bench.addPosts(accountId, 2));
  channel.answer({ kind: 'rate_limited', sentence: 'Slow down.', retryAfterMs: 60_000 });
  await publishNext(engine, accountId);
  expect(await bench.post(post)).toMatchObject({ status: 'rate_limited', retries: 0 });
  const next = await publishNext(engine, accountId);
  expect(next).toMatchObject({ kind: 'wait' });
});

test('a sign-in that no longer works blocks the account and leaves its other posts waiting', async () => {
  const [first = '', second = ''] = await bench.addPosts(accountId, 2);
  channel.answer({ kind: 'auth_expired', sentence: 'Token expired.' });
  await publishNext(engine, accountId);
  expect(await publishNext(engine, accountId)).toEqual({ kind: 'nothing' });
  expect((await bench.post(first)).status).toBe('auth_blocked');
  expect((await bench.post(second)).status).toBe('queued');
});

test('an account that is claimed lets no second worker in', async () => {
  await bench.addPosts(accountId, 2);
  const claims = await Promise.all([1, 2, 3].map(() => claim({ ...engine, workerId: newId() }, accountId)));
  expect(claims.filter((claimed) => claimed.kind === 'publish')).toHaveLength(1);
  expect(claims.filter((claimed) => claimed.kind === 'wait')).toHaveLength(2);
});

test('the gap between two posts is kept', async () => {
  accountId = await bench.addAccount({ minGapSeconds: 60 });
  await bench.addPosts(accountId, 2);
  await publishNext(engine, accountId);
  const step = await publishNext(engine, accountId);
  expect(step.kind === 'wait' && step.waitMs > 50_000 && step.waitMs <= 60_000).toBe(true);
});

test('the day’s number is spent at the point of no return and not given back by an unknown outcome', async () => {
  accountId = await bench.addAccount({ postsPerDay: 1 });
  await bench.addPosts(accountId, 2);
  channel.answer({ kind: 'unknown', sentence: 'Lost.' });
  await publishNext(engine, accountId);
  await database.sql.rows(`UPDATE post SET due_at = NULL WHERE status = 'unknown' AND account_id = $1`, [accountId]);
  expect(await publishNext(engine, accountId)).toMatchObject({ kind: 'wait' });
  expect(channel.submitted).toHaveLength(1);
});

test('a lost reply is looked up, found, and never sent again', async () => {
  const post = idOfFirst(await bench.addPosts(accountId, 1));
  channel.answer({ kind: 'unknown', sentence: 'Lost.' });
  channel.answerLookup({ kind: 'found', externalId: 'late', externalUrl: null });
  await publishNext(engine, accountId);
  expect((await bench.post(post)).status).toBe('unknown');
  await bench.makeDue();
  await publishNext(engine, accountId);
  expect(await bench.post(post)).toMatchObject({ status: 'published', externalId: 'late' });
  expect(channel.submitted).toHaveLength(1);
});

test('a lost reply is sent again only after the channel said “absent” three times', async () => {
  const post = idOfFirst(await bench.addPosts(accountId, 1));
  channel.answer({ kind: 'unknown', sentence: 'Lost.' }, { kind: 'published', externalId: 'again', externalUrl: null });
  await publishNext(engine, accountId);
  for (let look = 0; look < 3; look++) {
    await bench.makeDue();
    await publishNext(engine, accountId);
    expect(channel.submitted).toHaveLength(1);
  }
  expect((await bench.post(post)).status).toBe('queued');
  await publishNext(engine, accountId);
  expect(await bench.post(post)).toMatchObject({ status: 'published', externalId: 'again' });
  expect(new Set(channel.submitted).size).toBe(1);
});

test('a channel that never tells leaves the post to a person', async () => {
  const post = idOfFirst(await bench.addPosts(accountId, 1));
  channel.answer({ kind: 'unknown', sentence: 'Lost.' });
  channel.answerLookup({ kind: 'unclear', sentence: 'Search is down.' });
  await publishNext(engine, accountId);
  for (let look = 0; look < 10; look++) {
    await bench.makeDue();
    await publishNext(engine, accountId);
  }
  expect((await bench.post(post)).status).toBe('needs_review');
  expect((await bench.attempts(post)).map((attempt) => attempt.status)).toEqual(['needs_review']);
});

test('a channel that throws while submitting leaves an unknown outcome, not a retry', async () => {
  const post = idOfFirst(await bench.addPosts(accountId, 1));
  channel.answer(() => Promise.reject(new Error('a defect')));
  await publishNext(engine, accountId);
  expect((await bench.post(post)).status).toBe('unknown');
});

test('a cancel while the post is being prepared means that nothing is sent', async () => {
  const post = idOfFirst(await bench.addPosts(accountId, 1));
  channel.whilePreparing(async () => {
    await database.transaction((tx) => cancelPosts(tx, [post], 'test'));
  });
  await publishNext(engine, accountId);
  expect(channel.submitted).toEqual([]);
  expect((await bench.post(post)).status).toBe('canceled');
  const [account] = await database.sql.rows('SELECT lease_until FROM account WHERE id = $1', [accountId]);
  expect(account).toEqual({ lease_until: null });
});

test('a cancel after the point of no return is refused', async () => {
  const post = idOfFirst(await bench.addPosts(accountId, 1));
  const claimed = await bench.claimPost(accountId);
  expect(await passPointOfNoReturn(database, claimed, 5_000)).toBe(true);
  const moved = await database.transaction((tx) => cancelPosts(tx, [post], 'test'));
  expect(moved).toEqual([]);
  expect((await bench.post(post)).status).toBe('publishing');
});

test('the point of no return is passed once', async () => {
  await bench.addPosts(accountId, 1);
  const claimed = await bench.claimPost(accountId);
  const passed = await Promise.all([1, 2].map(() => passPointOfNoReturn(database, claimed, 5_000)));
  expect(passed.filter(Boolean)).toHaveLength(1);
});

test('a worker that cannot make itself heard sends nothing, and gives the post back', async () => {
  const post = idOfFirst(await bench.addPosts(accountId, 1));
  await publishNext({ ...engine, silentForMs: () => 20_000 }, accountId);
  expect(channel.submitted).toEqual([]);
  expect((await bench.post(post)).status).toBe('queued');
  await publishNext({ ...engine, silentForMs: () => 19_999 }, accountId);
  expect((await bench.post(post)).status).toBe('published');
});

test('a worker that drains while it prepares gives the post back, and counts no retry', async () => {
  const post = idOfFirst(await bench.addPosts(accountId, 1));
  const drain = new AbortController();
  channel.whilePreparing(async () => drain.abort());
  await publishNext({ ...engine, shutdown: drain.signal }, accountId);
  expect(channel.submitted).toEqual([]);
  expect(await bench.post(post)).toMatchObject({ status: 'queued', retries: 0, crashes: 0 });
});

test('an access that was replaced while its refusal was on the way: the account is not blocked, the post tries again', async () => {
  const post = idOfFirst(await bench.addPosts(accountId, 1));
  channel.answer(async () => {
    await database.sql.rows(`UPDATE account SET credentials = '\\x02' WHERE id = $1`, [accountId]);
    return { kind: 'auth_expired', sentence: 'Token expired.' };
  });
  await publishNext(engine, accountId);
  expect((await bench.post(post)).status).toBe('retry_wait');
  expect(await database.sql.rows('SELECT status FROM account WHERE id = $1', [accountId])).toEqual([
    { status: 'active' },
  ]);
});

test('a refused sign-in does not undo a person’s pause', async () => {
  await bench.addPosts(accountId, 1);
  channel.answer(async () => {
    await database.sql.rows(`UPDATE account SET status = 'paused' WHERE id = $1`, [accountId]);
    return { kind: 'auth_expired', sentence: 'Token expired.' };
  });
  await publishNext(engine, accountId);
  expect(await database.sql.rows('SELECT status FROM account WHERE id = $1', [accountId])).toEqual([
    { status: 'paused' },
  ]);
});

test('a cancel that wins against the point of no return spends nothing of the day', async () => {
  accountId = await bench.addAccount({ postsPerDay: 1 });
  const [first = ''] = await bench.addPosts(accountId, 2);
  const claimed = await bench.claimPost(accountId);
  await database.transaction((tx) => cancelPosts(tx, [first], 'test'));
  expect(await passPointOfNoReturn(database, claimed, 5_000)).toBe(false);
  await publishNext(engine, accountId);
  expect(channel.submitted).toHaveLength(1);
});

test('a channel that heeds no signal does not hold its account', async () => {
  const post = idOfFirst(await bench.addPosts(accountId, 1));
  channel.answer(() => new Promise(() => undefined));
  const hasty = { ...channel, submitTimeoutMs: 20 };
  await publishNext({ ...engine, channels: channelsOf(hasty) }, accountId);
  expect((await bench.post(post)).status).toBe('unknown');
});

test('a channel paused between claim and point of no return sends nothing', async () => {
  const post = idOfFirst(await bench.addPosts(accountId, 1));
  channel.whilePreparing(async () => {
    await database.sql.rows(`INSERT INTO channel_state (channel, paused_at) VALUES ('scripted', now())`);
  });
  await publishNext(engine, accountId);
  await database.sql.rows('DELETE FROM channel_state');
  expect(channel.submitted).toEqual([]);
  expect((await bench.post(post)).status).toBe('queued');
});

test('a channel that takes the same key again is sent to again without a look', async () => {
  const post = idOfFirst(await bench.addPosts(accountId, 1));
  const upserting = { ...engine, channels: channelsOf({ ...channel, idempotency: 'upsert-by-key' as const }) };
  channel.answer({ kind: 'unknown', sentence: 'Lost.' }, { kind: 'published', externalId: 'same', externalUrl: null });
  await publishNext(upserting, accountId);
  await bench.makeDue();
  await publishNext(upserting, accountId);
  await publishNext(upserting, accountId);
  expect(await bench.post(post)).toMatchObject({ status: 'published', externalId: 'same', generation: 1 });
  expect(channel.looked).toEqual([]);
  expect(new Set(channel.submitted).size).toBe(1);
});

test('the steps are reached in their order', async () => {
  await bench.addPosts(accountId, 1);
  const steps: string[] = [];
  const watched = { ...engine, reached: (step: string) => void steps.push(step) };
  await pump(watched, accountId);
  expect(steps.slice(0, 9)).toEqual(engineSteps.slice(0, 9));
  expect(steps.at(-1)).toBe('before_job_finished');
});

test('a paused account, and an account on a paused channel, publish nothing', async () => {
  await bench.addPosts(accountId, 1);
  await database.sql.rows(`UPDATE account SET status = 'paused' WHERE id = $1`, [accountId]);
  expect(await publishNext(engine, accountId)).toEqual({ kind: 'nothing' });
  await database.sql.rows(`UPDATE account SET status = 'active' WHERE id = $1`, [accountId]);
  await database.sql.rows(`INSERT INTO channel_state (channel, paused_at) VALUES ('scripted', now())`);
  expect(await publishNext(engine, accountId)).toEqual({ kind: 'nothing' });
  await database.sql.rows('DELETE FROM channel_state');
});

test('a scheduled post waits for its time', async () => {
  const post = idOfFirst(await bench.addPosts(accountId, 1));
  const at = new Date(Date.now() + 3_600_000);
  await database.transaction((tx) =>
    movePosts(tx, { move: 'schedule', postIds: [post], actor: 'test', changes: { due: at, scheduledAt: at } }),
  );
  const step = await publishNext(engine, accountId);
  expect(step.kind === 'wait' && step.waitMs > 3_500_000).toBe(true);
});
