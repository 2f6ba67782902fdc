/** How posts whose outcome is unknown are settled, beyond what the story of publish-next tells. */

import { channelsOf } from '@hawker/channels';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { publishNext } from './publish-next.ts';
import { createTestEngine } from './testing/test-engine.ts';

const bench = await createTestEngine();
const { engine, database, channel } = bench;
const { sql } = database;
afterAll(() => bench.drop());

let accountId = '';
let post = '';
beforeEach(async () => {
  await bench.clear();
  accountId = await bench.addAccount();
  [post = ''] = await bench.addPosts(accountId, 1);
  channel.answer({ kind: 'unknown', sentence: 'Lost.' });
  await publishNext(engine, accountId);
  await bench.makeDue();
});

const account = async () =>
  (await sql.rows('SELECT status, blocked_reason, lease_until FROM account WHERE id = $1', [accountId]))[0];

async function secondsUntilDue(): Promise<number> {
  const { dueAt } = await bench.post(post);
  return dueAt === null ? Number.NaN : Math.round((dueAt.getTime() - Date.now()) / 1000);
}

test('looks are further and further apart', async () => {
  channel.answerLookup({ kind: 'unclear', sentence: 'Search is down.' });
  const waits: number[] = [];
  for (let look = 0; look < 8; look++) {
    await publishNext(engine, accountId);
    waits.push(await secondsUntilDue());
    await bench.makeDue();
  }
  expect(waits).toEqual([10, 20, 40, 80, 160, 320, 600, 600]);
});

test('a channel that asks for longer is given longer', async () => {
  channel.answerLookup({ kind: 'unclear', sentence: 'Slow down.', retryAfterMs: 3_600_000 });
  await publishNext(engine, accountId);
  expect(await secondsUntilDue()).toBe(3_600);
});

test('a sign-in that no longer works blocks the account; the post stays unknown and waits', async () => {
  channel.answerLookup({ kind: 'auth_expired', sentence: 'Token expired.' });
  await publishNext(engine, accountId);
  expect(await bench.post(post)).toMatchObject({ status: 'unknown', dueAt: null });
  expect(await account()).toEqual({ status: 'blocked', blocked_reason: 'Token expired.', lease_until: null });
});

test('credentials that this key does not open block the account instead of spinning', async () => {
  const credentials = {
    ...engine.credentials,
    open: () => {
      throw new Error('wrong key');
    },
  };
  await publishNext({ ...engine, credentials }, accountId);
  expect(await account()).toMatchObject({ status: 'blocked', lease_until: null });
  expect(await publishNext({ ...engine, credentials }, accountId)).toEqual({ kind: 'nothing' });
});

test('a channel that is no longer there leaves the post to a person, and does not spin', async () => {
  await publishNext({ ...engine, channels: channelsOf() }, accountId);
  expect(await bench.post(post)).toMatchObject({ status: 'needs_review', dueAt: null });
  expect(await account()).toMatchObject({ status: 'active', lease_until: null });
});

test('a lookup that throws counts as one that settled nothing', async () => {
  const broken = { ...channel, lookup: () => Promise.reject(new Error('a defect')) };
  await publishNext({ ...engine, channels: channelsOf(broken) }, accountId);
  expect(await bench.post(post)).toMatchObject({ status: 'unknown' });
  expect(await bench.attempts(post)).toMatchObject([{ lookups: 1 }]);
  expect(await account()).toMatchObject({ lease_until: null });
});

test('a channel without keys is asked once; then a person is', async () => {
  const none = { ...channel, idempotency: 'none' as const };
  channel.answerLookup({ kind: 'absent' });
  await publishNext({ ...engine, channels: channelsOf(none) }, accountId);
  expect(await bench.post(post)).toMatchObject({ status: 'needs_review', lastClass: 'unknown' });
});

test('a lookup that comes back after a rescue changes nothing', async () => {
  const slow = {
    ...channel,
    lookup: async () => {
      await sql.rows('UPDATE account SET fence = fence + 1, lease_until = NULL WHERE id = $1', [accountId]);
      return { kind: 'absent' as const };
    },
  };
  const before = await bench.post(post);
  await publishNext({ ...engine, channels: channelsOf(slow) }, accountId);
  expect(await bench.post(post)).toEqual(before);
  expect(await bench.attempts(post)).toMatchObject([{ status: 'unknown', lookups: 0 }]);
});

test('“accepted but not yet live” is asked for again when the channel said, and found', async () => {
  const [pending = ''] = await bench.addPosts(accountId, 1);
  await sql.rows(`UPDATE post SET due_at = now() + interval '1 day' WHERE id = $1`, [post]);
  channel.answer({ kind: 'pending', token: 't', checkAfterMs: 30_000 });
  await publishNext(engine, accountId);
  post = pending;
  expect((await bench.post(pending)).status).toBe('unknown');
  expect(await secondsUntilDue()).toBe(30);
  channel.answerLookup({ kind: 'found', externalId: 'live', externalUrl: 'http://market.test/live' });
  await sql.rows('UPDATE post SET due_at = clock_timestamp() WHERE id = $1', [pending]);
  await publishNext(engine, accountId);
  expect(await bench.post(pending)).toMatchObject({ status: 'published', externalId: 'live' });
  expect(channel.lookedBy).toEqual(['t']);
});

test('a found listing is kept as an observation of its own', async () => {
  channel.answerLookup({ kind: 'found', externalId: 'late', externalUrl: null });
  await publishNext(engine, accountId);
  expect(await sql.rows('SELECT source, external_id FROM observed_listing WHERE post_id = $1', [post])).toEqual([
    { source: 'lookup', external_id: 'late' },
  ]);
  expect((await bench.attempts(post)).map((attempt) => attempt.status)).toEqual(['succeeded']);
});
