import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { cancelPosts } from './cancel.ts';
import { createTestEngine } from './testing/test-engine.ts';

const bench = await createTestEngine();
const { database } = bench;
afterAll(() => bench.drop());

let accountId = '';
beforeEach(async () => {
  await bench.clear();
  accountId = await bench.addAccount();
});

const soonWaiting = () =>
  vi.waitFor(async () => {
    const waiting = await database.sql.rows(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    expect(waiting).toHaveLength(1);
  }, 10_000);

/** The second of two posts is being prepared; the first one waits. */
async function oneWaitsOneUnderWay(): Promise<[string, string]> {
  const [waiting = '', underWay = ''] = await bench.addPosts(accountId, 2);
  await database.sql.rows(`UPDATE post SET due_at = now() + interval '1 hour' WHERE id = $1`, [waiting]);
  expect((await bench.claimPost(accountId)).postId).toBe(underWay);
  return [waiting, underWay];
}

test('a cancel took what is under way first and what waits after it, and stood in a ring with who takes them by their ids', async () => {
  const [waiting, underWay] = await oneWaitsOneUnderWay();
  const lock = 'SELECT id FROM post WHERE id = $1 FOR UPDATE';
  let canceling: Promise<unknown> = Promise.resolve();
  // As the deletion of their listings does it.
  await database.transaction(async (tx) => {
    await tx.rows(lock, [waiting]);
    canceling = database.transaction((other) => cancelPosts(other, [waiting, underWay], 'test'));
    await soonWaiting();
    await tx.rows(lock, [underWay]);
  });
  expect(await canceling).toHaveLength(2);
  expect([(await bench.post(waiting)).status, (await bench.post(underWay)).status]).toEqual(['canceled', 'canceled']);
  expect(await bench.attempts(underWay)).toMatchObject([{ status: 'abandoned' }]);
});

test('what has passed the point of no return is left, and what waits beside it is canceled', async () => {
  const [waiting, underWay] = await oneWaitsOneUnderWay();
  await database.sql.rows(`UPDATE attempt SET status = 'submitting', submitting_at = now() WHERE post_id = $1`, [
    underWay,
  ]);
  const moved = await database.transaction((tx) => cancelPosts(tx, [waiting, underWay], 'test'));
  expect(moved.map(({ id }) => id)).toEqual([waiting]);
  expect((await bench.post(underWay)).status).toBe('publishing');
});
