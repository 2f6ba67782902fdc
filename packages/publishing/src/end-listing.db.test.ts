import { channelsOf } from '@hawker/channels';
import { endListings, notePosts } from '@hawker/db';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { type Ending, endableStatuses, endListing, relistPosts } from './end-listing.ts';
import { publishNext } from './publish-next.ts';
import { sweep } from './sweep.ts';
import { createTestEngine } from './testing/test-engine.ts';

const bench = await createTestEngine();
const { engine, database, channel } = bench;
const { sql } = database;
afterAll(() => bench.drop());

let accountId = '';
let post = '';
beforeEach(async () => {
  await bench.clear();
  channel.answer({ kind: 'published', externalId: 'first', externalUrl: 'http://market.test/first' });
  channel.answerEnd({ kind: 'ended' });
  accountId = await bench.addAccount();
  [post = ''] = await bench.addPosts(accountId, 1);
  await publishNext(engine, accountId);
});

const ask = (ending: Ending) =>
  notePosts(sql, {
    ...{ note: 'askToEnd', postIds: [post], onlyFrom: endableStatuses[ending], actor: 'user:ann', last: null },
    detail: 'Asked.',
    ending,
  });
const moves = async () => {
  const events = await sql.rows<{ move: string }>('SELECT move FROM post_event WHERE post_id = $1 ORDER BY id', [post]);
  return events.map((event) => event.move).slice(3);
};
const endJobs = () => sql.rows(`SELECT key FROM graphile_worker.jobs WHERE key LIKE 'end:%'`);

test.each([
  ['sold', 'sold first', ['askToEnd', 'markSold']],
  ['delisted', 'delisted first', ['askToEnd', 'delist']],
] as const)('%s: the channel does it, then the post says so', async (ending, call, story) => {
  await ask(ending);
  expect(await bench.post(post)).toMatchObject({ status: 'published', ending });
  await endListing(engine, post);
  expect(channel.ended).toEqual([call]);
  expect(await bench.post(post)).toMatchObject({ status: ending, ending: null });
  expect(await moves()).toEqual(story);
});

test('relisting takes the old listing down and publishes a new generation under a new key', async () => {
  await ask('relisted');
  await endListing(engine, post);
  expect(channel.ended).toEqual(['delisted first']);
  expect(await bench.post(post)).toMatchObject({ status: 'queued', generation: 2, externalId: null, ending: null });
  channel.answer({ kind: 'published', externalId: 'second', externalUrl: null });
  await publishNext(engine, accountId);
  expect(await bench.post(post)).toMatchObject({ status: 'published', externalId: 'second' });
  expect(channel.submitted).toEqual([`hawker-${post}-2`]);
});

test('what a channel does not answer is asked again, and the wish stays', async () => {
  await ask('sold');
  channel.answerEnd({ kind: 'unclear', sentence: 'Down.', retryAfterMs: 60_000 });
  await endListing(engine, post);
  expect(await bench.post(post)).toMatchObject({ status: 'published', ending: 'sold' });
  const [job] = await sql.rows<{ seconds: number }>(
    `SELECT extract(epoch FROM run_at - clock_timestamp())::float8 AS seconds FROM graphile_worker.jobs WHERE key = $1`,
    [`end:${post}`],
  );
  expect(job?.seconds).toBeGreaterThan(58);
});

test('after an hour without an answer the person is told, and the listing stays as it is', async () => {
  await ask('sold');
  await sql.rows(`UPDATE post_event SET at = at - interval '61 minutes' WHERE post_id = $1`, [post]);
  channel.answerEnd({ kind: 'unclear', sentence: 'Down.' });
  await endListing(engine, post);
  expect(await bench.post(post)).toMatchObject({ status: 'published', ending: null, lastClass: 'end_refused' });
  expect(await moves()).toEqual(['askToEnd', 'endRefused']);
});

