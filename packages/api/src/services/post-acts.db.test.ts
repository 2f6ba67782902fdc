/** What is done to all posts that match: which are meant, in steps, once each, and back again. */

import { instantOf } from '@hawker/core';
import { movePosts, newId, recordStatements } from '@hawker/db';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actorOf, createTestApp } from '../testing/test-app.ts';
import type { Acted } from './actions.ts';

const bench = await createTestApp();
const { app, caller } = bench;
const { sql } = app.database;
afterAll(() => bench.close());

let accountIds: string[] = [];
let batchId = '';
beforeAll(async () => {
  accountIds = await bench.addAccounts(3);
});

/** So many listings on each account, as drafts of a batch of their own; in the order in which they were made. */
async function addPosts(count: number, accounts: readonly string[] = accountIds, status = 'draft'): Promise<string[]> {
  batchId = newId();
  await sql.rows(`INSERT INTO batch (id, name, listing_count, post_count) VALUES ($1, 'b', 1, 1)`, [batchId]);
  const posts = await sql.rows<{ id: string }>(
    `WITH made AS (
       INSERT INTO listing (sku, title, description, price_minor, currency)
       SELECT uuidv7()::text, 'Chair ' || n, '', n * 100, 'EUR' FROM generate_series(1, $1) AS n RETURNING id
     )
     INSERT INTO post (account_id, listing_id, batch_id, status)
     SELECT account_id, made.id, $2, $4::post_status FROM made CROSS JOIN unnest($3::uuid[]) WITH ORDINALITY AS account (account_id, k)
     ORDER BY made.id, k RETURNING id`,
    [count, batchId, accounts, status],
  );
  return posts.map((post) => post.id).sort();
}

/** Looks now; what is done later is done to these. */
async function look(filter: object = {}) {
  const { upTo, ...seen } = await caller.posts.matching({ filter: { batchId, ...filter } });
  return { seen, all: { filter: { batchId, ...filter }, upTo } };
}

async function toTheEnd(begun: Acted): Promise<Acted & { steps: number }> {
  let acted = begun;
  let steps = 0;
  while (acted.next !== null) {
    acted = await caller.posts.goOn({ action: acted.next });
    steps++;
  }
  return { ...acted, steps };
}

const countBy = async () => (await caller.posts.matching({ filter: { batchId } })).byStatus;
const entries = () =>
  sql.rows<{ action: string; detail: object }>(
    `SELECT action, detail FROM audit_entry WHERE entity = 'post' ORDER BY id DESC LIMIT 2`,
  );

describe('which are meant', () => {
  beforeEach(async () => {
    await addPosts(4);
  });

  test('what is made after the look is not', async () => {
    const { seen, all } = await look();
    const before = batchId;
    await addPosts(1);
    await sql.rows('UPDATE post SET batch_id = $1 WHERE batch_id = $2', [before, batchId]);
    batchId = before;
    expect(seen).toMatchObject({ total: 12, byStatus: { draft: 12 } });
    expect(await toTheEnd(await caller.posts.publish(all))).toMatchObject({ moved: 12, left: 0, total: 12 });
    expect(await countBy()).toEqual({ queued: 12, draft: 3 });
  });

  test('what has moved on since is counted as left, what came to match is not meant', async () => {
    const { posts } = await caller.posts.list({ filter: { batchId } });
    const [moved = '', joined = ''] = posts.map((post) => post.id);
    await caller.posts.publish({ ids: [joined] });
    const { all } = await look({ statuses: ['draft'] });
    await caller.posts.publish({ ids: [moved] });
    await movePosts(sql, { move: 'cancel', postIds: [joined], actor: 'test' });
    await sql.rows(`UPDATE post SET status = 'draft', status_since = clock_timestamp() WHERE id = $1`, [joined]);
    expect(await toTheEnd(await caller.posts.publish(all))).toMatchObject({ moved: 10, left: 1, total: 11 });
    expect((await caller.posts.get({ id: joined })).status).toBe('draft');
  });

  test('what waits is canceled also when the engine had it in its hands meanwhile', async () => {
    await toTheEnd(await caller.posts.publish((await look()).all));
    const { all } = await look({ statuses: ['queued'] });
    const { posts } = await caller.posts.list({ filter: { batchId }, limit: 2 });
    const ids = posts.map((post) => post.id);
    await movePosts(sql, { move: 'claim', postIds: ids, actor: 'test' });
    await movePosts(sql, { move: 'waitForRetry', postIds: ids, actor: 'test', changes: { due: { inMs: 60_000 } } });
    expect(await toTheEnd(await caller.posts.cancel(all))).toMatchObject({ moved: 12, left: 0 });
    expect(await countBy()).toEqual({ canceled: 12 });
  });

  test('a draft is not canceled along with what waits', async () => {
    const { posts } = await caller.posts.list({ filter: { batchId }, limit: 5 });
    await caller.posts.publish({ ids: posts.map((post) => post.id) });
    expect(await toTheEnd(await caller.posts.cancel((await look()).all))).toMatchObject({
      moved: 5,
      left: 0,
      total: 5,
    });
    expect(await countBy()).toEqual({ draft: 7, canceled: 5 });
  });

  test('nothing of another filter, and nothing at all where nothing matches', async () => {
    const [mine] = accountIds;
    const { all } = await look({ accountId: mine });
    expect(await toTheEnd(await caller.posts.publish(all))).toMatchObject({ moved: 4 });
    const none = await look({ search: 'no such thing' });
    expect(await caller.posts.publish(none.all)).toMatchObject({ moved: 0, left: 0, total: 0, next: null });
  });
});

