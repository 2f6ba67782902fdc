/** Stored errors are the truth: after an edit, another choice of accounts, a changed rule, or a picture that was added. */

import { coreLimits } from '@hawker/core';
import { recordStatements } from '@hawker/db';
import { drawSamplePicture, sampleListings } from '@hawker/photos';
import type { Column } from '@hawker/sheets';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, createTestApp } from '../testing/test-app.ts';
import { addPhoto } from './photos.ts';

const bench = await createTestApp();
const { app, caller } = bench;
afterAll(() => bench.close());

let accountIds: string[] = [];
beforeAll(async () => {
  await bench.addOwner();
  accountIds = await bench.addAccounts(2);
});

let files = 0;

async function bring(lines: readonly string[]): Promise<string> {
  files++;
  // No two of the tests bring the same file.
  return bench.bring([...lines, `last row ${files},not a price`], `${files}.csv`);
}

async function errorsOf(id: string) {
  const { rows } = await caller.uploads.rows({ id, limit: 200 });
  return rows.slice(0, -1).map(({ errors }) => errors);
}

const longTitle = 'A title of more than sixty characters and that is more than one may have';

test('a row is held to what the chosen accounts take, and no longer when they are not chosen', async () => {
  const id = await bring(['title,price', `${longTitle},5`]);
  const says = (id: string) => errorsOf(id).then(([first]) => first?.title);
  expect(await says(id)).toContain('Silent market takes at most 60 characters');
  expect(await caller.uploads.choose({ id, accountIds: [] })).toMatchObject({ good: 1, bad: 1 });
  expect(await says(id)).toBeUndefined();
  expect(await caller.uploads.choose({ id, accountIds })).toMatchObject({ good: 0, bad: 2 });
  expect(await says(id)).toContain('Silent market');
});

test('accounts that take the same are chosen without a check', async () => {
  const id = await bring(['title,price', 'Chair,5']);
  const [first = ''] = accountIds;
  const { statements } = await recordStatements(() => caller.uploads.choose({ id, accountIds: [first] }));
  expect(statements.filter((text) => text.startsWith('UPDATE upload_row'))).toEqual([]);
  expect((await caller.uploads.get({ id })).accountIds).toEqual([first]);
});

test('what an account says differently must be within its channel’s limits too', async () => {
  const id = await bring(['title,price', 'Chair,5']);
  const [first = '', second = ''] = accountIds;
  const { name } = (await caller.accounts.list()).find((account) => account.id === first) ?? { name: '' };
  const variation = { title: `{title} ${'long '.repeat(15)}`, description: null, price: null };
  await caller.accounts.setVariation({ id: first, variation });
  try {
    expect((await errorsOf(id))[0]?.title).toContain(`As ${name} says it: Silent market takes at most 60`);
    await caller.uploads.choose({ id, accountIds: [second] });
    expect(await errorsOf(id)).toEqual([{}]);
    await caller.uploads.choose({ id, accountIds: [first] });
    const price = { basisPoints: 0, amountMinor: -1_000, ending: null };
    await caller.accounts.setVariation({ id: first, variation: { title: null, description: null, price } });
    expect((await errorsOf(id))[0]?.price).toContain(`The price rule of ${name} makes no price`);
  } finally {
    await caller.accounts.setVariation({ id: first, variation: null });
  }
  expect(await errorsOf(id)).toEqual([{}]);
});

test('a picture that is added mends the rows that name it', async () => {
  const id = await bring(['title,price,image', 'Chair,5,Chair.JPG', 'Table,5,table.jpg|leg.jpg', 'Rug,5,']);
  expect(await caller.uploads.get({ id })).toMatchObject({
    missingImages: ['Chair.JPG', 'table.jpg', 'leg.jpg'],
    fileNames: [],
    ...{ good: 1, bad: 3 },
  });
  const bytes = await drawSamplePicture(sampleListings[0]?.picture ?? '');
  await addPhoto(app, { bytes, fileName: 'chair.jpg', uploadId: id });
  expect(await caller.uploads.get({ id })).toMatchObject({
    missingImages: ['table.jpg', 'leg.jpg'],
    fileNames: ['chair.jpg'],
    ...{ good: 2, bad: 2 },
  });
});

test('a picture that came while a check waited for its upload was not seen, and its row stayed wrong', async () => {
  const id = await bring(['title,price,image', 'Chair,5,chair.jpg']);
  const adding = await app.database.pool.connect();
  await adding.query('BEGIN');
  await adding.query('UPDATE upload SET rules_key = NULL WHERE id = $1', [id]);
  const waiting = caller.uploads.changeCell({ id, row: 2, column: 'brand', text: 'Thonet' });
  for (let isWaiting = false; !isWaiting; ) {
    const waiters = await app.database.sql.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FROM upload%FOR UPDATE%'`,
    );
    isWaiting = (waiters[0]?.n ?? 0) > 0;
  }
  await adding.query(`INSERT INTO photo (upload_id, status, file_name) VALUES ($1, 'ready', 'chair.jpg')`, [id]);
  await adding.query('COMMIT');
  adding.release();
  expect((await waiting).rows.map(({ errors }) => errors)).toEqual([{}]);
});

