/** Rows that stayed behind wait as an upload of their own: they must not change what the others of their file became. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApp } from '../testing/test-app.ts';

const bench = await createTestApp();
const { app, caller } = bench;
const { sql } = app.database;
afterAll(() => bench.close());

let accountIds: string[] = [];
beforeAll(async () => {
  await bench.addOwner();
  accountIds = await bench.addAccounts(1);
});
beforeEach(() => bench.removeListings());

/** Confirms these lines and gives the upload of those that stayed. */
async function restOf(...lines: readonly string[]): Promise<string> {
  return (await confirm(await bench.bring(['sku,title,price', ...lines]))).restUploadId ?? '';
}

const confirm = (id: string) => caller.uploads.confirm({ id, accountIds, publish: { when: 'draft' } });
const rowsOf = async (id: string) => (await caller.uploads.rows({ id })).rows;
const titles = async () =>
  (await sql.rows<{ title: string }>('SELECT title FROM listing ORDER BY title')).map(({ title }) => title);

const gone = expect.stringContaining('Row 2 had this SKU too, and has gone.');

test('a row whose SKU was in the file twice became an update of what its twin made', async () => {
  const rest = await restOf('a,Oak chair,12', 'a,Elm chair,13', 'a,Ash chair,14');
  expect(await rowsOf(rest)).toMatchObject([
    { row: 3, twinRow: 2, change: null, errors: { sku: gone } },
    { row: 4, twinRow: 2, change: null, errors: { sku: gone } },
  ]);
  expect(await caller.uploads.get({ id: rest })).toMatchObject({ good: 0, bad: 2 });
  // Mending something else, or writing the same again, settles nothing.
  await caller.uploads.changeCell({ id: rest, row: 3, column: 'price', text: '15' });
  await caller.uploads.changeCell({ id: rest, row: 3, column: 'sku', text: 'a' });
  expect((await rowsOf(rest))[0]).toMatchObject({ twinRow: 2, errors: { sku: gone } });
  await expect(confirm(rest)).rejects.toThrow('No row can go yet');
  expect(await titles()).toEqual(['Oak chair']);
});

test('another SKU makes it a listing of its own', async () => {
  const rest = await restOf('a,Oak chair,12', 'a,Elm chair,13');
  const changed = await caller.uploads.changeCell({ id: rest, row: 3, column: 'sku', text: 'b' });
  expect(changed.rows).toMatchObject([{ twinRow: null, change: 'new' }]);
  expect(changed.rows[0]?.errors).toEqual({});
  expect(await confirm(rest)).toMatchObject({ created: 1, updated: 0 });
  expect(await titles()).toEqual(['Elm chair', 'Oak chair']);
});

test('a twin that had another SKU for a moment overwrote the listing of the other, and nobody had accepted it', async () => {
  const rest = await restOf('a,Oak chair,12', 'a,Elm chair,13', 'b,Lamp,x');
  await caller.uploads.changeCell({ id: rest, row: 3, column: 'sku', text: 'c' });
  await expect(caller.uploads.acceptUpdate({ id: rest, row: 3 })).rejects.toThrow('nothing to accept');
  const back = await caller.uploads.changeCell({ id: rest, row: 3, column: 'sku', text: 'a' });
  expect(back.rows).toMatchObject([{ row: 3, twinRow: 2, change: null, errors: { sku: gone } }]);
  await expect(confirm(rest)).rejects.toThrow('No row can go yet');
  expect(await titles()).toEqual(['Oak chair']);
  expect(await caller.uploads.acceptUpdate({ id: rest, row: 3 })).toMatchObject({ updates: 1 });
});

test('it changes the listing of its twin once somebody has accepted that, and the next twin waits for its own word', async () => {
  const rest = await restOf('a,Oak chair,12', 'a,Elm chair,13', 'a,Ash chair,14');
  expect(await caller.uploads.acceptUpdate({ id: rest, row: 3 })).toMatchObject({
    ...{ good: 1, bad: 1, updates: 1 },
    rows: [{ row: 3, twinRow: null, change: 'update', before: { title: 'Oak chair', price: '12.00' } }],
  });
  await expect(caller.uploads.acceptUpdate({ id: rest, row: 3 })).rejects.toThrow('nothing to accept');
  const { restUploadId, updated } = await confirm(rest);
  expect(updated).toBe(1);
  expect(await rowsOf(restUploadId ?? '')).toMatchObject([{ row: 4, twinRow: 3, change: null }]);
  expect(await titles()).toEqual(['Elm chair']);
});

test('what was accepted is taken back, and accepted again; a row that is bad all the same stays accepted', async () => {
  const rest = await restOf('a,Oak chair,12', 'a,Elm chair,13', 'b,Lamp,x');
  const accept = (isAccepted: boolean) => caller.uploads.acceptUpdate({ id: rest, row: 3, isAccepted });
  await expect(accept(false)).rejects.toThrow('There is nothing to take back in this row any more.');
  await accept(true);
  expect(await accept(false)).toMatchObject({
    ...{ good: 0, bad: 2, updates: 0 },
    rows: [{ row: 3, twinRow: 2, change: null, errors: { sku: gone } }],
  });
  await accept(true);
  await caller.uploads.changeCell({ id: rest, row: 3, column: 'price', text: 'free' });
  await caller.uploads.changeCell({ id: rest, row: 4, column: 'price', text: '5' });
  const second = (await confirm(rest)).restUploadId ?? '';
  expect(await rowsOf(second)).toMatchObject([{ row: 3, twinRow: null, errors: { price: expect.any(String) } }]);
  expect((await rowsOf(second))[0]?.errors).not.toHaveProperty('sku');
});

test('a row whose title was missing took the SKU that was made for another, and changed its listing', async () => {
  const rest = await restOf(',Oak chair,12', ',,13');
  const named = await caller.uploads.changeCell({ id: rest, row: 3, column: 'title', text: 'Oak chair' });
  expect(named.rows).toMatchObject([{ change: 'new' }]);
  const { created, restUploadId } = await confirm(rest);
  expect([created, restUploadId]).toEqual([1, null]);
  expect(await sql.rows('SELECT sku FROM listing ORDER BY sku')).toEqual([
    { sku: 'oak-chair' },
    { sku: 'oak-chair-2' },
  ]);
});

test('nor after the rows that stayed behind a second time', async () => {
  const rest = await restOf(',Oak chair,12', ',Lamp,x', ',,13');
  await caller.uploads.changeCell({ id: rest, row: 3, column: 'price', text: '5' });
  const second = (await confirm(rest)).restUploadId ?? '';
  await caller.uploads.changeCell({ id: second, row: 4, column: 'title', text: 'Oak chair' });
  expect(await confirm(second)).toMatchObject({ created: 1, updated: 0 });
});
