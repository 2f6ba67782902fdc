import { instantOf, localTime } from '@hawker/core';
import { newId } from '@hawker/db';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createTestApp, newListing } from '../testing/test-app.ts';

const bench = await createTestApp();
const { app, caller } = bench;
const { sql } = app.database;
afterAll(() => bench.close());

const hourMs = 3_600_000;
const from = new Date(Date.now() + 24 * hourMs);
const to = new Date(from.getTime() + 2 * hourMs);

let search = '';
let quick = '';
let slow = '';
beforeEach(async () => {
  search = newId();
  [quick = '', slow = ''] = await bench.addAccounts(2);
  await sql.rows('UPDATE account SET min_gap_seconds = 60, posts_per_day = 28 WHERE id = $1', [slow]);
  await addPosts(50, [quick, slow]);
  app.cache.clear();
});

async function addPosts(count: number, accounts: readonly string[], status = 'draft', dueAt: Date | null = null) {
  await sql.rows(
    `WITH made AS (
       INSERT INTO listing (sku, title, description, price_minor, currency)
       SELECT uuidv7()::text, $1::text, '', 100, 'EUR' FROM generate_series(1, $2::int) RETURNING id
     )
     INSERT INTO post (account_id, listing_id, status, due_at)
     SELECT account_id, id, $4::post_status, $5::timestamptz FROM made CROSS JOIN unnest($3::uuid[]) AS account_id`,
    [search, count, accounts, status, dueAt],
  );
}

const plan = async (given: { from: Date; to: Date | null }, filter: object = { search }) =>
  (await caller.posts.planSchedule({ filter, upTo: 'now', ...given })).accounts;

test('a window that is faster than the pace: who is late, and when they are really done', async () => {
  const [last, first, ...others] = await plan({ from, to });
  expect(others).toEqual([]);
  // 28 on the first day and 22 on the next, which begins at its own midnight.
  expect(last).toMatchObject({ accountId: slow, posts: 50, postsPerDay: 28, problem: null });
  expect(last?.finishesAt?.getTime()).toBeGreaterThan(to.getTime());
  expect(first).toMatchObject({ accountId: quick, posts: 50, finishesAt: to });
});

test('all from one time on: as the plan of an upload, but from then', async () => {
  const byId = new Map((await plan({ from, to: null })).map((account) => [account.accountId, account]));
  expect(byId.get(quick)?.finishesAt?.getTime()).toBe(from.getTime() + 49_000);
  expect(byId.get(slow)?.finishesAt?.getTime()).toBeGreaterThan(from.getTime() + 49 * 60_000);
});

test('what waits before them counts, what is due later does not, and what is scheduled anew is not counted twice', async () => {
  const window = { from, to: new Date(from.getTime() + 48 * hourMs) };
  const mine = { search, accountId: slow };
  const finish = async () => (await plan(window, { ...mine, statuses: ['draft'] }))[0]?.finishesAt?.getTime() ?? 0;
  const alone = await finish();
  await addPosts(280, [slow], 'scheduled', new Date(from.getTime() + 60 * 24 * hourMs));
  expect(await finish()).toBe(alone);
  const before = await plan(window, { ...mine, statuses: ['scheduled'] });
  expect(before).toMatchObject([{ posts: 280 }]);
  await addPosts(280, [slow], 'queued', new Date());
  expect(await finish()).toBeGreaterThan(alone + 5 * 24 * hourMs);
});

test('what is scheduled in the window or shortly before it was thought to go out weeks earlier', async () => {
  const day = new Date(Date.now() + 17 * 24 * hourMs).toISOString().slice(0, 10);
  const zone = 'Europe/Berlin';
  const at = (hour: number) => instantOf(day, hour * 60, zone);
  const window = { from: at(9), to: at(18) };
  await addPosts(20, [slow], 'failed');
  // By days after the window's.
  const doneAfter = async (to: Date | null = window.to) => {
    const [account] = await plan({ ...window, to }, { search, accountId: slow, statuses: ['failed'] });
    const { date } = localTime(account?.finishesAt ?? new Date(0), zone);
    return (Date.parse(date) - Date.parse(day)) / (24 * hourMs);
  };
  expect(await doneAfter()).toBe(0);
  await addPosts(28, [slow], 'scheduled', at(12));
  expect(await doneAfter()).toBe(1);
  expect(await doneAfter(null)).toBe(0);
  // 108 of which 28 go out a day; the one of tomorrow changes nothing.
  await addPosts(60, [slow], 'scheduled', at(8));
  await addPosts(1, [slow], 'scheduled', from);
  expect(await doneAfter()).toBe(3);
  expect(await doneAfter(null)).toBe(2);
});

test('what cannot be scheduled got a forecast, or broke it', async () => {
  await expect(plan({ from: to, to: from })).rejects.toMatchObject({ cause: { code: 'bad_input' } });
  const never = new Date('9999-12-31T00:00:00Z');
  await expect(plan({ from: never, to: null })).rejects.toMatchObject({ cause: { code: 'bad_input' } });
});

test('of what is paused, or uploaded by a person, no time is promised', async () => {
  await caller.accounts.pause({ id: quick });
  const { id: byHand } = await caller.accounts.create({
    ...{ channel: 'facebook-sheet', name: `By hand ${newId()}`, timeZone: 'UTC', credentials: {} },
    pace: { minGapSeconds: 0, postsPerDay: 10, quietStartMinute: null, quietEndMinute: null },
  });
  const listing = newListing(search);
  await caller.listings.create({ listing, accountIds: [byHand] });
  const byId = new Map((await plan({ from, to })).map((account) => [account.accountId, account]));
  expect(byId.get(quick)).toMatchObject({ finishesAt: null, problem: expect.stringContaining('Paused') });
  expect(byId.get(byHand)).toMatchObject({ finishesAt: null, problem: null });
});

test('posting listings: what is on an account already was counted as new', async () => {
  const filter = { search };
  const [other = ''] = await bench.addAccounts(1);
  const plan = await caller.listings.planPost({ filter, upTo: 'now' });
  const of = (id: string) => plan.find(({ accountId }) => accountId === id);
  expect(of(quick)).toEqual({ accountId: quick, posts: 0, alreadyThere: 50, finishesAt: null, sheets: null });
  expect(of(other)).toMatchObject({ posts: 50, alreadyThere: 0, finishesAt: expect.any(Date) });
});

test('posting listings: nobody was told beforehand how many sheets are to be uploaded', async () => {
  const { id: byHand } = await caller.accounts.create({
    ...{ channel: 'facebook-sheet', name: `By hand ${newId()}`, timeZone: 'UTC', credentials: {} },
    pace: { minGapSeconds: 0, postsPerDay: 10, quietStartMinute: null, quietEndMinute: null },
  });
  await addPosts(1, [quick]);
  const plan = await caller.listings.planPost({ filter: { search }, upTo: 'now' });
  expect(plan.find(({ accountId }) => accountId === byHand)).toMatchObject({ posts: 51, sheets: 2, finishesAt: null });
});
