import { postStatuses, postStatusGroups } from '@hawker/core';
import { newId } from '@hawker/db';
import { beat, signOff } from '@hawker/publishing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, newListing } from '../testing/test-app.ts';

const bench = await createTestApp();
const { app, caller } = bench;
const { sql } = app.database;
afterAll(() => bench.close());

describe('stats', () => {
  test('an empty Hawker has zeros and fourteen empty days', async () => {
    const stats = await caller.overview.stats();
    expect(stats).toMatchObject({ postsTotal: 0, accountsTotal: 0, hasListings: false, publishedToday: 0 });
    expect(stats.days).toHaveLength(14);
    expect(stats.days.every(({ published, failed }) => published === 0 && failed === 0)).toBe(true);
    expect(stats.days.map(({ day }) => day)).toEqual([...stats.days.map(({ day }) => day)].sort());
  });

  test('the numbers are what a count of the posts says, deleted ones and accounts left out', async () => {
    const [active = '', paused = '', gone = ''] = await bench.addAccounts(3);
    for (let n = 0; n < postStatuses.length; n++) {
      await caller.listings.create({ listing: newListing(), accountIds: [active, paused, gone] });
    }
    // Every status on each account; then some of them go.
    await sql.rows(
      `UPDATE post SET status = ($1::post_status[])[n], settled_on = CASE WHEN ($1::post_status[])[n] IN ('published', 'failed')
         THEN (now() AT TIME ZONE 'Europe/Berlin')::date END
       FROM (SELECT id, row_number() OVER (PARTITION BY account_id ORDER BY id) AS n FROM post) AS numbered
       WHERE numbered.id = post.id`,
      [postStatuses],
    );
    await caller.accounts.pause({ id: paused });
    await sql.rows(`UPDATE account SET status = 'blocked' WHERE id = $1`, [active]);
    await sql.rows(`UPDATE post SET status = 'canceled' WHERE account_id = $1 AND status = 'publishing'`, [gone]);
    await caller.accounts.remove({ id: gone });
    await app.cache.clear();

    const stats = await caller.overview.stats();
    for (const [group, statuses] of Object.entries(postStatusGroups)) {
      const [row] = await sql.rows<{ n: number }>(
        'SELECT count(*) AS n FROM post WHERE deleted_at IS NULL AND status = ANY($1::post_status[])',
        [statuses],
      );
      expect([group, stats.posts[group as keyof typeof stats.posts]]).toEqual([group, row?.n]);
    }
    expect(stats).toMatchObject({
      postsTotal: 2 * postStatuses.length,
      accountsTotal: 2,
      accounts: { active: 0, paused: 1, blocked: 1 },
      hasListings: true,
      publishedToday: 2,
    });
    const days = stats.days.filter(({ published, failed }) => published + failed > 0);
    // Berlin may be a day ahead of the chart, which ends today by UTC.
    expect(days.length === 0 || (days.length === 1 && days[0]?.published === 2 && days[0].failed === 2)).toBe(true);
  });
});

describe('the sentence about the system', () => {
  const worker = { id: newId(), host: 'h', pid: 1, poolId: null, concurrency: 1 };
  let accountId = '';
  beforeAll(async () => {
    await sql.rows('DELETE FROM post');
    [accountId = ''] = await bench.addAccounts(1);
    await caller.listings.create({ listing: newListing(), accountIds: [accountId], publish: { when: 'now' } });
  });
  beforeEach(async () => {
    await sql.rows('DELETE FROM worker');
    await sql.rows('DELETE FROM channel_state');
    await sql.rows(`UPDATE account SET status = 'active', next_slot_at = NULL, lease_until = NULL WHERE id = $1`, [
      accountId,
    ]);
    await sql.rows('UPDATE post SET due_at = clock_timestamp()');
  });

  const status = () => caller.system.status();
  const overdue = () => sql.rows(`UPDATE post SET due_at = now() - interval '5 minutes'`);

  test('no worker has ever run', async () => {
    expect(await status()).toMatchObject({
      ok: false,
      workers: 0,
      heartbeatAgeMs: null,
      problem: expect.stringMatching(/^No worker has started yet/),
    });
  });

  test('a worker lives', async () => {
    await beat(app.database, worker);
    expect(await status()).toMatchObject({
      ok: true,
      problem: null,
      workers: 1,
      live: true,
      overdueMs: expect.any(Number),
    });
  });

  test('a worker whose heart stopped', async () => {
    await beat(app.database, worker);
    await sql.rows(`UPDATE worker SET heartbeat_at = now() - interval '31 seconds'`);
    expect(await status()).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/^No worker has been seen for more than 20 seconds, so/),
    });
  });

  test('a worker that was stopped', async () => {
    await beat(app.database, worker);
    await signOff(app.database, worker.id);
    expect((await status()).ok).toBe(false);
  });

  test('a queue that is stuck', async () => {
    await beat(app.database, worker);
    await overdue();
    expect(await status()).toMatchObject({
      ok: false,
      problem: 'A post has been due for 5 minutes and no worker takes it. Look at the worker’s log.',
    });
  });

  test.each([
    ['its account is paused', `UPDATE account SET status = 'paused'`],
    ['its account waits for its slot', `UPDATE account SET next_slot_at = now() + interval '1 hour'`],
    ['one of its account is being published', `UPDATE account SET lease_until = now() + interval '1 minute'`],
    ['its channel is paused', `INSERT INTO channel_state (channel, paused_at) VALUES ('silent', now())`],
    ['its photo is on its way', 'UPDATE post SET due_at = NULL'],
  ])('a post that waits because %s is not stuck', async (_why, change) => {
    await beat(app.database, worker);
    await overdue();
    await sql.rows(change);
    expect(await status()).toMatchObject({ ok: true, overdueMs: 0 });
  });

  test('an account that is blocked is counted', async () => {
    await sql.rows(`UPDATE account SET status = 'blocked' WHERE id = $1`, [accountId]);
    expect((await status()).blockedAccounts).toBeGreaterThanOrEqual(1);
  });
});
