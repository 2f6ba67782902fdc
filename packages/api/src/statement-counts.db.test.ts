/** The promises of product.md on the number of statements, each counted on the wire. */

import { newId, recordStatements, type SqlRunner, type SqlValue, workStatements } from '@hawker/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCaller } from './router.ts';
import { actorOf, createTestApp, sheetOf } from './testing/test-app.ts';

const bench = await createTestApp();
const { app, caller } = bench;
afterAll(() => bench.close());

let accountIds: string[] = [];

beforeAll(async () => {
  await bench.addOwner();
  accountIds = await bench.addAccounts(5);
  const upload = await caller.uploads.create({ fileName: 'first.csv', contentBase64: sheetOf(30) });
  await caller.uploads.confirm({ id: upload.id, accountIds, publish: { when: 'draft' } });
  await app.database.sql.rows(
    `INSERT INTO photo (id, listing_id, status, content_hash) SELECT uuidv7(), id, 'ready', 'hash' FROM listing`,
  );
  await hearEverything();
});

/** Announcements come in the order of commits: when ours has come, those of the set-up have cleared what they clear. */
async function hearEverything(): Promise<void> {
  const heard = new Promise<void>((resolve) => {
    app.live.subscribe((message) => message.type === 'many' && message.eventId === -1 && resolve());
  });
  await app.database.sql.rows(`SELECT pg_notify('hawker', '{"type":"many","eventId":-1}')`);
  await heard;
}

async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  return workStatements((await recordStatements(work)).statements);
}

test('a page of 100 posts with account, listing and first photo is 1 statement, and 0 when asked again', async () => {
  await app.cache.clear();
  const page = () => caller.posts.list({ limit: 100 });
  expect(await statementsOf(page)).toHaveLength(1);
  expect(await statementsOf(page)).toHaveLength(0);
  const { posts, nextCursor } = await page();
  expect(posts).toHaveLength(100);
  expect(posts[0]).toMatchObject({ photoHash: 'hash', accountName: expect.any(String), title: expect.any(String) });
  expect(await statementsOf(() => caller.posts.list({ limit: 100, cursor: nextCursor ?? '' }))).toHaveLength(1);
});

test('the accounts with their counts are 1 statement, and 0 when asked again', async () => {
  await app.cache.clear();
  expect(await statementsOf(() => caller.accounts.list())).toHaveLength(1);
  expect(await statementsOf(() => caller.accounts.list())).toHaveLength(0);
  expect((await caller.accounts.list())[0]?.postCounts).toEqual({ draft: 30 });
});

test('the dashboard’s numbers are at most 2 statements cold and 0 warm, and neither reads the posts', async () => {
  await app.cache.clear();
  const cold = await statementsOf(() => caller.overview.stats());
  expect(cold.length).toBeLessThanOrEqual(2);
  expect(cold.filter((text) => /\bFROM post\b/.test(text))).toEqual([]);
  expect(await statementsOf(() => caller.overview.stats())).toHaveLength(0);
});

test('the queue is at most 6 statements, whatever waits, and one account of it at most 4', async () => {
  await app.cache.clear();
  const cold = await statementsOf(() => caller.queue.get());
  expect(cold.length).toBeLessThanOrEqual(6);
  const [id = ''] = accountIds;
  expect((await statementsOf(() => caller.queue.account({ id }))).length).toBeLessThanOrEqual(4);
});

test('how many posts match is 1 statement', async () => {
  await app.cache.clear();
  expect(await statementsOf(() => caller.posts.count({ filter: { statuses: ['draft'] } }))).toHaveLength(1);
});

test('a page of listings with its photos and posts is 1 statement', async () => {
  expect(await statementsOf(() => caller.listings.list({ limit: 30 }))).toHaveLength(1);
});

test.each([10, 50, 1_000])(
  'a checked file of %d listings becomes posts on 5 accounts in 5 statements',
  async (rows) => {
    const contentBase64 = sheetOf(rows, `Of ${rows}`);
    const { id } = await caller.uploads.create({ fileName: `${newId()}.csv`, contentBase64 });
    await caller.uploads.choose({ id, accountIds });
    await caller.accounts.list();
    expect(await statementsOf(() => caller.uploads.confirm({ id, accountIds, publish: { when: 'now' } }))).toHaveLength(
      5,
    );
  },
);

test('an upload costs the same statements and rows however many rows it has', async () => {
  let mostRows = 0;
  const { sql } = app.database;
  const counted: SqlRunner = {
    rows: async <Row>(text: string, values?: readonly SqlValue[]) => {
      const rows = await sql.rows<Row>(text, values);
      mostRows = Math.max(mostRows, rows.length);
      return rows;
    },
  };
  const measured = { ...app, database: { ...app.database, sql: counted } };
  const counting = createCaller({ app: measured, actor: actorOf('owner'), requestId: 'test', address: null });
  const costs: object[] = [];
  for (const size of [30, 3_000]) {
    const { id } = await caller.uploads.create({ fileName: 'size.csv', contentBase64: sheetOf(size, `Size ${size}`) });
    await caller.uploads.changeCell({ id, row: 2, column: 'price', text: 'none' });
    mostRows = 0;
    costs.push({
      get: (await statementsOf(() => counting.uploads.get({ id }))).length,
      all: (await statementsOf(() => counting.uploads.rows({ id, limit: 20 }))).length,
      bad: (await statementsOf(() => counting.uploads.rows({ id, show: 'bad', limit: 20 }))).length,
      plan: (await statementsOf(() => counting.uploads.plan({ id }))).length,
      mostRows,
    });
  }
  expect(costs[1]).toEqual(costs[0]);
  expect(costs[1]).toEqual({ get: 3, all: 2, bad: 3, plan: 3, mostRows: 20 });
});
