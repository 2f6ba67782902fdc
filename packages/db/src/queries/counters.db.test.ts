/** The law of the counters: whatever happens to posts, in whatever order and by how many at once, they equal a count. */

import { type PostMoveName, postMoves } from '@hawker/core';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { newId } from '../id.ts';
import { createTestDatabase } from '../testing/index.ts';
import { movePosts } from './post-moves.ts';
import { insertPosts } from './posts.ts';

const bench = await createTestDatabase();
const { sql } = bench.database;
afterAll(() => bench.drop());

const accounts = [newId(), newId(), newId()];
const batches = [newId(), newId()];
for (const id of accounts) {
  await sql.rows(
    `INSERT INTO account (id, channel, name, credentials, time_zone, min_gap_seconds, posts_per_day)
     VALUES ($1, 'x', $2, '\\x00', 'Europe/Berlin', 0, 10)`,
    [id, id],
  );
}
for (const id of batches) {
  await sql.rows(`INSERT INTO batch (id, name, listing_count, post_count) VALUES ($1, 'b', 0, 0)`, [id]);
}

const moves = Object.keys(postMoves) as PostMoveName[];

type Action =
  | { kind: 'insert'; account: number; batch: number | null; count: number }
  | { kind: 'move'; move: PostMoveName; every: number; settle: boolean }
  | { kind: 'hide' | 'show' | 'erase'; every: number }
  | { kind: 'fold' };

const every = fc.integer({ min: 1, max: 4 });
const actions: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    kind: fc.constant('insert' as const),
    account: fc.nat({ max: 2 }),
    batch: fc.option(fc.nat({ max: 1 })),
    count: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({ kind: fc.constant('move' as const), move: fc.constantFrom(...moves), every, settle: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('hide' as const, 'show' as const, 'erase' as const), every }),
  fc.constant<Action>({ kind: 'fold' }),
);

async function perform(action: Action): Promise<void> {
  switch (action.kind) {
    case 'insert': {
      const posts = Array.from({ length: action.count }, () => ({
        id: newId(),
        accountId: accounts[action.account] ?? '',
        listingId: newId(),
      }));
      await bench.database.transaction(async (tx) => {
        await tx.rows(
          `INSERT INTO listing (id, sku, title, description, price_minor, currency) SELECT id, id::text, 't', '', 1, 'EUR' FROM unnest($1::uuid[]) AS id`,
          [posts.map((post) => post.listingId)],
        );
        const batchId = action.batch === null ? null : (batches[action.batch] ?? null);
        await insertPosts(tx, { posts, batchId, status: 'queued', scheduledAt: null, actor: 'test' });
      });
      return;
    }
    case 'move': {
      const posts = await sql.rows<{ id: string }>('SELECT id FROM post ORDER BY id');
      const postIds = posts.filter((_, index) => index % action.every === 0).map((post) => post.id);
      await movePosts(sql, {
        move: action.move,
        postIds,
        actor: 'test',
        changes: action.settle ? { settledInZone: 'Europe/Berlin' } : {},
      });
      return;
    }
    case 'hide':
      await sql.rows(`UPDATE post SET deleted_at = now() WHERE hashtext(id::text) % $1 = 0`, [action.every]);
      return;
    case 'show':
      await sql.rows(`UPDATE post SET deleted_at = NULL WHERE hashtext(id::text) % $1 = 0`, [action.every]);
      return;
    case 'erase':
      await sql.rows(`DELETE FROM post WHERE hashtext(id::text) % ($1 * 3) = 0`, [action.every]);
      return;
    case 'fold':
      await sql.rows('SELECT fold_post_counts()');
      return;
  }
}

/** Rows of one side that the other does not have, both ways. */
async function differences(): Promise<unknown[]> {
  return sql.rows(
    `SELECT of, key, status, sum(n) AS n FROM (
       SELECT 'post' AS of, account_id::text AS key, status::text, sum(n) AS n FROM post_count GROUP BY 2, 3
       UNION ALL SELECT 'post', account_id::text, status::text, -count(*) FROM post WHERE deleted_at IS NULL GROUP BY 2, 3
       UNION ALL SELECT 'batch', batch_id::text, status::text, sum(n) FROM batch_count GROUP BY 2, 3
       UNION ALL SELECT 'batch', batch_id::text, status::text, -count(*) FROM post
         WHERE deleted_at IS NULL AND batch_id IS NOT NULL GROUP BY 2, 3
       UNION ALL SELECT 'day', account_id || day::text, status::text, sum(n) FROM post_day GROUP BY 2, 3
       UNION ALL SELECT 'day', account_id || settled_on::text, status::text, -count(*) FROM post
         WHERE deleted_at IS NULL AND settled_on IS NOT NULL GROUP BY 2, 3
     ) AS both_sides GROUP BY of, key, status HAVING sum(n) <> 0`,
  );
}

test('after any sequence of changes the counters equal a real count', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(actions, { minLength: 1, maxLength: 12 }), async (sequence) => {
      for (const action of sequence) {
        await perform(action);
      }
      expect(await differences()).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('writers at the same time neither deadlock nor lose a count', async () => {
  await perform({ kind: 'insert', account: 0, batch: 0, count: 5 });
  await perform({ kind: 'insert', account: 1, batch: 0, count: 5 });
  const all: Action[] = [
    { kind: 'move', move: 'cancel', every: 2, settle: false },
    { kind: 'move', move: 'claim', every: 1, settle: false },
    { kind: 'insert', account: 0, batch: 0, count: 3 },
    { kind: 'fold' },
    { kind: 'move', move: 'cancel', every: 3, settle: true },
    { kind: 'fold' },
  ];
  await Promise.all([...all, ...all].map(perform));
  expect(await differences()).toEqual([]);
});

test('folding leaves as many rows as there are different counts', async () => {
  await perform({ kind: 'fold' });
  const [row] = await sql.rows('SELECT count(*) = count(DISTINCT (account_id, status)) AS folded FROM post_count');
  expect(row).toEqual({ folded: true });
});
