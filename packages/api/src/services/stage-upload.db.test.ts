/** A file becomes staged rows, whole or not at all, once, and as it says. */

import { randomBytes } from 'node:crypto';
import { createRowCheck, readDrafts, recognise, sourceOfBytes, writeCsv } from '@hawker/sheets';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, createTestApp, sheetOf } from '../testing/test-app.ts';
import { createUpload, receiveUpload } from './bring-upload.ts';

const bench = await createTestApp();
const { app, caller } = bench;
afterAll(() => bench.close());

let accountIds: string[] = [];
beforeAll(async () => {
  await bench.addOwner();
  accountIds = await bench.addAccounts(1);
});

function bring(text: string, currency = 'EUR') {
  return createUpload(app, actorOf('owner'), {
    fileName: 'stock.csv',
    currency,
    source: sourceOfBytes(Buffer.from(text)),
  });
}

async function stagedRows(id: string) {
  const { rows } = await caller.uploads.rows({ id, limit: 200 });
  return rows;
}

const nothing = async () => {
  const [counts] = await app.database.sql.rows<{ uploads: number; rows: number; raw: number }>(
    `SELECT (SELECT count(*) FROM upload) AS uploads, (SELECT count(*) FROM upload_row) AS rows,
       (SELECT count(*) FROM upload_raw_row) AS raw`,
  );
  return counts;
};

const manyRows = Array.from({ length: 3_000 }, (_, n) => `Row ${n},5,${randomBytes(20).toString('hex')}`);

test.each([
  ['is not to be read from its middle on', ['title,price,note', ...manyRows, '"open,5']],
  ['has too much text', ['title,price,description', ...manyRows, `Long,5,${'x'.repeat(60_000)}`]],
  ['has columns that nobody knows, and is not to be read', ['Artikel,Preis,Notiz', ...manyRows, '"open,5']],
])('a file that %s leaves nothing behind', async (_what, lines) => {
  const before = await nothing();
  await expect(bring(lines.join('\n'))).rejects.toMatchObject({ code: expect.stringMatching(/bad_input|too_large/) });
  expect(await nothing()).toEqual(before);
});

test('a stream that breaks off half way leaves nothing behind', async () => {
  const before = await nothing();
  const bytes = Buffer.from(['title,price,note', ...manyRows].join('\n'));
  async function* brokenOff() {
    yield bytes.subarray(0, bytes.byteLength / 2);
    throw new Error('The connection broke');
  }
  const file = { fileName: 'stock.csv', currency: 'EUR', body: brokenOff() };
  await expect(receiveUpload(app, actorOf('owner'), file)).rejects.toThrow('The connection broke');
  expect(await nothing()).toEqual(before);
});

test('a file brought twice, or at the same time, is one upload; in another currency it is another', async () => {
  const text = 'title,price\nTwice,5';
  const together = await Promise.all([bring(text), bring(text), bring(text)]);
  expect(new Set(together.map(({ id }) => id)).size).toBe(1);
  expect(together.filter(({ existing }) => !existing)).toHaveLength(1);
  expect((await bring(text, 'USD')).existing).toBe(false);
  expect((await bring(`${text}\n`)).existing).toBe(false);
});

test('a file that became a batch is staged anew, says so, and changes nothing', async () => {
  const text =
    'title,price,description,tags,images\nLamp,5,"Bright, and warm",a|b,https://example.com/1.jpg\nLamp,5,,,';
  const { id } = await bring(text);
  const { batchId } = await caller.uploads.confirm({ id, accountIds, publish: { when: 'draft' } });
  const again = await bring(text);
  expect(again.existing).toBe(false);
  expect(await caller.uploads.get({ id: again.id })).toMatchObject({
    sameAs: { batchId, createdAt: expect.any(Date) },
    ...{ creates: 0, updates: 0, unchanged: 2 },
  });
  expect(await caller.uploads.plan({ id: again.id })).toMatchObject({ listings: 2, posts: 0, alreadyThere: 2 });
});

test('characters that Postgres stores nowhere are no reason to refuse a sheet', async () => {
  const price = `${'😀'.repeat(14)}x😀😀`;
  const { id } = await createUpload(app, actorOf('owner'), {
    fileName: 'half \ud83d.csv',
    currency: 'EUR',
    source: sourceOfBytes(Buffer.from(`title,price\nNu\u0000ll,${price}`)),
  });
  const [row] = await stagedRows(id);
  expect(row?.cells).toEqual({ title: 'Null', price });
  expect(row?.errors.price).toContain('is not a price');
  await caller.uploads.changeCell({ id, row: 2, column: 'title', text: 'a\u0000b\ud83dc' });
  expect((await stagedRows(id))[0]?.cells.title).toBe('ab\ufffdc');
});

