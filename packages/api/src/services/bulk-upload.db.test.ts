import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, sheetOf } from '../testing/test-app.ts';

const bench = await createTestApp();
const { app, caller } = bench;
afterAll(() => bench.close());

let accountIds: string[] = [];
beforeAll(async () => {
  await bench.addOwner();
  accountIds = await bench.addAccounts(5);
});

const bring = (text: string) => bench.bring([text]);

test('50 rows on 5 accounts become 250 posts with their wakes', async () => {
  const { id } = await caller.uploads.create({ fileName: 'stock.csv', contentBase64: sheetOf(50) });
  expect(await caller.uploads.plan({ id })).toMatchObject({ listings: 50, posts: 250, staying: 0 });
  const { batchId, postCount } = await caller.uploads.confirm({ id, accountIds, publish: { when: 'now' } });
  expect(postCount).toBe(250);
  expect((await caller.batches.get({ id: batchId })).progress).toMatchObject({ total: 250, waiting: 250 });
  const jobs = await app.database.sql.rows<{ key: string }>(
    `SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'pump'`,
  );
  expect(jobs.map((job) => job.key).sort()).toEqual(accountIds.map((accountId) => `pump:${accountId}`).sort());
});

test('a double click makes one batch', async () => {
  const { id } = await caller.uploads.create({ fileName: 'twice.csv', contentBase64: sheetOf(3, 'Twice') });
  const confirm = () => caller.uploads.confirm({ id, accountIds, publish: { when: 'draft' } });
  const clicks = await Promise.allSettled([confirm(), confirm()]);
  const made = clicks.filter((click) => click.status === 'fulfilled' && click.value.postCount > 0);
  expect(made).toHaveLength(1);
  expect(await app.database.prisma.batch.count({ where: { name: 'twice.csv' } })).toBe(1);
  expect((await confirm()).postCount).toBe(0);
});

test('bad rows are told cell by cell, stay behind, and can be mended', async () => {
  const id = await bring(
    [
      'SKU;Titel?;title;price;condition;image',
      'a-1;;Good;12,50;Used - Like New;https://example.com/a.jpg',
      'a-2;;;0;broken;missing.jpg',
      `a-1;;${'long '.repeat(20)};12;;`,
    ].join('\n'),
  );
  expect(await caller.uploads.get({ id })).toMatchObject({ good: 1, bad: 2, creates: 1, updates: 0, unchanged: 0 });
  const upload = await caller.uploads.rows({ id });
  expect((await caller.uploads.preview({ id })).listings).toMatchObject([
    { priceMinor: 1250, condition: 'like_new', sku: 'a-1' },
  ]);
  expect(upload.rows[1]?.errors).toEqual({
    title: 'Give a title.',
    price: 'The price must be more than zero.',
    condition: 'Use new, like new, good or fair.',
    images: '“missing.jpg” is not among the files. Drop that picture here too, or give a web address.',
  });
  expect(upload.rows[2]?.errors).toEqual({
    title: 'Silent market takes at most 60 characters; this title has 99.',
    sku: 'Row 2 has this SKU too. Each listing needs its own.',
  });
  await caller.uploads.changeCell({ id, row: 4, column: 'title', text: 'Short' });
  await caller.uploads.changeCell({ id, row: 4, column: 'sku', text: 'a-3' });
  expect(await caller.uploads.confirm({ id, accountIds, publish: { when: 'draft' } })).toMatchObject({
    postCount: 10,
    staying: 1,
  });
});

test('a batch that fails half way is not there at all', async () => {
  const { id } = await caller.uploads.create({ fileName: 'half.csv', contentBase64: sheetOf(5, 'Half') });
  await app.database.sql.rows(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$`,
  );
  await app.database.sql.rows(
    'CREATE TRIGGER refuse BEFORE INSERT ON post FOR EACH STATEMENT EXECUTE FUNCTION refuse()',
  );
  await expect(caller.uploads.confirm({ id, accountIds, publish: { when: 'now' } })).rejects.toThrow();
  await app.database.sql.rows('DROP TRIGGER refuse ON post');
  expect(await app.database.prisma.batch.count({ where: { name: 'half.csv' } })).toBe(0);
  expect((await caller.uploads.get({ id })).batchId).toBeNull();
  expect((await caller.uploads.confirm({ id, accountIds, publish: { when: 'now' } })).postCount).toBe(25);
});

test('photos that are still to be fetched hold their posts back without a wasted attempt', async () => {
  const id = await bring('title,price,image\nWith photo,5,https://example.com/a.jpg\nWithout,5,');
  const { batchId } = await caller.uploads.confirm({
    id,
    accountIds: accountIds.slice(0, 1),
    publish: { when: 'now' },
  });
  const posts = await app.database.sql.rows<{ title: string; due: boolean }>(
    `SELECT listing.title, due_at IS NOT NULL AS due FROM post JOIN listing ON listing.id = listing_id WHERE batch_id = $1`,
    [batchId],
  );
  expect(posts.find((post) => post.title === 'With photo')?.due).toBe(false);
  expect(posts.find((post) => post.title === 'Without')?.due).toBe(true);
  const jobs = await app.database.sql.rows(`SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'fetch_photo'`);
  // Two from this sheet and the mended one above: one photo each.
  expect(jobs.length).toBe(2);
});

test.each([
  ['', 'The file is empty'],
  ['title,price', 'no listings below it'],
  ['title,price\n"open,5', 'quotation mark'],
])('%j is refused with a sentence', async (text, sentence) => {
  await expect(bring(text)).rejects.toThrow(sentence);
});

test.each([
  ['UTF-16', Buffer.from('\ufefftitle\tprice\nBüro\t5', 'utf16le')],
  ['UTF-8 with BOM', Buffer.from('\ufefftitle,price\nBüro,5')],
  ['Windows-1252', Buffer.from('title;price\nBüro;5', 'latin1')],
])('%s is read', async (_name, bytes) => {
  const { id } = await caller.uploads.create({ fileName: 'x.csv', contentBase64: bytes.toString('base64') });
  expect((await caller.uploads.rows({ id })).rows[0]?.cells.title).toBe('Büro');
});
