/** A row that somebody left out does not go, keeps no other from going, and is nothing to mend, until it is taken back. */

import { drawSamplePicture, sampleListings } from '@hawker/photos';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApp } from '../testing/test-app.ts';
import { addPhoto } from './photos.ts';

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

const header = 'sku,title,price';
const bring = (...lines: readonly string[]) => bench.bring([header, ...lines]);
const leave = (id: string, row: number) => caller.uploads.leaveRowOut({ id, row, isOut: true });
const takeBack = (id: string, row: number) => caller.uploads.leaveRowOut({ id, row, isOut: false });
const confirm = (id: string, planToken?: string) =>
  caller.uploads.confirm({ id, accountIds, publish: { when: 'draft' }, planToken });
const skusOf = async (id: string) =>
  (await sql.rows<{ sku: string }>('SELECT sku FROM upload_row WHERE upload_id = $1 ORDER BY position', [id])).map(
    ({ sku }) => sku,
  );
const listed = async () =>
  (await sql.rows<{ title: string }>('SELECT title FROM listing ORDER BY title')).map(({ title }) => title);

test('good rows and bad ones are left out, counted by themselves, and taken back as they were', async () => {
  const id = await bring('a,Oak chair,12', 'b,Elm chair,free', ',Test row,300');
  const before = (await caller.uploads.rows({ id })).rows;
  expect(await leave(id, 4)).toMatchObject({
    ...{ good: 1, bad: 1, out: 1, creates: 1 },
    rows: [{ row: 4, isOut: true, change: null, errors: {} }],
  });
  expect(await leave(id, 3)).toMatchObject({ good: 1, bad: 0, out: 2, rows: [{ row: 3, errors: {} }] });
  expect(await caller.uploads.get({ id })).toMatchObject({ rowCount: 3, good: 1, bad: 0, out: 2 });
  const shown = async (show: 'all' | 'bad' | 'updates' | 'out') => {
    const { total, rows } = await caller.uploads.rows({ id, show });
    return [total, ...rows.map(({ row }) => row)];
  };
  expect(await shown('all')).toEqual([3, 2, 3, 4]);
  expect(await shown('bad')).toEqual([0]);
  expect(await shown('out')).toEqual([2, 3, 4]);
  expect((await caller.uploads.rowsToMend({ id })).csv).not.toContain('Elm');
  await takeBack(id, 3);
  await takeBack(id, 4);
  expect(await caller.uploads.get({ id })).toMatchObject({ good: 2, bad: 1, out: 0 });
  expect((await caller.uploads.rows({ id })).rows).toEqual(before);
});

test('a row goes once its twin is left out, and no longer when that is taken back', async () => {
  const id = await bring('a,Oak chair,12', 'a,Elm chair,13', 'a,Ash chair,14');
  expect(await leave(id, 2)).toMatchObject({
    ...{ good: 1, bad: 1, out: 1 },
    rows: [
      { row: 2, isOut: true },
      { row: 3, change: 'new', errors: {} },
      { row: 4, errors: { sku: expect.stringContaining('Row 3 has this SKU too') } },
    ],
  });
  await leave(id, 4);
  expect(await confirm(id)).toMatchObject({ created: 1, staying: 0, out: 2, restUploadId: null });
  expect(await listed()).toEqual(['Elm chair']);

  const again = await bring('b,Oak table,12', 'b,Elm table,13');
  await leave(again, 2);
  expect(await takeBack(again, 2)).toMatchObject({
    ...{ good: 1, bad: 1, out: 0 },
    rows: [
      { row: 2, change: 'new' },
      { row: 3, change: null },
    ],
  });
});

test('an SKU that was made for another row meanwhile gives way to the row that says it', async () => {
  const id = await bring('stool,Tall stool,12', ',Stool,13');
  await leave(id, 2);
  await sql.rows('UPDATE upload_row SET sku = $2 WHERE upload_id = $1 AND row = 3', [id, 'stool']);
  expect(await takeBack(id, 2)).toMatchObject({ good: 2, bad: 0, rows: [{ row: 2 }, { row: 3 }] });
  expect(await skusOf(id)).toEqual(['stool', 'stool-2']);
});

test('what is left out stays so when all is checked again, and is nothing that a listing could make outdated', async () => {
  const first = await bring('a,Oak chair,12', 'b,Lamp,5');
  await confirm(first);
  const id = await bring('a,Oak chair,free', 'b,Lamp,6');
  await leave(id, 2);
  const { token } = await caller.uploads.plan({ id });
  const [chair] = (await caller.listings.list({ search: 'Oak', limit: 1 })).listings;
  const { photos: _photos, ...fields } = await caller.listings.get({ id: chair?.id ?? '' });
  await sql.rows(`UPDATE listing SET description = 'Other' WHERE id = $1`, [fields.id]);
  await sql.rows('UPDATE upload SET rules_key = NULL WHERE id = $1', [id]);
  expect(await caller.uploads.get({ id })).toMatchObject({ good: 1, bad: 0, out: 1, updates: 1 });
  await expect(caller.uploads.plan({ id })).resolves.toMatchObject({ listings: 1, staying: 0, out: 1 });
  expect(await caller.uploads.choose({ id, accountIds })).toMatchObject({ good: 1, bad: 0, out: 1 });
  expect(await confirm(id, (await caller.uploads.plan({ id })).token)).toMatchObject({ updated: 1, out: 1 });
  expect(token).not.toBe('');
});

