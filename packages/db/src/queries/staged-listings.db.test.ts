/** From staged rows to listings and posts: what is made, what is changed, and what is left as it is. */

import { afterAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../id.ts';
import { oneRow } from '../sql.ts';
import { recordStatements, workStatements } from '../statements.ts';
import { createTestDatabase } from '../testing/index.ts';
import { insertBatch } from './batches.ts';
import { keepRestOfUpload, lockUploadToConfirm, takeStagedListings } from './staged-listings.ts';
import { type PostVariation, postStagedListings } from './staged-posts.ts';

const bench = await createTestDatabase();
const { database } = bench;
const { sql } = database;
afterAll(() => bench.drop());

const origin = 'http://hawker.test';
const userId = newId();
const accountIds = [newId(), newId()];
await sql.rows(
  `INSERT INTO "user" (id, email, name, password_hash, role) VALUES ($1, 'a@example.com', 'Ann', 'x', 'owner')`,
  [userId],
);
await sql.rows(
  `INSERT INTO account (id, channel, name, credentials, time_zone, min_gap_seconds, posts_per_day)
   SELECT id, 'x', id::text, '\\x00', 'Europe/Berlin', 0, 10 FROM unnest($1::uuid[]) AS id`,
  [accountIds],
);

beforeEach(async () => {
  await sql.rows('TRUNCATE post_event, post, photo, listing, upload CASCADE');
  await sql.rows('DELETE FROM graphile_worker._private_jobs');
});

const chair = {
  title: 'Oak chair',
  description: 'Solid.',
  priceMinor: 4_000,
  currency: 'EUR',
  quantity: 1,
  condition: 'good',
  category: null as string | null,
  brand: null as string | null,
  location: null as string | null,
  tags: [] as string[],
  images: [] as string[],
};
type Entry = Partial<typeof chair> & { sku: string };

/** The cells are those fields that the entry names. */
async function stage(entries: readonly (Entry | null)[]): Promise<string> {
  const { id } = await oneRow<{ id: string }>(
    sql,
    `INSERT INTO upload (user_id, file_name, currency, row_count, bad_count) VALUES ($1, 'stock.csv', 'EUR', $2, $3) RETURNING id`,
    [userId, entries.length, entries.filter((entry) => entry === null).length],
  );
  for (const [position, entry] of entries.entries()) {
    const cells = Object.fromEntries(Object.keys(entry ?? {}).map((field) => [field, 'said']));
    await sql.rows(
      `INSERT INTO upload_row (upload_id, position, row, cells, sku, listing, errors) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        position,
        position + 2,
        JSON.stringify(cells),
        entry?.sku ?? null,
        entry ? JSON.stringify({ ...chair, ...entry }) : null,
        entry ? '{}' : '{"title":"Give a title."}',
      ],
    );
  }
  return id;
}

async function confirm(uploadId: string, overrides: PostVariation[] = [], status: 'draft' | 'queued' = 'queued') {
  return database.transaction(async (tx) => {
    const upload = await lockUploadToConfirm(tx, { id: uploadId, userId, accountIds });
    const batchId = newId();
    const rows = upload?.rows ?? 0;
    await insertBatch(tx, {
      id: batchId,
      name: 'stock.csv',
      listingCount: rows,
      postCount: rows * 2,
      userId,
      actor: 'test',
      uploadId,
    });
    const part = { uploadId, from: 0, to: rows };
    const taken = await takeStagedListings(tx, part, { origin, withListings: true });
    const posts = await postStagedListings(tx, {
      batchId,
      accountIds,
      status,
      scheduledAt: null,
      actor: 'test',
      overrides,
      taken,
    });
    return { ...taken, posts, batchId };
  });
}

function listings() {
  return sql.rows(
    `SELECT sku, title, description, price_minor AS "priceMinor", currency, quantity, brand, tags FROM listing ORDER BY id`,
  );
}

function photos(sku: string) {
  return sql.rows(
    `SELECT photo.status, source_url AS "sourceUrl", file_name AS "fileName", content_hash AS hash
     FROM photo JOIN listing ON listing.id = listing_id WHERE sku = $1 ORDER BY position`,
    [sku],
  );
}

test('rows become listings and posts, listing by listing and account by account', async () => {
  const { posts, created, batchId } = await confirm(
    await stage([
      { sku: 'a', title: 'A' },
      { sku: 'b', title: 'B', tags: ['oak', 'old'], brand: 'Thonet' },
    ]),
  );
  expect({ posts, created }).toEqual({ posts: 4, created: 2 });
  expect(await listings()).toMatchObject([
    { sku: 'a', title: 'A', priceMinor: 4_000, tags: [] },
    { sku: 'b', title: 'B', brand: 'Thonet', tags: ['oak', 'old'] },
  ]);
  const made = await sql.rows(
    `SELECT sku, account_id AS "accountId", post.status, due_at IS NOT NULL AS due, batch_id AS "batchId",
       (SELECT count(*)::int FROM post_event WHERE post_id = post.id) AS events
     FROM post JOIN listing ON listing.id = listing_id ORDER BY post.id`,
  );
  expect(made).toEqual(
    ['a', 'b'].flatMap((sku) =>
      accountIds.map((accountId) => ({ sku, accountId, status: 'queued', due: true, batchId, events: 1 })),
    ),
  );
  expect(await sql.rows('SELECT created_count, updated_count FROM batch WHERE id = $1', [batchId])).toEqual([
    { created_count: 2, updated_count: 0 },
  ]);
});

test('the same rows again make nothing', async () => {
  const rows: Entry[] = [{ sku: 'a', images: ['https://example.com/a.jpg'], tags: ['x'] }, { sku: 'b' }];
  await confirm(await stage(rows));
  expect(await confirm(await stage(rows))).toMatchObject({ created: 0, updated: 0, unchanged: 2, posts: 0 });
  expect(await photos('a')).toHaveLength(1);
});

test('a row with a known SKU changes only what it says', async () => {
  await confirm(await stage([{ sku: 'a', description: 'Old text.', quantity: 7, brand: 'Thonet' }, { sku: 'b' }]));
  expect(await confirm(await stage([{ sku: 'a', title: 'New', priceMinor: 5_000 }, { sku: 'b' }]))).toMatchObject({
    created: 0,
    updated: 1,
    unchanged: 1,
  });
  expect((await listings())[0]).toMatchObject({
    title: 'New',
    priceMinor: 5_000,
    description: 'Old text.',
    quantity: 7,
    brand: 'Thonet',
  });
});

test('a listing that was deleted does not hold its SKU', async () => {
  await confirm(await stage([{ sku: 'a' }]));
  await sql.rows('UPDATE post SET deleted_at = now()');
  await sql.rows('UPDATE listing SET deleted_at = now()');
  expect(await confirm(await stage([{ sku: 'a' }]))).toMatchObject({ created: 1, posts: 2 });
});

test('pictures are named by address, by the name of a file that came along, or by the address Hawker gave them', async () => {
  const hash = 'ab'.repeat(32);
  await sql.rows(
    `INSERT INTO photo (status, content_hash, mime, width, height, size_bytes) VALUES ('ready', $1, 'image/webp', 600, 600, 9)`,
    [hash],
  );
  const uploadId = await stage([
    { sku: 'a', images: ['https://example.com/a.jpg', 'Oak.JPG', `${origin}/photos/${hash}`, 'gone.jpg'] },
  ]);
  await sql.rows(
    `INSERT INTO photo (upload_id, status, file_name, content_hash) VALUES ($1, 'ready', 'oak.jpg', 'old'), ($1, 'ready', 'oak.jpg', 'new')`,
    [uploadId],
  );
  await confirm(uploadId);
  expect(await photos('a')).toEqual([
    { status: 'pending', sourceUrl: 'https://example.com/a.jpg', fileName: null, hash: null },
    { status: 'ready', sourceUrl: null, fileName: 'oak.jpg', hash: 'new' },
    { status: 'ready', sourceUrl: null, fileName: null, hash },
    { status: 'failed', sourceUrl: null, fileName: 'gone.jpg', hash: null },
  ]);
  const jobs = await sql.rows(`SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'fetch_photo'`);
  expect(jobs).toHaveLength(1);
  // Its posts wait for the one that is to be fetched.
  expect(await sql.rows('SELECT id FROM post WHERE due_at IS NOT NULL')).toEqual([]);
});

test('the same pictures again are not fetched again, other ones replace them and hold the posts that wait', async () => {
  const hash = 'cd'.repeat(32);
  const images = ['https://example.com/a.jpg', `${origin}/photos/${hash}`];
  await sql.rows(`INSERT INTO photo (status, content_hash) VALUES ('ready', $1)`, [hash]);
  await confirm(await stage([{ sku: 'a', images }]));
  await sql.rows(`UPDATE photo SET status = 'ready' WHERE source_url IS NOT NULL`);
  await sql.rows('UPDATE post SET due_at = now()');
  expect(await confirm(await stage([{ sku: 'a', images }]))).toMatchObject({ unchanged: 1 });
  expect(await confirm(await stage([{ sku: 'a' }]))).toMatchObject({ unchanged: 1 });
  expect(await confirm(await stage([{ sku: 'a', images: ['https://example.com/b.jpg'] }]))).toMatchObject({
    updated: 1,
  });
  expect(await photos('a')).toEqual([
    { status: 'pending', sourceUrl: 'https://example.com/b.jpg', fileName: null, hash: null },
  ]);
  expect(await sql.rows('SELECT id FROM post WHERE due_at IS NOT NULL')).toEqual([]);
});

test('what an account says differently is kept with its post', async () => {
  const uploadId = await stage([{ sku: 'a' }]);
  const { id: listingId } = await oneRow<{ id: string }>(sql, 'SELECT listing_id AS id FROM upload_row');
  const [first = '', second = ''] = accountIds;
  await confirm(uploadId, [{ listingId, accountId: second, title: 'Else', description: null, priceMinor: 4_400 }]);
  expect(
    await sql.rows(`SELECT account_id AS "accountId", title, price_minor AS "priceMinor" FROM post ORDER BY id`),
  ).toEqual([
    { accountId: first, title: null, priceMinor: null },
    { accountId: second, title: 'Else', priceMinor: 4_400 },
  ]);
});

test('rows that cannot go are kept as an upload of their own', async () => {
  const uploadId = await stage([{ sku: 'a' }, null, { sku: 'b' }, null]);
  const { batchId, created } = await confirm(uploadId);
  expect(created).toBe(2);
  const restId = await database.transaction((tx) => keepRestOfUpload(tx, { uploadId, batchId }));
  expect(
    await sql.rows('SELECT position, row FROM upload_row WHERE upload_id = $1 ORDER BY position', [restId]),
  ).toEqual([
    { position: 0, row: 3 },
    { position: 1, row: 5 },
  ]);
  expect(await sql.rows('SELECT rest_of_batch_id AS of FROM upload WHERE id = $1', [restId])).toEqual([
    { of: batchId },
  ]);
});

test('making posts does not wait for publishing, nor publishing for it', async () => {
  const uploadId = await stage([{ sku: 'a' }]);
  await database.transaction(async (engine) => {
    // As a claim locks it.
    await engine.rows('SELECT id FROM account WHERE id = $1 FOR NO KEY UPDATE', [accountIds[0] ?? '']);
    expect(await confirm(uploadId)).toMatchObject({ posts: 2 });
  });
});

test('the number of statements does not grow with the rows', async () => {
  const few = await stage(Array.from({ length: 2 }, (_, n) => ({ sku: `few-${n}` })));
  const many = await stage(Array.from({ length: 60 }, (_, n) => ({ sku: `many-${n}` })));
  const counted = [few, many].map(
    async (uploadId) => workStatements((await recordStatements(() => confirm(uploadId))).statements).length,
  );
  expect(await Promise.all(counted)).toEqual([4, 4]);
});
