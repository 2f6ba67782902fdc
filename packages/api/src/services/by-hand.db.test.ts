import { createFacebookSheetChannel } from '@hawker/channels';
import { newId } from '@hawker/db';
import { defaultTimes, pump } from '@hawker/publishing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, newListing } from '../testing/test-app.ts';

const bench = await createTestApp();
const { app, caller } = bench;
afterAll(() => bench.close());

const channel = createFacebookSheetChannel();
const titles = ['Chair', 'Table', 'Lamp', 'Bookcase', 'Sofa'];
let ids: string[] = [];
let sheetId = '';
let accountId = '';

/** The engine's turn with the account: what is due goes into a sheet. */
const handOver = () =>
  pump(
    {
      ...{ ...app, onChange: () => app.cache.clear(), random: () => 0.5, times: defaultTimes, silentForMs: () => 0 },
      ...{ workerId: newId(), log: { ...app.log, info: () => undefined }, shutdown: new AbortController().signal },
    },
    accountId,
  );

beforeAll(async () => {
  ({ id: accountId } = await caller.accounts.create({
    ...{ channel: channel.name, name: 'Ann at Facebook', timeZone: 'UTC', credentials: {} },
    pace: { minGapSeconds: 0, postsPerDay: 1_000, quietStartMinute: null, quietEndMinute: null },
  }));
  const [other = ''] = await bench.addAccounts(1);
  for (const title of titles) {
    const listing = newListing(title);
    await caller.listings.create({ listing, accountIds: [accountId, other], publish: { when: 'now' } });
  }
  await handOver();
  const { posts } = await caller.posts.list({ filter: { accountId }, oldestFirst: true });
  ids = posts.map((post) => post.id);
  sheetId = (await caller.sheets.list({ accountId }))[0]?.id ?? '';
});

const all = { filter: {}, upTo: 'now' } as const;
const named = (count: number) =>
  titles.slice(0, count).map((title) => ({ title, accountName: 'Ann at Facebook', sheetNumber: 1 }));

test('only what a downloaded sheet has may be listed already', async () => {
  expect(await caller.posts.byHand({ ...all, act: 'cancel' })).toEqual({ total: 0, first: [] });
  await caller.sheets.download({ id: sheetId });
  const asked = await caller.posts.byHand({ ...all, act: 'cancel' });
  expect(asked).toMatchObject({ total: 5, first: named(3) });
  expect(await caller.posts.byHand({ ...all, act: 'retry' })).toMatchObject({ total: 0 });
});

test('canceled and published again, a post was listed twice: how many that could be is known before, and which', async () => {
  await caller.posts.cancel({ ids: ids.slice(0, 4) });
  for (const act of ['retry', 'schedule'] as const) {
    expect(await caller.posts.byHand({ ...all, act })).toMatchObject({ total: 4, first: named(3) });
    expect(await caller.posts.byHand({ ids: ids.slice(0, 1), act })).toMatchObject({ total: 1, first: named(1) });
    expect(await caller.posts.byHand({ ids: ids.slice(4), act })).toMatchObject({ total: 0 });
  }
});

test('what is live there is ended by hand', async () => {
  await caller.sheets.markLive({ sheetId });
  expect(await caller.posts.byHand({ ...all, act: 'delist' })).toMatchObject({
    total: 1,
    first: [{ id: ids[4], title: 'Sofa' }],
  });
});

describe('what is live there and listed anew waits in a new sheet', () => {
  test.each([
    ['chosen by its id', () => ({ ids: ids.slice(4) })],
    ['among all that match', () => ({ filter: { accountId, statuses: ['published' as const] }, upTo: 'now' })],
  ])('%s', async (_, selection) => {
    const before = await caller.posts.get({ id: ids[4] ?? '' });
    const begun = await caller.posts.relist(selection());
    const done = begun.next === null ? begun : await caller.posts.goOn({ action: begun.next });
    expect(done).toMatchObject({ moved: 1, left: 0 });
    await handOver();
    expect(await caller.posts.get({ id: before.id })).toMatchObject({
      ...{ status: 'awaiting_upload', generation: before.generation + 1, externalUrl: null, ending: null },
    });
    const waiting = (await caller.sheets.list({ accountId })).find((sheet) => sheet.waiting > 0);
    expect(waiting).toMatchObject({ waiting: 1 });
    await caller.sheets.download({ id: waiting?.id ?? '' });
    await caller.sheets.markLive({ sheetId: waiting?.id ?? '' });
  });
});
