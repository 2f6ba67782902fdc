/** A row without an SKU took the text and the price of another listing with the same title: somebody says which it is not. */

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

const header = 'title,price,description';
const another = (id: string, row: number, isAnother = true) => caller.uploads.another({ id, row, isAnother });
const confirm = (id: string, planToken?: string) =>
  caller.uploads.confirm({ id, accountIds, publish: { when: 'draft' }, planToken });
const skusOf = async (id: string) =>
  (await sql.rows<{ sku: string }>('SELECT sku FROM upload_row WHERE upload_id = $1 ORDER BY position', [id])).map(
    ({ sku }) => sku,
  );
const madeOf = async (id: string) => (await caller.uploads.silent({ id })).sku;
const listed = () => sql.rows('SELECT sku, description FROM listing WHERE deleted_at IS NULL ORDER BY sku COLLATE "C"');
/** A listing of an earlier file. */
const keep = async (...lines: readonly string[]) => confirm(await bench.bring([header, ...lines]));

test('another chair of the same name was an update of the one that is here', async () => {
  await keep('Chair,25,An old one', 'Rug,9,Red');
  const id = await bench.bring([header, 'Chair,99,A wholly other one', 'Rug,9,Red', 'Lamp,5,New']);
  expect((await caller.uploads.rows({ id })).rows).toMatchObject([
    { change: 'update', takenFor: 'Chair' },
    { change: 'unchanged', takenFor: 'Rug' },
    { change: 'new', takenFor: null },
  ]);
  expect(await madeOf(id)).toEqual({ taken: 2, others: 0 });
  expect(await caller.uploads.rows({ id, show: 'taken' })).toMatchObject({ total: 2, rows: [{ row: 2 }, { row: 3 }] });
  const { token } = await caller.uploads.plan({ id });
  expect(await another(id, 2)).toMatchObject({
    ...{ creates: 2, updates: 0, unchanged: 1 },
    rows: [{ row: 2, change: 'new', takenFor: null, before: {} }],
  });
  expect(await skusOf(id)).toEqual(['chair-2', 'rug', 'lamp']);
  expect(await madeOf(id)).toEqual({ taken: 1, others: 1 });
  // It is another plan than the one that somebody looked at.
  await expect(confirm(id, token)).rejects.toMatchObject({ code: 'CONFLICT' });
  await confirm(id);
  expect(await listed()).toEqual([
    { sku: 'chair', description: 'An old one' },
    { sku: 'chair-2', description: 'A wholly other one' },
    { sku: 'lamp', description: 'New' },
    { sku: 'rug', description: 'Red' },
  ]);
});

test('it is taken back, as the SKU that it had, and said once only', async () => {
  await keep('Chair,25,One', 'Chair,26,Two');
  const id = await bench.bring([header, 'Chair,5,x', 'Chair,6,y']);
  await another(id, 2);
  await another(id, 3);
  expect(await skusOf(id)).toEqual(['chair-3', 'chair-4']);
  await expect(another(id, 3)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await another(id, 3, false)).toMatchObject({ rows: [{ row: 3, change: 'update', takenFor: 'Chair' }] });
  await another(id, 2, false);
  expect(await skusOf(id)).toEqual(['chair', 'chair-2']);
  await expect(another(id, 2, false)).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('a row that says its SKU itself is that listing, and one that says it later too', async () => {
  await keep('Chair,25,One');
  const id = await bench.bring([`sku,${header}`, 'chair,Chair,5,x']);
  expect((await caller.uploads.rows({ id })).rows).toMatchObject([{ change: 'update', takenFor: null }]);
  await expect(another(id, 2)).rejects.toMatchObject({ code: 'CONFLICT' });
  const other = await bench.bring([header, 'Chair,6,y']);
  await another(other, 2);
  const said = await caller.uploads.changeCell({ id: other, row: 2, column: 'sku', text: 'chair' });
  expect(said).toMatchObject({ rows: [{ change: 'update', takenFor: null }] });
  // Taken away again, it is another one still.
  const away = await caller.uploads.changeCell({ id: other, row: 2, column: 'sku', text: '' });
  expect(away).toMatchObject({ rows: [{ change: 'new' }] });
});

test('all of them are other ones at one press, none with the SKU of a listing or of another row', async () => {
  await keep('Chair,1,One', 'Chair,2,Two', 'Chair,3,Three', 'Chair,4,Four', 'Rug,4,Four', 'Lamp,5,Five');
  await sql.rows(`UPDATE listing SET deleted_at = now() WHERE sku IN ('chair-3', 'chair-4')`);
  const id = await bench.bring([header, 'Chair,5,x', 'Chair,6,y', 'Chair,7,z', 'Rug,8,x', 'Lamp,free,x', 'Rug 2,8,x']);
  expect(await madeOf(id)).toEqual({ taken: 4, others: 0 });
  await caller.uploads.leaveRowOut({ id, row: 3, isOut: true });
  await caller.uploads.others({ id, areOthers: true });
  expect(await skusOf(id)).toEqual(['chair-5', 'chair-2', 'chair-3', 'rug-3', 'lamp-2', 'rug-2']);
  expect(await caller.uploads.get({ id })).toMatchObject({ good: 4, bad: 1, out: 1, creates: 4, updates: 0 });
  expect(await madeOf(id)).toEqual({ taken: 0, others: 3 });
  await caller.uploads.others({ id, areOthers: false });
  expect(await madeOf(id)).toEqual({ taken: 3, others: 0 });
  expect(await skusOf(id)).toEqual(['chair', 'chair-2', 'chair-3', 'rug', 'lamp', 'rug-2']);
});

test('it stays said when the columns are named anew, and for a row that stays behind', async () => {
  await keep('Chair,25,One', 'Rug,1,x');
  const id = await bench.bring(['What,Cost,Words', 'Chair,99,Other', 'Chair,7,Third', 'Rug,free,x']);
  const mapping = { What: 'title', Cost: 'price', Words: 'description' } as const;
  await caller.uploads.map({ id, mapping });
  await caller.uploads.others({ id, areOthers: true });
  const skus = await skusOf(id);
  expect(skus).toEqual(['chair-3', 'chair-2', 'rug-2']);
  await caller.uploads.map({ id, mapping: { ...mapping, Words: null } });
  expect(await skusOf(id)).toEqual(skus);
  const { restUploadId } = await confirm(id);
  const rest = restUploadId ?? '';
  expect(await caller.uploads.changeCell({ id: rest, row: 4, column: 'price', text: '6' })).toMatchObject({
    rows: [{ change: 'new' }],
  });
  expect(await skusOf(rest)).toEqual(['rug-2']);
});

test('ten thousand rows of one title are other ones in a moment', async () => {
  const lines = Array.from({ length: 10_000 }, (_, n) => `Chair,5,${n}`);
  const id = await bench.bring([header, ...lines]);
  await sql.rows(
    `INSERT INTO listing (sku, title, description, price_minor, currency)
     SELECT CASE WHEN n = 1 THEN 'chair' ELSE 'chair-' || n END, 'Chair', '', 1, 'EUR' FROM generate_series(1, 10000) AS n`,
  );
  expect(await caller.uploads.rows({ id, show: 'taken' })).toMatchObject({ total: 0 });
  await sql.rows('UPDATE upload SET rules_key = NULL WHERE id = $1', [id]);
  expect(await madeOf(id)).toEqual({ taken: 10_000, others: 0 });
  await caller.uploads.others({ id, areOthers: true });
  expect(await madeOf(id)).toEqual({ taken: 0, others: 10_000 });
  expect(new Set(await skusOf(id)).size).toBe(10_000);
});