test('whoever saw a plan before a row was left out confirms another one', async () => {
  const id = await bring('a,Oak chair,12', 'b,Lamp,5');
  await caller.uploads.choose({ id, accountIds });
  const { token } = await caller.uploads.plan({ id });
  await leave(id, 3);
  await expect(confirm(id, token)).rejects.toThrow('Look at the plan again');
  await takeBack(id, 3);
  await expect(confirm(id, token)).rejects.toThrow('Look at the plan again');
});

test('a row that is left out stays so when the columns are named anew, and its twin goes', async () => {
  const id = await bench.bring(['sku,title,price,note', 'a,Oak,12,Elm', 'a,Ash,13,Fir', ',Test row,300,Sum']);
  await leave(id, 2);
  await leave(id, 4);
  const mapping = { sku: 'sku', title: null, price: 'price', note: 'title' } as const;
  await caller.uploads.map({ id, mapping });
  expect(await caller.uploads.get({ id })).toMatchObject({ good: 1, bad: 0, out: 2 });
  expect((await caller.uploads.rows({ id })).rows).toMatchObject([
    { row: 2, isOut: true, errors: {}, cells: { title: 'Elm' } },
    { row: 3, isOut: false, change: 'new', cells: { title: 'Fir' } },
    { row: 4, isOut: true, errors: {}, cells: { title: 'Sum' } },
  ]);
  expect(await takeBack(id, 2)).toMatchObject({ good: 1, bad: 1, out: 1 });
});

test('only what is to be mended stays behind; rows left out are told by the batch', async () => {
  const id = await bring('a,Oak chair,12', 'b,Elm chair,free', 'c,Ash chair,free', 'd,Fir chair,9');
  await leave(id, 4);
  await leave(id, 5);
  const { batchId, restUploadId, ...confirmed } = await confirm(id);
  expect(confirmed).toMatchObject({ created: 1, staying: 1, out: 2 });
  const rest = restUploadId ?? '';
  expect(await caller.batches.get({ id: batchId })).toMatchObject({ restRowCount: 1, outRowCount: 2, listingCount: 1 });
  expect((await caller.uploads.rows({ id: rest })).rows).toMatchObject([{ row: 3, isOut: false }]);
  // What stayed is left out too: nothing waits any more.
  expect(await leave(rest, 3)).toMatchObject({ good: 0, bad: 0, out: 1 });
  await expect(confirm(rest)).rejects.toThrow('No row goes: all are left out.');
  expect(await caller.batches.get({ id: batchId })).toMatchObject({ restUploadId: null, restRowCount: 0 });
  await expect(leave(id, 2)).rejects.toThrow('has become a batch already');
});

test('cells of a row that is left out are mended once it is taken back', async () => {
  const id = await bring('a,Oak chair,12');
  await leave(id, 2);
  const mend = () => caller.uploads.changeCell({ id, row: 2, column: 'price', text: '13' });
  await expect(mend()).rejects.toThrow('Row 2 is left out. Take it back first');
  await takeBack(id, 2);
  expect((await mend()).rows[0]?.cells.price).toBe('13');
  await expect(leave(id, 9)).rejects.toThrow('This row is gone');
});

test('pictures that only a row left out names are not missing', async () => {
  const id = await bench.bring(['title,price,image', 'Chair,5,chair.jpg', 'Lamp,5,lamp.jpg']);
  await leave(id, 2);
  expect((await caller.uploads.get({ id })).missingImages).toEqual(['lamp.jpg']);
  const bytes = await drawSamplePicture(sampleListings[0]?.picture ?? '');
  await addPhoto(app, { bytes, fileName: 'lamp.jpg', uploadId: id });
  expect(await caller.uploads.get({ id })).toMatchObject({ good: 1, bad: 0, out: 1 });
});

test('changes of a cell are taken back and made again, with the marks that they had', async () => {
  const id = await bench.bring(['sku,title,price,note', 'a,Oak chair,free,x', ',Stool,5,x']);
  const mend = (text: string, back: object = {}) =>
    caller.uploads.changeCell({ id, row: 2, column: 'price', text, ...back });
  const mended = () => sql.rows('SELECT mended FROM upload_row WHERE upload_id = $1 AND row = 2', [id]);
  const first = await mend('12');
  expect(first.was).toEqual({ text: 'free', mark: null });
  const second = await mend(' 13 ');
  expect(second.was).toEqual({ text: '12', mark: 'mended' });

  expect(await mend('12', { expect: ' 13 ', mark: 'mended' })).toMatchObject({ good: 2, was: { text: '13' } });
  expect(await mended()).toEqual([{ mended: ['price'] }]);
  expect(await mend('free', { expect: '12', mark: null })).toMatchObject({ bad: 1, rows: [{ change: null }] });
  expect(await mended()).toEqual([{ mended: [] }]);
  // Never mended: what the file says now counts.
  expect(await caller.uploads.map({ id, mapping: { sku: 'sku', title: 'title', price: 'price', note: null } })).toEqual(
    {
      kept: 0,
      dropped: 0,
    },
  );
  await mend('12', { expect: 'free' });
  expect(await mended()).toEqual([{ mended: ['price'] }]);
  await expect(mend('free', { expect: '13', mark: null })).rejects.toThrow(
    '“Price” of row 2 has been changed again since. It stays as it is.',
  );
});

test('an SKU that is taken back is made again as it was', async () => {
  const id = await bring(',Stool,5', ',Stool,6');
  const said = await caller.uploads.changeCell({ id, row: 2, column: 'sku', text: 'own' });
  expect(await skusOf(id)).toEqual(['own', 'stool-2']);
  await caller.uploads.changeCell({ id, row: 2, column: 'sku', text: '', expect: 'own', mark: said.was.mark });
  expect(await skusOf(id)).toEqual(['stool', 'stool-2']);
});