test('a refusal is told in the channel’s own words', async () => {
  await ask('sold');
  channel.answerEnd({ kind: 'refused', sentence: 'This listing was taken down.' });
  await endListing(engine, post);
  expect(await bench.post(post)).toMatchObject({
    status: 'published',
    ending: null,
    lastSentence: 'This listing was taken down.',
  });
});

test('a sign-in that is refused blocks the account; the wish is taken up again when it signs in', async () => {
  await ask('delisted');
  channel.answerEnd({ kind: 'auth_expired', sentence: 'Token expired.' }, { kind: 'ended' });
  await endListing(engine, post);
  expect(await sql.rows('SELECT status FROM account WHERE id = $1', [accountId])).toEqual([{ status: 'blocked' }]);
  await endListing(engine, post);
  await sweep(engine);
  expect([channel.ended.length, await endJobs()]).toEqual([1, []]);
  await sql.rows(`UPDATE account SET status = 'active' WHERE id = $1`, [accountId]);
  await sweep(engine);
  expect(await endJobs()).toEqual([{ key: `end:${post}` }]);
  await endListing(engine, post);
  expect((await bench.post(post)).status).toBe('delisted');
});

test('a wish whose job was lost is found by the sweeper, and one that has its job is left alone', async () => {
  await ask('sold');
  await endListings(sql, [post], 3_600_000);
  await sweep(engine);
  expect(await sql.rows(`SELECT 1 FROM graphile_worker.jobs WHERE key LIKE 'end:%' AND run_at < now()`)).toEqual([]);
  await sql.rows('DELETE FROM graphile_worker._private_jobs');
  await sweep(engine);
  expect(await endJobs()).toHaveLength(1);
});

test('a job for a wish that is fulfilled asks nothing', async () => {
  await ask('sold');
  await endListing(engine, post);
  await endListing(engine, post);
  expect(channel.ended).toHaveLength(1);
});

test('an end that comes late, after the post was listed anew, touches nothing of the new listing', async () => {
  await ask('relisted');
  // While the first worker is held up, another has done it and published the next generation.
  channel.answerEnd({ kind: 'ended' });
  const slow = {
    ...channel,
    endListing: async () => {
      await endListing(engine, post);
      channel.answer({ kind: 'published', externalId: 'second', externalUrl: null });
      await publishNext(engine, accountId);
      return { kind: 'ended' } as const;
    },
  };
  await endListing({ ...engine, channels: channelsOf(slow) }, post);
  expect(await bench.post(post)).toMatchObject({ status: 'published', generation: 2, externalId: 'second' });
});

test('an end that comes late does not swallow another wish', async () => {
  await ask('sold');
  const slow = {
    ...channel,
    endListing: async () => {
      await ask('delisted');
      return { kind: 'ended' } as const;
    },
  };
  await endListing({ ...engine, channels: channelsOf(slow) }, post);
  expect(await bench.post(post)).toMatchObject({ status: 'published', ending: 'delisted' });
});

test('relisting forgets a wish about the listing of before', async () => {
  await ask('sold');
  await endListing(engine, post);
  await ask('delisted');
  await database.transaction((tx) => relistPosts(tx, [post], 'user:ann'));
  expect(await bench.post(post)).toMatchObject({ status: 'queued', generation: 2, ending: null });
});

test('a refusal of an access that was replaced meanwhile blocks nobody', async () => {
  await ask('sold');
  const slow = {
    ...channel,
    endListing: async () => {
      await sql.rows(`UPDATE account SET credentials = '\\x02' WHERE id = $1`, [accountId]);
      return { kind: 'auth_expired', sentence: 'Token expired.' } as const;
    },
  };
  await endListing({ ...engine, channels: channelsOf(slow) }, post);
  expect(await sql.rows('SELECT status FROM account WHERE id = $1', [accountId])).toEqual([{ status: 'active' }]);
});

test('nothing is asked of a paused channel', async () => {
  await ask('sold');
  await sql.rows(`INSERT INTO channel_state (channel, paused_at) VALUES ('scripted', now())`);
  await endListing(engine, post);
  expect(channel.ended).toEqual([]);
  expect((await bench.post(post)).ending).toBe('sold');
});