test('the same file gets the same SKUs, and rows that say theirs keep them', async () => {
  const long = 'An oak bookcase from the middle of the last century';
  const titles = ['Chair', 'Chair', 'Chair 2', `${long}, large`, `${long}, small`, '★★★', '☆☆☆', ''];
  const text = ['sku,title,price', ...titles.map((title) => `,"${title}",5`), 'chair,Said,5'].join('\n');
  const skusOf = async (id: string) =>
    app.database.sql.rows<{ sku: string | null }>('SELECT sku FROM upload_row WHERE upload_id = $1 ORDER BY position', [
      id,
    ]);
  const { id } = await bring(text);
  const skus = (await skusOf(id)).map((row) => row.sku);
  expect(skus.slice(1, 3)).toEqual(['chair-2', 'chair-2-2']);
  // The first one had it until the last row said that it is its own.
  expect(skus[0]).toBe('chair-3');
  expect(skus.at(-2)).toBeNull();
  expect(skus.at(-1)).toBe('chair');
  expect(new Set(skus).size).toBe(skus.length);
  await caller.uploads.discard({ id });
  expect((await skusOf((await bring(text)).id)).map((row) => row.sku)).toEqual(skus);
  const alone = await bring(`sku,title,price\n,"${long}, small",5`);
  expect((await skusOf(alone.id))[0]?.sku).toBe(skus[4]);
});

const cell = fc.string({
  unit: fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }), fc.constantFrom(...',;"\n\t|\'=\\')),
  maxLength: 12,
});
const sheets = fc.array(
  fc.record({
    ...{ sku: cell, title: cell, description: cell, tags: cell },
    // A row is one by being filled in.
    price: fc.oneof(
      cell.filter((text) => /[a-z\d]/i.test(text)),
      fc.constant('5'),
    ),
  }),
  { minLength: 1, maxLength: 6 },
);

test('what is staged is what the file says, checked as the library checks it', async () => {
  const property = fc.asyncProperty(sheets, async (rows) => {
    const pieces: string[] = [];
    for await (const piece of writeCsv(rows.map((cells) => ({ cells })))) {
      pieces.push(piece);
    }
    const bytes = Buffer.from(pieces.join(''));
    const file = await recognise(sourceOfBytes(bytes), 'x.csv');
    const check = createRowCheck({ currency: 'EUR', fileNames: new Set(), channels: [] });
    const expected = [];
    const seen = new Set<string>();
    for await (const batch of readDrafts(file).batches()) {
      for (const { rowNumber: row, cells, warnings } of batch) {
        const { sku: skuError, ...errors } = check(cells).errors;
        const isSecond = skuError === undefined && cells.sku !== undefined && seen.has(cells.sku);
        seen.add(cells.sku ?? '');
        const sku = isSecond ? expect.stringContaining('has this SKU too') : skuError;
        expected.push({ row, cells, warnings, errors: sku === undefined ? errors : { ...errors, sku } });
      }
    }
    const { id } = await createUpload(app, actorOf('owner'), {
      fileName: 'x.csv',
      currency: 'EUR',
      source: sourceOfBytes(bytes),
    });
    const staged = (await stagedRows(id)).map(({ row, cells, warnings, errors }) => ({ row, cells, warnings, errors }));
    expect(staged).toEqual(expected);
  });
  await fc.assert(property, { numRuns: 40 });
});

test('rows are counted as they are staged, and shown a page at a time', async () => {
  const { id } = await createUpload(app, actorOf('owner'), {
    fileName: 'many.csv',
    currency: 'EUR',
    source: sourceOfBytes(Buffer.from(sheetOf(5_000, 'Many'), 'base64')),
  });
  expect(await caller.uploads.get({ id })).toMatchObject({ rowCount: 5_000, good: 5_000, bad: 0, creates: 5_000 });
  const { rows, total } = await caller.uploads.rows({ id, offset: 4_990, limit: 100 });
  expect(total).toBe(5_000);
  expect(rows.map(({ position }) => position)).toEqual(Array.from({ length: 10 }, (_, n) => 4_990 + n));
});
