/** Cells that are pasted together: one change of the rows, in which what cannot be changed keeps nothing else from it. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApp } from '../testing/test-app.ts';

const bench = await createTestApp();
const { app, caller } = bench;
afterAll(() => bench.close());
beforeAll(async () => {
  await bench.addOwner();
});
beforeEach(() => bench.removeListings());

const pricesOf = async (id: string) => (await caller.uploads.rows({ id })).rows.map(({ cells }) => cells.price);
const revisionOf = async (id: string) =>
  (await app.database.sql.rows<{ revision: number }>('SELECT revision FROM upload WHERE id = $1', [id]))[0]?.revision;
const price = (row: number, text: string, back = {}) => ({ row, column: 'price' as const, text, ...back });

test('a column of prices is pasted, checked, and taken back, and a row that is left out stays as it is', async () => {
  const id = await bench.bring(['sku,title,price', 'a,Chair,free', 'b,Lamp,2', 'c,Rug,free']);
  await caller.uploads.leaveRowOut({ id, row: 3, isOut: true });
  const before = await revisionOf(id);
  const changed = await caller.uploads.changeCells({ id, changes: [price(2, '11'), price(3, '12'), price(4, 'dear')] });
  expect(changed).toMatchObject({
    ...{ good: 1, bad: 1, out: 1 },
    rows: [
      { row: 2, change: 'new', price: { amountMinor: 1_100, currency: 'EUR' } },
      { row: 4, change: null, price: null, errors: { price: expect.stringContaining('dear') } },
    ],
    was: [{ text: 'free', mark: null }, null, { text: 'free', mark: null }],
  });
  expect(await revisionOf(id)).toBe((before ?? 0) + 1);
  expect(await pricesOf(id)).toEqual(['11', '2', 'dear']);
  const back = { mark: null };
  await caller.uploads.changeCells({
    id,
    changes: [price(2, 'free', { ...back, expect: '11' }), price(4, 'free', { ...back, expect: 'dear' })],
  });
  expect(await pricesOf(id)).toEqual(['free', '2', 'free']);
});

test('where none of the cells can be changed, that is said, and nothing is counted as a change', async () => {
  const id = await bench.bring(['sku,title,price', 'a,Chair,5']);
  await caller.uploads.leaveRowOut({ id, row: 2, isOut: true });
  const before = await revisionOf(id);
  await expect(caller.uploads.changeCells({ id, changes: [price(2, '1'), price(9, '2')] })).rejects.toThrow(
    'Row 2 is left out',
  );
  expect(await revisionOf(id)).toBe(before);
});

test('SKUs that are pasted may be those of other rows', async () => {
  const id = await bench.bring(['sku,title,price', 'a,Chair,5', 'b,Lamp,5', ',Chair,5']);
  const sku = (row: number, text: string) => ({ row, column: 'sku' as const, text });
  const { rows } = await caller.uploads.changeCells({ id, changes: [sku(2, 'b'), sku(3, 'chair')] });
  expect(rows.map(({ row, change }) => [row, change])).toEqual([
    [2, 'new'],
    [3, 'new'],
    [4, 'new'],
  ]);
});

test('how a price is read is told of rows that go, and of rows that something else is wrong with', async () => {
  const id = await bench.bring([
    'title,price,currency,quantity',
    'A,"12.345",,1',
    'B,"1.200",JPY,x',
    'C,12.345,,x',
    'D,free,,x',
  ]);
  expect((await caller.uploads.rows({ id })).rows.map((row) => row.price)).toEqual([
    { amountMinor: 1_234_500, currency: 'EUR' },
    { amountMinor: 1_200, currency: 'JPY' },
    { amountMinor: 1_234_500, currency: 'EUR' },
    null,
  ]);
});
