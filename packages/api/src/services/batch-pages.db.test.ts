import { newId } from '@hawker/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, sheetOf } from '../testing/test-app.ts';

const bench = await createTestApp();
const { app, caller } = bench;
afterAll(() => bench.close());

let batchId = '';
/** In the order of the sheet: listing by listing, the accounts taking turns. */
let ids: string[] = [];
beforeAll(async () => {
  await bench.addOwner();
  const accountIds = await bench.addAccounts(2);
  const { id } = await caller.uploads.create({ fileName: 'stock.csv', contentBase64: sheetOf(5) });
  ({ batchId } = await caller.uploads.confirm({ id, accountIds, publish: { when: 'draft' } }));
  ids = (await caller.posts.list({ filter: { batchId } })).posts.map((post) => post.id).reverse();
});

test('a batch can be read in the order of its sheet, forwards and backwards', async () => {
  const page = (at: { cursor?: string; before?: string }) =>
    caller.posts.list({ filter: { batchId }, limit: 4, oldestFirst: true, ...at });
  const first = await page({});
  const second = await page({ cursor: first.nextCursor ?? '' });
  const third = await page({ cursor: second.nextCursor ?? '' });
  const walked = [...first.posts, ...second.posts, ...third.posts].map((post) => post.id);
  expect(walked).toEqual(ids);
  expect([first.previousCursor, third.nextCursor]).toEqual([null, null]);
  expect(await page({ before: third.previousCursor ?? '' })).toEqual(second);
  expect((await page({ before: second.previousCursor ?? '' })).posts).toEqual(first.posts);
});

test('the same refusal of two posts is one problem, with what was refused by its latest attempt', async () => {
  const [one = '', two = ''] = ids;
  for (const [postId, sentence] of [
    [one, 'Too short.'],
    [one, 'Not allowed.'],
    [two, 'Not allowed.'],
  ] as const) {
    await app.database.sql.rows(
      `INSERT INTO attempt (id, post_id, account_id, generation, idempotency_key, status, fence, worker_id, field_errors)
       SELECT $1, id, account_id, 1, 'key', 'failed', 1, $2, json_build_object('title', $4::text) FROM post WHERE id = $3`,
      [newId(), newId(), postId, sentence],
    );
  }
  await app.database.sql.rows(
    `UPDATE post SET status = 'failed', last_sentence = 'Some fields need a change.' WHERE id = ANY($1::uuid[])`,
    [[one, two]],
  );
  expect((await caller.batches.outlook({ id: batchId })).problems).toEqual([
    expect.objectContaining({ posts: 2, postId: one, status: 'failed', fieldErrors: { title: 'Not allowed.' } }),
  ]);
});