test('a photo of Hawker’s own, as an export names it, must still be here', async () => {
  const bytes = await drawSamplePicture(sampleListings[1]?.picture ?? '');
  const { contentHash } = await addPhoto(app, { bytes, fileName: 'own.jpg', uploadId: null });
  const gone = contentHash.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
  const own = (hash: string) => `${app.origin}/photos/${hash}`;
  const id = await bring(['title,price,image', `Kept,5,${own(contentHash)}`, `Gone,5,${own(gone)}`]);
  expect(await errorsOf(id)).toEqual([{}, { images: expect.stringContaining('is not kept in Hawker any more') }]);
});

test('an SKU that two rows give is said at the later one, and follows every edit', async () => {
  const id = await bring(['sku,title,price', 'a,One,5', 'a,Two,5', 'a,Three,5', ',A,5'].map((line) => `${line}`));
  const twice = (row: number) => ({ sku: `Row ${row} has this SKU too. Each listing needs its own.` });
  expect(await errorsOf(id)).toEqual([{}, twice(2), twice(2), {}]);
  const { rows, good, bad } = await caller.uploads.changeCell({ id, row: 2, column: 'sku', text: ' b ' });
  expect(rows.map(({ row, errors }) => ({ row, errors }))).toEqual([
    { row: 2, errors: {} },
    { row: 3, errors: {} },
    { row: 4, errors: twice(3) },
  ]);
  expect({ good, bad }).toEqual({ good: 3, bad: 2 });
  await caller.uploads.changeCell({ id, row: 4, column: 'sku', text: '' });
  expect(await errorsOf(id)).toEqual([{}, {}, {}, {}]);
});

test('an empty text takes the cell away; a row that is gone, or a batch, is refused', async () => {
  const id = await bring(['title,price,brand', 'Chair,5,Oakley']);
  const { rows } = await caller.uploads.changeCell({ id, row: 2, column: 'brand', text: '  ' });
  expect(rows[0]?.cells).toEqual({ title: 'Chair', price: '5' });
  await caller.uploads.changeCell({ id, row: 2, column: 'tags', text: 'oak' });
  expect((await caller.uploads.get({ id })).columns).toContain('tags');
  const change = { id, row: 9, column: 'title', text: 'x' } as const;
  await expect(caller.uploads.changeCell(change)).rejects.toThrow('This row is gone');
  await caller.uploads.confirm({ id, accountIds, publish: { when: 'draft' } });
  await expect(caller.uploads.changeCell({ ...change, row: 2 })).rejects.toThrow('has become a batch');
  await expect(caller.uploads.choose({ id, accountIds })).rejects.toThrow('has become a batch');
});

test('what a row does not say is checked as its listing has it', async () => {
  const described = 'x'.repeat(coreLimits.descriptionMax - 5);
  const first = await bring(['sku,title,price,description', `known,Known,5,${described}`]);
  await caller.uploads.confirm({ id: first, accountIds, publish: { when: 'draft' } });
  const [account = ''] = accountIds;
  const variation = { title: null, description: '{description} and more', price: null };
  await caller.accounts.setVariation({ id: account, variation });
  const id = await bring(['sku,title,price', 'known,Known,6', 'unknown,Unknown,6']);
  await caller.accounts.setVariation({ id: account, variation: null });
  const stored = await app.database.sql.rows<{ errors: object }>(
    'SELECT errors FROM upload_row WHERE upload_id = $1 ORDER BY position LIMIT 2',
    [id],
  );
  expect(stored.map(({ errors }) => errors)).toEqual([{ description: expect.stringContaining('at most 5000') }, {}]);
});

const rowNumber = fc.integer({ min: 2, max: 6 });
const edits = fc.array(
  fc.record({
    row: rowNumber,
    column: fc.constantFrom<Column>('sku', 'title', 'price', 'images'),
    text: fc.constantFrom('', 'a', 'b', 'chair', 'chair-2', '5', 'x.jpg', longTitle),
  }),
  { maxLength: 8 },
);

const chairs = ['sku,title,price', 'a,Chair,5', 'a,Chair,5', ',Chair,x', ',Chair,5', 'chair,,5'];