describe('in steps', () => {
  test('each is a transaction of its own with one entry in the audit trail for all, and an answer that was lost costs nothing', async () => {
    await addPosts(1_500);
    const begun = await caller.posts.publish((await look()).all);
    expect(begun).toMatchObject({ moved: 0, left: 0, total: 4_500 });
    const action = begun.next ?? '';
    expect(await caller.posts.goOn({ action })).toMatchObject({ moved: 2_000, left: 0, total: 4_500, next: action });
    expect(await countBy()).toEqual({ queued: 2_000, draft: 2_500 });
    expect(await entries()).toMatchObject([{ action: 'queue', detail: { posts: 2_000, of: 4_500 } }, {}]);
    // Two who ask at once do one after the other.
    const both = await Promise.all([caller.posts.goOn({ action }), caller.posts.goOn({ action })]);
    expect(both.map(({ moved }) => moved).sort()).toEqual([4_000, 4_500]);
    expect(await caller.posts.goOn({ action })).toMatchObject({ moved: 4_500, left: 0, next: null });
    const [entry, older] = await entries();
    expect(entry).toMatchObject({ action: 'queue', detail: { posts: 4_500, left: 0, of: 4_500 } });
    expect(older?.detail).not.toMatchObject({ of: 4_500 });
  });

  test('each writes a number of statements that does not grow', async () => {
    const acts: ((all: Awaited<ReturnType<typeof look>>['all']) => Promise<Acted>)[] = [
      (all) => caller.posts.publish(all),
      (all) => caller.posts.cancel(all),
      (all) => caller.posts.retry(all),
      (all) => caller.posts.schedule({ ...all, from: new Date(), to: new Date(Date.now() + 3_600_000) }),
      (all) => caller.posts.reprice({ ...all, change: { kind: 'rule', rule: { basisPoints: 1_000 } } }),
      (all) => caller.posts.remove(all),
    ];
    const counts: number[][] = [];
    for (const size of [2, 300]) {
      await addPosts(size);
      const of: number[] = [];
      for (const act of acts) {
        const { all } = await look();
        const { statements } = await recordStatements(async () => toTheEnd(await act(all)));
        of.push(statements.length);
      }
      counts.push(of);
    }
    expect(counts[1]).toEqual(counts[0]);
    // The list; then BEGIN, the chunk's ids, the work (a cancel has five), the wakes, how far it has come, COMMIT.
    expect(Math.max(...counts.flat())).toBeLessThanOrEqual(1 + 6 + 5);
  });

  test('only who began it goes on with it', async () => {
    await addPosts(1);
    const { next } = await caller.posts.publish((await look()).all);
    const other = bench.callerOf({ ...actorOf('editor'), userId: newId() });
    await expect(other.posts.goOn({ action: next ?? '' })).rejects.toThrow(/action/);
    await expect(caller.listings.goOn({ action: next ?? '' })).rejects.toThrow(/action/);
  });
});

