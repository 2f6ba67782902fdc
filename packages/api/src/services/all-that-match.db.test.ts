/** All that match is what the person saw: no more, whichever transaction was still open when they looked. */

import { newId } from '@hawker/db';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createTestApp } from '../testing/test-app.ts';
import { domainErrorOf } from '../trpc.ts';

const bench = await createTestApp();
const { app, caller } = bench;
const { sql } = app.database;
afterAll(() => bench.close());

const [accountId = ''] = await bench.addAccounts(1);
let search = '';
beforeEach(async () => {
  search = `chair-${newId()}`;
  await addPosts(3);
});

async function addPosts(count: number, on: { rows: typeof sql.rows } = sql): Promise<void> {
  await on.rows(
    `WITH made AS (
       INSERT INTO listing (sku, title, description, price_minor, currency)
       SELECT uuidv7()::text, $1::text, '', 100, 'EUR' FROM generate_series(1, $2::int) RETURNING id
     )
     INSERT INTO post (account_id, listing_id, status) SELECT $3, id, 'draft' FROM made`,
    [search, count, accountId],
  );
}

/** What a look finds while another transaction has begun to write, and commits only after it. */
async function lookBeside<Seen>(look: () => Promise<Seen>): Promise<Seen> {
  return app.database.transaction(async (tx) => {
    await addPosts(2, tx);
    return look();
  });
}

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => {
      const domain = domainErrorOf(error);
      return domain && { code: domain.code, message: domain.message };
    },
  );

test('posts that were committed behind the look were swept in: it is refused, with the new number', async () => {
  const filter = { search };
  const { upTo, total } = await lookBeside(() => caller.posts.matching({ filter }));
  expect(total).toBe(3);
  const all = { filter, upTo, atMost: total };
  const refusal = {
    code: 'conflict',
    message: 'By now it would be 5 posts, and you were shown 3. Nothing was done: look again, and repeat it.',
  };
  expect(await refusalOf(caller.posts.publish(all))).toEqual(refusal);
  expect(await refusalOf(caller.posts.schedule({ ...all, at: new Date(Date.now() + 60_000) }))).toEqual(refusal);
  const change = { kind: 'set', priceMinor: 200, currency: 'EUR' } as const;
  expect(await refusalOf(caller.posts.reprice({ ...all, change }))).toEqual(refusal);
  expect(await refusalOf(caller.posts.remove(all))).toEqual(refusal);
  // Nothing was begun that a worker could go on with, and nothing is in the trail.
  expect(await sql.rows('SELECT id FROM bulk_action')).toEqual([]);
  expect(await sql.rows(`SELECT id FROM audit_entry WHERE entity = 'post'`)).toEqual([]);
  const again = await caller.posts.matching({ filter });
  const begun = await caller.posts.publish({ filter, upTo: again.upTo, atMost: again.total });
  expect(await caller.posts.goOn({ action: begun.next ?? '' })).toMatchObject({ moved: 5, left: 0 });
});

test('listings too: deleted, priced or posted are those that were seen', async () => {
  const filter = { search };
  const { upTo, total } = await lookBeside(() => caller.listings.matching({ filter }));
  expect(total).toBe(3);
  const all = { filter, upTo, atMost: total };
  const refusal = {
    code: 'conflict',
    message: 'By now it would be 5 listings, and you were shown 3. Nothing was done: look again, and repeat it.',
  };
  expect(await refusalOf(caller.listings.removeMany(all))).toEqual(refusal);
  const change = { kind: 'set', priceMinor: 200, currency: 'EUR' } as const;
  expect(await refusalOf(caller.listings.reprice({ ...all, change }))).toEqual(refusal);
  const posted = caller.listings.post({ ...all, accountIds: [accountId], publish: { when: 'draft' } });
  expect(await refusalOf(posted)).toEqual(refusal);
  expect(await sql.rows('SELECT id FROM batch')).toEqual([]);
});

test('fewer than were seen are no trouble: what has gone is not done anything to', async () => {
  const filter = { search };
  const { upTo, total } = await caller.posts.matching({ filter });
  const { posts } = await caller.posts.list({ filter, limit: 1 });
  await caller.posts.remove({ ids: posts.map((post) => post.id) });
  const begun = await caller.posts.publish({ filter, upTo, atMost: total });
  expect(begun).toMatchObject({ total: 2 });
});
