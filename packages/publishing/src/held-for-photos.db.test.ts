/** Nothing goes out without the pictures that are on their way to its listing, in whatever status it waits. */

import { channelsOf, createFacebookSheetChannel } from '@hawker/channels';
import { duePostStatuses, type Outcome } from '@hawker/core';
import { releaseHeldPosts } from '@hawker/db';
import fc from 'fast-check';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { publishNext } from './publish-next.ts';
import { pump } from './pump.ts';
import { createTestEngine } from './testing/test-engine.ts';

const bench = await createTestEngine();
const { engine, database, channel } = bench;
const { sql } = database;
afterAll(() => bench.drop());

let accountId = '';
/** What went out, and with how many photos. */
let sent: { postId: string; photos: number }[] = [];
beforeEach(async () => {
  await startAnew();
});

async function startAnew(): Promise<void> {
  await bench.clear();
  accountId = await bench.addAccount();
  sent = [];
  channel.answer({ kind: 'published', externalId: 'x', externalUrl: null });
  channel.whilePreparing(async ({ idempotencyKey, photos }) => {
    sent.push({ postId: idempotencyKey.slice('hawker-'.length, -'-1'.length), photos: photos.length });
  });
}

/** A re-import brings another picture. */
function bringPhoto(postId: string) {
  return sql.rows(
    `INSERT INTO photo (listing_id, status, source_url) SELECT listing_id, 'pending', 'http://x.test/a' FROM post WHERE id = $1`,
    [postId],
  );
}

/** As the job does it when the pictures are in. */
async function photosArrive(postId: string): Promise<void> {
  const [post] = await sql.rows<{ listingId: string }>(
    `UPDATE photo SET status = 'ready', content_hash = 'hash', mime = 'image/jpeg'
     FROM post WHERE post.id = $1 AND photo.listing_id = post.listing_id RETURNING photo.listing_id AS "listingId"`,
    [postId],
  );
  if (post) {
    await database.transaction((tx) => releaseHeldPosts(tx, [post.listingId]));
  }
}

async function work(): Promise<void> {
  while ((await publishNext(engine, accountId)).kind === 'worked') {}
}

test.each(duePostStatuses.filter((status) => status !== 'unknown'))(
  'a post that was %s, and due, went out without the picture that a re-import had brought',
  async (status) => {
    const [held = '', other = ''] = await bench.addPosts(accountId, 2);
    await bringPhoto(held);
    await sql.rows(`UPDATE post SET status = $2::post_status, due_at = now() - interval '1 hour' WHERE id = $1`, [
      held,
      status,
    ]);
    await work();
    expect(sent).toEqual([{ postId: other, photos: 0 }]);
    expect(await bench.post(held)).toMatchObject({ status, dueAt: null });
    await photosArrive(held);
    await work();
    expect(sent.at(-1)).toEqual({ postId: held, photos: 1 });
    expect((await bench.post(held)).status).toBe('published');
  },
);

test('a lost reply was not looked for, because a picture was on its way', async () => {
  const [post = ''] = await bench.addPosts(accountId, 1);
  channel.answer({ kind: 'unknown', sentence: 'No reply.' });
  await work();
  await bringPhoto(post);
  await sql.rows('UPDATE post SET due_at = now()');
  channel.answerLookup({ kind: 'found', externalId: 'x', externalUrl: null });
  await work();
  expect((await bench.post(post)).status).toBe('published');
});

test('a post went into a sheet while its picture was on its way', async () => {
  const sheets = createFacebookSheetChannel();
  const bySheet = { ...engine, channels: channelsOf(channel, sheets) };
  await sql.rows('UPDATE account SET channel = $2 WHERE id = $1', [accountId, sheets.name]);
  const [held = '', other = ''] = await bench.addPosts(accountId, 2);
  await bringPhoto(held);
  await pump(bySheet, accountId);
  expect([(await bench.post(held)).status, (await bench.post(other)).status]).toEqual(['queued', 'awaiting_upload']);
  await photosArrive(held);
  await pump(bySheet, accountId);
  expect((await bench.post(held)).status).toBe('awaiting_upload');
});

const answers: readonly Outcome[] = [
  { kind: 'published', externalId: 'x', externalUrl: null },
  { kind: 'retryable', sentence: 'Busy.' },
  { kind: 'rate_limited', sentence: 'Slower.', retryAfterMs: 1_000 },
];

test('whatever comes in between, each goes out with all pictures that its listing had then, and once they are in it does', async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constantFrom('bring' as const, 'arrive' as const), post: fc.nat({ max: 2 }) }),
    fc.record({ kind: fc.constant('send' as const), answer: fc.constantFrom(...answers) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      await startAnew();
      const ids = await bench.addPosts(accountId, 3);
      const there = new Map(ids.map((id) => [id, { ready: 0, pending: 0 }]));
      const checkSent = () => {
        for (const { postId, photos } of sent.splice(0)) {
          expect([there.get(postId)?.pending, photos]).toEqual([0, there.get(postId)?.ready]);
        }
      };
      for (const taken of steps) {
        if (taken.kind === 'send') {
          channel.answer(taken.answer);
          await bench.makeDue();
          await publishNext(engine, accountId);
          checkSent();
          continue;
        }
        const id = ids[taken.post] ?? '';
        const count = there.get(id) ?? { ready: 0, pending: 0 };
        if (taken.kind === 'bring') {
          await bringPhoto(id);
          count.pending += 1;
        } else {
          await photosArrive(id);
          there.set(id, { ready: count.ready + count.pending, pending: 0 });
        }
      }
      for (const id of ids) {
        await photosArrive(id);
      }
      channel.answer({ kind: 'published', externalId: 'x', externalUrl: null });
      for (const _ of ids) {
        await bench.makeDue();
        await work();
      }
      expect((await Promise.all(ids.map((id) => bench.post(id)))).map(({ status }) => status)).toEqual(
        ids.map(() => 'published'),
      );
    }),
    { numRuns: 25 },
  );
}, 60_000);

test('a post went out of which the rule of its account makes nothing', async () => {
  const [post = ''] = await bench.addPosts(accountId, 1);
  await sql.rows(`UPDATE post SET rule_errors = '{"priceMinor": "The price rule of A makes no price of €1.00."}'`);
  await work();
  expect(sent).toEqual([]);
  expect(await bench.post(post)).toMatchObject({
    status: 'failed',
    lastSentence: 'The price rule of A makes no price of €1.00.',
  });
  expect(await sql.rows('SELECT field_errors AS fields FROM attempt')).toEqual([
    { fields: { price: 'The price rule of A makes no price of €1.00.' } },
  ]);
});