describe('delete and undo', () => {
  test('all that match go and come back, in one call each and then its steps; what was deleted before stays so', async () => {
    const ids = await addPosts(800);
    await caller.posts.remove({ ids: ids.slice(0, 3) });
    await sql.rows(`UPDATE post SET status = 'published' WHERE id = $1`, [ids[10] ?? '']);
    const { undo, ...removed } = await toTheEnd(await caller.posts.remove((await look()).all));
    expect(removed).toMatchObject({ moved: 2_396, left: 0, total: 2_396, steps: 2 });
    expect(await countBy()).toEqual({ published: 1 });
    expect(await toTheEnd(await caller.posts.restore({ undo: undo ?? '' }))).toMatchObject({ moved: 2_396, left: 0 });
    expect(await countBy()).toEqual({ published: 1, draft: 2_396 });
    // Pressed twice it finds nothing more to do.
    expect(await caller.posts.restore({ undo: undo ?? '' })).toMatchObject({ total: 0, next: null });
  });

  test('a few chosen ones have an undo as well', async () => {
    const [one = '', two = ''] = await addPosts(1);
    const { undo } = await caller.posts.remove({ ids: [one, two] });
    expect(await countBy()).toEqual({ draft: 1 });
    expect(await toTheEnd(await caller.posts.restore({ undo: undo ?? '' }))).toMatchObject({ moved: 2, left: 0 });
    expect(await countBy()).toEqual({ draft: 3 });
  });
});