test('after any edits the stored errors are those of a check from the start', async () => {
  const leftOut = fc.array(rowNumber, { maxLength: 6 });
  const property = fc.asyncProperty(edits, leftOut, edits, async (changes, rows, others) => {
    const id = await bring(chairs);
    const out = new Set<number>();
    for (const change of changes) {
      await caller.uploads.changeCell({ id, ...change });
    }
    for (const row of rows) {
      const isOut = !out.delete(row);
      await caller.uploads.leaveRowOut({ id, row, isOut });
      if (isOut) {
        out.add(row);
      }
    }
    for (const change of others.filter(({ row }) => !out.has(row))) {
      await caller.uploads.changeCell({ id, ...change });
    }
    for (const row of [...out].slice(0, 1)) {
      await caller.uploads.leaveRowOut({ id, row, isOut: false });
      out.delete(row);
    }
    const edited = await caller.uploads.rows({ id });
    const { good, bad } = await caller.uploads.get({ id });
    await app.database.sql.rows('UPDATE upload SET rules_key = NULL WHERE id = $1', [id]);
    expect(await caller.uploads.rows({ id })).toEqual(edited);
    expect(bad).toBe(edited.rows.filter(({ change, isOut }) => change === null && !isOut).length);
    expect(good + bad + out.size).toBe(edited.total);
    const skus = await app.database.sql.rows<{ sku: string }>(
      'SELECT sku FROM upload_row WHERE upload_id = $1 AND listing IS NOT NULL',
      [id],
    );
    expect(new Set(skus.map(({ sku }) => sku)).size).toBe(good);
  });
  await fc.assert(property, { numRuns: 25 });
});

test('whatever was changed, taken back from the last on, the rows are as they were brought', async () => {
  const property = fc.asyncProperty(edits, async (changes) => {
    const id = await bring(chairs);
    const brought = await caller.uploads.rows({ id });
    const done = [];
    for (const change of changes) {
      done.push({ ...change, was: (await caller.uploads.changeCell({ id, ...change })).was });
    }
    for (const { row, column, text, was } of done.reverse()) {
      await caller.uploads.changeCell({ id, row, column, text: was.text, expect: text, mark: was.mark });
    }
    expect(await caller.uploads.rows({ id })).toEqual(brought);
    expect(
      await app.database.sql.rows(`SELECT row FROM upload_row WHERE upload_id = $1 AND mended <> '{}'`, [id]),
    ).toEqual([]);
  });
  await fc.assert(property, { numRuns: 15 });
});

test('another person’s upload is not there', async () => {
  const id = await bring(['title,price', 'Chair,5']);
  const [stranger] = await app.database.sql.rows<{ id: string }>(
    `INSERT INTO "user" (email, name, password_hash, role) VALUES ('b@example.com', 'Bob', 'x', 'editor') RETURNING id`,
  );
  const { uploads } = bench.callerOf({ ...actorOf('editor'), kind: 'session', userId: stranger?.id ?? '' });
  const calls = [
    () => uploads.get({ id }),
    () => uploads.rows({ id }),
    () => uploads.plan({ id }),
    () => uploads.preview({ id }),
    () => uploads.rowsToMend({ id }),
    () => uploads.map({ id, mapping: { title: 'title', price: 'price' } }),
    () => uploads.changeCell({ id, row: 2, column: 'title', text: 'x' }),
    () => uploads.acceptUpdate({ id, row: 2 }),
    () => uploads.leaveRowOut({ id, row: 2, isOut: true }),
    () => uploads.fill({ id, column: 'condition', text: 'New' }),
    () => uploads.silent({ id }),
    () => uploads.choose({ id, accountIds }),
    () => uploads.confirm({ id, accountIds, publish: { when: 'draft' } }),
    () => uploads.discard({ id }),
  ];
  for (const call of calls) {
    await expect(call()).rejects.toMatchObject({ code: expect.stringMatching(/NOT_FOUND|CONFLICT/) });
  }
  expect((await uploads.list()).map((upload) => upload.id)).toEqual([]);
  expect(await errorsOf(id)).toEqual([{}]);
});

test('more quick edits than there are connections are all made, also while the accounts are not cached', async () => {
  const id = await bring(['title,price', ...Array.from({ length: 15 }, (_, n) => `Chair ${n},5`)]);
  await app.cache.clear();
  const edits = Array.from({ length: 15 }, (_, n) =>
    caller.uploads.changeCell({ id, row: n + 2, column: 'price', text: `${n + 1}` }),
  );
  await Promise.all(edits);
  const { rows } = await caller.uploads.rows({ id });
  expect(rows.slice(0, 15).map(({ cells }) => cells.price)).toEqual(Array.from({ length: 15 }, (_, n) => `${n + 1}`));
});

test('rows that an older Hawker kept without SKUs get them when they are looked at', async () => {
  const id = await bring(['sku,title,price', ',Bench,5', 'bench,Said,5', ',Bench,5']);
  await app.database.sql.rows(
    `WITH older AS (UPDATE upload SET rules_key = NULL WHERE id = $1)
     UPDATE upload_row SET sku = cells ->> 'sku', listing = NULL WHERE upload_id = $1`,
    [id],
  );
  expect(await caller.uploads.get({ id })).toMatchObject({ good: 3, bad: 1 });
  const rows = await app.database.sql.rows<{ sku: string }>(
    'SELECT sku FROM upload_row WHERE upload_id = $1 ORDER BY position LIMIT 3',
    [id],
  );
  expect(rows.map(({ sku }) => sku)).toEqual(['bench-2', 'bench', 'bench-3']);
});
