/** What is said once for all rows that say nothing: only for those that make a listing, and taken back at one press. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApp } from '../testing/test-app.ts';

const bench = await createTestApp();
const { caller } = bench;
afterAll(() => bench.close());

let accountIds: string[] = [];
beforeAll(async () => {
  await bench.addOwner();
  accountIds = await bench.addAccounts(1);
});
beforeEach(() => bench.removeListings());

const fill = (id: string, text: string) => caller.uploads.fill({ id, column: 'condition', text });
const takeBack = (id: string) => caller.uploads.fill({ id, takeBack: 'condition' });
const confirm = (id: string) => caller.uploads.confirm({ id, accountIds, publish: { when: 'draft' } });
const conditionsOf = async (id: string) => (await caller.uploads.rows({ id })).rows.map(({ cells }) => cells.condition);
const silent = async (id: string) => (await caller.uploads.silent({ id })).condition;

const header = 'sku,title,price,condition';

test('rows without a condition went as good, and nothing told so', async () => {
  const id = await bench.bring([header, 'a,Chair,5,', 'b,Lamp,5,fair', 'c,Rug,free,', 'd,Test row,5,']);
  await caller.uploads.leaveRowOut({ id, row: 5, isOut: true });
  expect(await silent(id)).toBe(2);
  await fill(id, ' New ');
  expect(await conditionsOf(id)).toEqual(['New', 'Fair', 'New', 'New']);
  expect(await silent(id)).toBe(0);
  expect(await caller.uploads.get({ id })).toMatchObject({ good: 2, bad: 1, out: 1, filled: { condition: 'New' } });
  // Said otherwise, it is said of the same rows.
  await fill(id, 'Like new');
  expect(await conditionsOf(id)).toEqual(['Like new', 'Fair', 'Like new', 'Like new']);
  await takeBack(id);
  expect(await conditionsOf(id)).toEqual([undefined, 'Fair', undefined, undefined]);
  expect(await caller.uploads.get({ id })).toMatchObject({ filled: {} });
});

test('what somebody wrote into a filled cell is theirs', async () => {
  const id = await bench.bring([header, 'a,Chair,5,', 'b,Lamp,5,']);
  await fill(id, 'New');
  const mend = (text: string, back = {}) =>
    caller.uploads.changeCell({ id, row: 2, column: 'condition', text, ...back });
  expect((await mend('fair')).was).toEqual({ text: 'New', mark: 'filled' });
  await fill(id, 'Good');
  expect(await conditionsOf(id)).toEqual(['fair', 'Good']);
  await mend('Good', { expect: 'fair', mark: 'filled' });
  await takeBack(id);
  expect(await conditionsOf(id)).toEqual([undefined, undefined]);
});

test('a listing that is there keeps its condition', async () => {
  await confirm(await bench.bring([header, 'a,Chair,5,fair']));
  const id = await bench.bring(['sku,title,price', 'a,Chair,6', 'b,Lamp,5']);
  expect(await silent(id)).toBe(1);
  await fill(id, 'New');
  expect((await caller.uploads.get({ id })).columns).toContain('condition');
  expect((await caller.uploads.rows({ id })).rows).toMatchObject([
    { change: 'update', before: { price: '5.00' } },
    { change: 'new', cells: { condition: 'New' } },
  ]);
});

test('it stays when the columns are named anew, and goes with the rows that stay behind', async () => {
  const id = await bench.bring(['sku,title,price,note', 'a,Chair,5,x', 'b,Lamp,free,x']);
  await fill(id, 'New');
  await caller.uploads.map({ id, mapping: { sku: 'sku', title: 'title', price: 'price', note: 'brand' } });
  expect(await conditionsOf(id)).toEqual(['New', 'New']);
  expect(await caller.uploads.get({ id })).toMatchObject({ good: 1, bad: 1, filled: { condition: 'New' } });
  const rest = (await confirm(id)).restUploadId ?? '';
  expect(await caller.uploads.get({ id: rest })).toMatchObject({ filled: { condition: 'New' } });
  await takeBack(rest);
  expect(await conditionsOf(rest)).toEqual([undefined]);
  await expect(fill(id, 'New')).rejects.toThrow('cannot be changed now');
});

test('whoever saw a plan before confirms another one; what is no condition is refused in each row', async () => {
  const id = await bench.bring([header, 'a,Chair,5,']);
  await caller.uploads.choose({ id, accountIds });
  const { token } = await caller.uploads.plan({ id });
  await fill(id, 'shiny');
  expect((await caller.uploads.rows({ id })).rows[0]?.errors.condition).toContain('Use new, like new');
  await fill(id, 'New');
  await expect(
    caller.uploads.confirm({ id, accountIds, publish: { when: 'draft' }, planToken: token }),
  ).rejects.toThrow('Look at the plan again');
  await expect(fill(id, ' ')).rejects.toThrow('Say something.');
});

test('a column that is left out is taken back first', async () => {
  const id = await bench.bring([header, 'a,Chair,5,fair', 'b,Lamp,5,']);
  await fill(id, 'New');
  await caller.uploads.leaveOut({ id, leave: 'condition' });
  await expect(fill(id, 'Good')).rejects.toThrow('“Condition” is left out of every row');
  await takeBack(id);
  await caller.uploads.leaveOut({ id, takeBack: 'condition' });
  expect(await conditionsOf(id)).toEqual(['Fair', undefined]);
});

test('a row that was left out meanwhile gave the listing that is there another condition when it came back', async () => {
  await confirm(await bench.bring([header, 'a,Chair,5,fair']));
  const id = await bench.bring(['sku,title,price', 'a,Chair,6', 'b,Lamp,5']);
  await caller.uploads.leaveRowOut({ id, row: 2, isOut: true });
  await fill(id, 'New');
  await caller.uploads.leaveRowOut({ id, row: 2, isOut: false });
  expect(await conditionsOf(id)).toEqual([undefined, 'New']);
});