describe('spread over a window', () => {
  const from = new Date(Date.now() + 3_600_000);
  const to = new Date(from.getTime() + 7 * 86_400_000);
  const times = async () =>
    sql.rows<{ id: string; accountId: string; at: Date; dueAt: Date }>(
      `SELECT id, account_id AS "accountId", scheduled_at AS at, due_at AS "dueAt" FROM post WHERE batch_id = $1
       ORDER BY scheduled_at, id`,
      [batchId],
    );
  const gapsOf = (posts: readonly { at: Date }[]) =>
    posts.slice(1).map(({ at }, index) => at.getTime() - (posts[index]?.at.getTime() ?? 0));

  test('in the order of the sheet, at even steps, for each account as well; across steps of the work', async () => {
    const ids = await addPosts(700);
    const { all } = await look();
    expect(await toTheEnd(await caller.posts.schedule({ ...all, from, to }))).toMatchObject({ moved: 2_100, steps: 2 });
    const posts = await times();
    expect(posts.map((post) => post.id)).toEqual(ids);
    expect([posts[0]?.at, posts.at(-1)?.at]).toEqual([from, to]);
    expect(posts.every((post) => post.at.getTime() === post.dueAt.getTime())).toBe(true);
    for (const list of [posts, ...accountIds.map((id) => posts.filter((post) => post.accountId === id))]) {
      const gaps = gapsOf(list);
      expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
    }
  });

  test('whatever the numbers: in the window, in order, evenly for all and for each account', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 3, maxLength: 3 }),
        fc.integer({ min: 1, max: 10_000_000 }),
        async (sizes, lengthMs) => {
          const parts: string[] = [];
          for (const [index, size] of sizes.entries()) {
            await addPosts(size, [accountIds[index] ?? '']);
            parts.push(batchId);
          }
          await sql.rows('UPDATE post SET batch_id = $1 WHERE batch_id = ANY($2::uuid[])', [batchId, parts]);
          const window = { from, to: new Date(from.getTime() + lengthMs) };
          await toTheEnd(await caller.posts.schedule({ ...(await look()).all, ...window }));
          const posts = await times();
          const count = sizes.reduce((sum, size) => sum + size, 0);
          expect(posts).toHaveLength(count);
          const stepMs = count > 1 ? lengthMs / (count - 1) : 0;
          for (const [index, { at }] of posts.entries()) {
            expect(Math.abs(at.getTime() - from.getTime() - index * stepMs)).toBeLessThanOrEqual(1);
          }
          for (const accountId of accountIds) {
            const own = posts.filter((post) => post.accountId === accountId);
            // In the order in which they were made; two of the same millisecond are listed by their ids.
            expect(own.map((post) => post.id)).toEqual(own.map((post) => post.id).sort());
            for (const [index, { at }] of own.entries()) {
              const even = ((index + 0.5) / own.length) * count * stepMs;
              expect(Math.abs(at.getTime() - from.getTime() - even)).toBeLessThanOrEqual(
                accountIds.length * stepMs + 1,
              );
            }
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  test('an account with few posts among many has them over the whole window too', async () => {
    const [few = '', many = ''] = accountIds;
    await addPosts(4, [few]);
    const first = batchId;
    await addPosts(40, [many]);
    await sql.rows('UPDATE post SET batch_id = $1 WHERE batch_id = $2', [batchId, first]);
    await toTheEnd(await caller.posts.schedule({ ...(await look()).all, from, to }));
    const posts = await times();
    const gaps = gapsOf(posts);
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
    const own = gapsOf(posts.filter((post) => post.accountId === few));
    const step = (to.getTime() - from.getTime()) / 43;
    expect(Math.max(...own) - Math.min(...own)).toBeLessThanOrEqual(2 * step);
  });

  test('chosen ones too; one alone goes at the beginning, and a night that loses an hour is shorter', async () => {
    const [one = ''] = await addPosts(1);
    await toTheEnd(await caller.posts.schedule({ ids: [one], from, to }));
    expect(await caller.posts.get({ id: one })).toMatchObject({ status: 'scheduled', scheduledAt: from, dueAt: from });
    const night = {
      from: instantOf('2027-03-28', 0, 'Europe/Berlin'),
      to: instantOf('2027-03-28', 360, 'Europe/Berlin'),
    };
    const ids = await addPosts(2);
    await toTheEnd(await caller.posts.schedule({ ids, ...night }));
    expect(gapsOf(await times())).toEqual(Array.from({ length: 5 }, () => 3_600_000));
  });

  test('what has its photos still to come waits for them', async () => {
    const [one = ''] = await addPosts(1);
    await sql.rows(
      `INSERT INTO photo (listing_id, status, source_url) SELECT listing_id, 'pending', 'http://x.test/' FROM post WHERE id = $1`,
      [one],
    );
    await toTheEnd(await caller.posts.schedule({ ids: [one], from, to }));
    expect(await caller.posts.get({ id: one })).toMatchObject({ scheduledAt: from, dueAt: null });
  });

  test('an end before the beginning is a mistake in its field', async () => {
    const [one = ''] = await addPosts(1);
    await expect(caller.posts.schedule({ ids: [one], from: to, to: from })).rejects.toThrow('after the beginning');
  });
});

describe('prices', () => {
  const less = { kind: 'rule' as const, rule: { basisPoints: -1_000, amountMinor: -100 }, currency: 'EUR' };
  const prices = async () =>
    (
      await sql.rows<{ own: number | null }>('SELECT price_minor AS own FROM post WHERE batch_id = $1 ORDER BY id', [
        batchId,
      ])
    ).map((post) => post.own);

  test('the preview says exactly what will be, and the act does that', async () => {
    const [account = ''] = accountIds;
    const ids = await addPosts(4, [account]);
    await sql.rows(`UPDATE post SET status = 'published' WHERE id = $1`, [ids[3] ?? '']);
    await sql.rows('UPDATE post SET price_minor = 5000 WHERE id = $1', [ids[2] ?? '']);
    const { all } = await look();
    // 1.00 less 10 % and a euro is nothing; 2.00 becomes 0.80; its own 50.00 becomes 44.00; what is live is not asked.
    const preview = await caller.posts.previewReprice({ ...all, change: less });
    expect(preview).toMatchObject({
      able: 2,
      kept: { out_of_range: 1, other_currency: 0 },
      currencies: [{ currency: 'EUR', n: 3 }],
      examples: [
        { title: 'Chair 1', before: 100, after: null },
        { before: 200, after: 80 },
        { before: 5_000, after: 4_400 },
      ],
    });
    const acted = await toTheEnd(await caller.posts.reprice({ ...all, change: less }));
    expect(acted).toMatchObject({ moved: 2, left: 1, total: 3 });
    expect(await prices()).toEqual([null, 80, 4_400, null]);
  });

  test('a step that is asked for again changes no price twice', async () => {
    const [account = ''] = accountIds;
    const ids = await addPosts(3, [account]);
    const { next } = await caller.posts.reprice({ ids, change: { kind: 'rule', rule: { basisPoints: 10_000 } } });
    const action = next ?? '';
    await Promise.all([caller.posts.goOn({ action }), caller.posts.goOn({ action }), caller.posts.goOn({ action })]);
    expect(await prices()).toEqual([200, 400, 600]);
  });

  test('one price for all; where it is the listing’s the post follows its listing again', async () => {
    const [account = ''] = accountIds;
    const ids = await addPosts(2, [account]);
    await toTheEnd(await caller.posts.reprice({ ids, change: { kind: 'set', priceMinor: 200, currency: 'EUR' } }));
    expect(await prices()).toEqual([200, null]);
    const wrong = await caller.posts.previewReprice({ ids, change: { kind: 'set', priceMinor: 200, currency: 'USD' } });
    expect(wrong).toMatchObject({ able: 0, kept: { other_currency: 2 } });
  });
});
