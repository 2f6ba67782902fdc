import { connectDatabase, newId, wakeAccountIn } from '@hawker/db';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { claim } from './claim.ts';
import { beat } from './heartbeat.ts';
import { defaultTimes, type EngineOptions } from './options.ts';
import { publishNext } from './publish-next.ts';
import { record } from './record.ts';
import { rescue, rescueLockKey } from './rescue.ts';
import { passPointOfNoReturn } from './submit.ts';
import { createTestEngine } from './testing/test-engine.ts';

const bench = await createTestEngine();
const { engine, database, channel } = bench;
const { sql } = database;
afterAll(() => bench.drop());

const identity = { host: 'h', pid: 1, poolId: 'pool', concurrency: 1 };
const nobody = { deadWorkers: 0, abandoned: 0, unknown: 0, quarantined: 0 };

let accountId = '';
/** A living worker, and the engine as it has it. */
let living: EngineOptions;
let post = '';

beforeEach(async () => {
  await bench.clear();
  await sql.rows('DELETE FROM worker');
  await sql.rows('UPDATE account SET lease_until = NULL, lease_worker_id = NULL');
  channel.answer({ kind: 'published', externalId: 'x', externalUrl: null });
  living = { ...engine, workerId: newId() };
  await beat(database, { ...identity, id: living.workerId });
  await beat(database, { ...identity, id: engine.workerId, poolId: 'other' });
  accountId = await bench.addAccount();
  [post = ''] = await bench.addPosts(accountId, 1);
});

/** The engine's own worker says nothing any more. */
const stopItsHeart = () =>
  sql.rows(`UPDATE worker SET heartbeat_at = clock_timestamp() - interval '31 seconds' WHERE id = $1`, [
    engine.workerId,
  ]);

const endItsLease = () =>
  sql.rows(`UPDATE account SET lease_until = clock_timestamp() - interval '1 millisecond' WHERE id = $1`, [accountId]);

test('a lease that has run out is ended by the rescue only: its attempt would be left open for ever', async () => {
  await bench.addPosts(accountId, 1);
  const claimed = await bench.claimPost(accountId);
  await passPointOfNoReturn(database, claimed, 5_000);
  await endItsLease();
  expect(await publishNext(living, accountId)).toMatchObject({ kind: 'wait' });
  expect(await rescue(living)).toMatchObject({ unknown: 1 });
  expect(await publishNext(living, accountId)).toEqual({ kind: 'worked' });
});

test('an attempt that is open without a lease is found all the same', async () => {
  await bench.claimPost(accountId);
  await sql.rows('UPDATE account SET lease_until = NULL, lease_worker_id = NULL WHERE id = $1', [accountId]);
  expect(await rescue(living)).toMatchObject({ abandoned: 1 });
  expect((await bench.post(post)).status).toBe('queued');
});

test('what a living worker holds is left to it', async () => {
  await bench.claimPost(accountId);
  expect(await rescue(living)).toEqual(nobody);
  expect((await bench.post(post)).status).toBe('publishing');
});

test('a worker that died before the point of no return: its post is queued again, long before its lease ends', async () => {
  const claimed = await bench.claimPost(accountId);
  await stopItsHeart();
  expect(await rescue(living)).toEqual({ ...nobody, deadWorkers: 1, abandoned: 1 });
  expect(await bench.post(post)).toMatchObject({ status: 'queued', crashes: 1 });
  // Should it only have slept, its fence is too old by now.
  expect(await passPointOfNoReturn(database, claimed, 5_000)).toBe(false);
  await publishNext(living, accountId);
  expect((await bench.post(post)).status).toBe('published');
});

test('a worker that died after it keeps its lease to the end, then the outcome is unknown', async () => {
  const claimed = await bench.claimPost(accountId);
  await passPointOfNoReturn(database, claimed, 5_000);
  await stopItsHeart();
  expect(await rescue(living)).toEqual({ ...nobody, deadWorkers: 1 });
  expect((await bench.post(post)).status).toBe('publishing');
  await endItsLease();
  expect(await rescue(living)).toEqual({ ...nobody, unknown: 1 });
  expect((await bench.post(post)).status).toBe('unknown');
});

test('the gap is counted from the latest moment at which its request may have arrived', async () => {
  accountId = await bench.addAccount({ minGapSeconds: 60 });
  await bench.addPosts(accountId, 2);
  await passPointOfNoReturn(database, await bench.claimPost(accountId), 5_000);
  await endItsLease();
  await rescue(living);
  await sql.rows('UPDATE post SET due_at = NULL WHERE account_id = $1 AND status = $2', [accountId, 'unknown']);
  const step = await publishNext(living, accountId);
  expect(step.kind === 'wait' && step.waitMs > 59_000).toBe(true);
});

test('a success that comes after the rescue is kept, and used instead of a lookup', async () => {
  const claimed = await bench.claimPost(accountId);
  await passPointOfNoReturn(database, claimed, 5_000);
  await endItsLease();
  await rescue(living);
  const outcome = { kind: 'published', externalId: 'late', externalUrl: null } as const;
  const late = {
    ...{ post: claimed, submitted: true, workerId: engine.workerId, random: 0.5 },
    sign: 'answered' as const,
  };
  expect(await record(database, { ...late, outcome, times: defaultTimes })).toBe('late');
  expect((await bench.post(post)).status).toBe('unknown');
  await bench.makeDue();
  await publishNext(living, accountId);
  expect(await bench.post(post)).toMatchObject({ status: 'published', externalId: 'late' });
  expect(channel.looked).toEqual([]);
});

test('a worker that died late in its lease, and is not called dead yet, has crashed all the same', async () => {
  await bench.claimPost(accountId);
  await endItsLease();
  await sql.rows(`UPDATE worker SET heartbeat_at = clock_timestamp() - interval '16 seconds' WHERE id = $1`, [
    engine.workerId,
  ]);
  expect(await rescue(living)).toMatchObject({ deadWorkers: 0, abandoned: 1 });
  expect((await bench.post(post)).crashes).toBe(1);
});

test('a post whose worker lives but was too late has outlived nobody', async () => {
  await bench.claimPost(accountId);
  await endItsLease();
  expect(await rescue(living)).toMatchObject({ abandoned: 1 });
  expect((await bench.post(post)).crashes).toBe(0);
});

/** The worker dies while it has the account's next post, and another one takes over. */
async function die(after: 'claim' | 'point of no return' = 'claim') {
  const doomed = newId();
  await beat(database, { ...identity, id: doomed });
  await sql.rows('UPDATE account SET next_slot_at = NULL');
  const claimed = await bench.claimPost(accountId);
  if (after === 'point of no return') {
    await passPointOfNoReturn(database, claimed, 5_000);
    await endItsLease();
  }
  await stopItsHeart();
  const rescued = await rescue(living);
  await beat(database, { ...identity, id: engine.workerId });
  return rescued;
}

test('a post that took three workers down is held back for a person, and the account goes on', async () => {
  await die();
  await die();
  const [next = ''] = await bench.addPosts(accountId, 1);
  expect(await die()).toMatchObject({ abandoned: 0, quarantined: 1 });
  expect(await bench.post(post)).toMatchObject({ status: 'needs_review', lastClass: 'crashed', dueAt: null });
  await publishNext(living, accountId);
  expect((await bench.post(next)).status).toBe('published');
});

test('one that took them down after the point of no return is looked up first, then held back', async () => {
  channel.answerLookup({ kind: 'absent' });
  await die();
  await die();
  await die('point of no return');
  expect(await bench.post(post)).toMatchObject({ status: 'unknown', crashes: 3 });
  for (let look = 0; look < 3; look++) {
    await bench.makeDue();
    await publishNext(living, accountId);
  }
  expect(await bench.post(post)).toMatchObject({ status: 'needs_review', lastClass: 'crashed' });
  expect(channel.submitted).toEqual([]);
});

test('a lookup that takes workers down is set aside for a person, and the account goes on', async () => {
  channel.answer({ kind: 'unknown', sentence: 'Lost.' });
  await publishNext(living, accountId);
  const [next = ''] = await bench.addPosts(accountId, 1);
  const rescues: unknown[] = [];
  for (let death = 0; death < 3; death++) {
    await bench.makeDue();
    expect((await claim(engine, accountId)).kind).toBe('look_up');
    await stopItsHeart();
    rescues.push(await rescue(living));
    await beat(database, { ...identity, id: engine.workerId });
  }
  expect(rescues.at(-1)).toMatchObject({ quarantined: 1 });
  expect(await bench.post(post)).toMatchObject({ status: 'needs_review', lastClass: 'crashed', crashes: 3 });
  channel.answer({ kind: 'published', externalId: 'x', externalUrl: null });
  await publishNext(living, accountId);
  expect((await bench.post(next)).status).toBe('published');
});

test('a success that was heard too late for three absences is believed by the next claim, not sent again', async () => {
  const claimed = await bench.claimPost(accountId);
  await passPointOfNoReturn(database, claimed, 5_000);
  await endItsLease();
  await rescue(living);
  channel.answerLookup({ kind: 'absent' });
  for (let look = 0; look < 3; look++) {
    await bench.makeDue();
    await publishNext(living, accountId);
  }
  expect((await bench.post(post)).status).toBe('queued');
  const late = { ...{ post: claimed, submitted: true, workerId: engine.workerId, random: 0.5 }, times: defaultTimes };
  const outcome = { kind: 'published', externalId: 'late', externalUrl: null } as const;
  expect(await record(database, { ...late, outcome, sign: 'answered' })).toBe('late');
  await publishNext(living, accountId);
  expect(await bench.post(post)).toMatchObject({ status: 'published', externalId: 'late' });
  expect(channel.submitted).toEqual([]);
});

test('the jobs of a worker whose heart stopped are given back; those of a living one stay', async () => {
  for (const pool of ['other', 'pool']) {
    await wakeAccountIn(sql, await bench.addAccount(), 0);
    await sql.rows(
      `UPDATE graphile_worker._private_jobs SET locked_by = $1, locked_at = now() - interval '1 minute'
       WHERE locked_by IS NULL`,
      [pool],
    );
  }
  await stopItsHeart();
  expect(await rescue(living)).toMatchObject({ deadWorkers: 1 });
  const locked = await sql.rows('SELECT locked_by FROM graphile_worker.jobs WHERE locked_at IS NOT NULL');
  expect(locked).toEqual([{ locked_by: 'pool' }]);
  expect(await rescue(living)).toMatchObject({ deadWorkers: 0 });
  // It was only asleep: its next heartbeat makes it a worker again.
  await beat(database, { ...identity, id: engine.workerId });
  expect(await sql.rows('SELECT 1 FROM worker WHERE id = $1 AND stopped_at IS NULL', [engine.workerId])).toHaveLength(
    1,
  );
});

test('a job that a worker left locked when it signed off is given back too, but not one locked just now', async () => {
  await wakeAccountIn(sql, accountId, 0);
  await sql.rows(`UPDATE graphile_worker._private_jobs SET locked_by = 'gone', locked_at = now()`);
  await rescue(living);
  const locked = () => sql.rows('SELECT 1 FROM graphile_worker.jobs WHERE locked_at IS NOT NULL');
  expect(await locked()).toHaveLength(1);
  await sql.rows(`UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '31 seconds'`);
  await rescue(living);
  expect(await locked()).toEqual([]);
});

test('of several workers one leads', async () => {
  const other = connectDatabase({
    url: bench.url,
    applicationName: 'hawker test',
    onConnectionError: (error) => {
      throw error;
    },
  });
  await other.transaction(async (tx) => {
    await tx.rows('SELECT pg_advisory_xact_lock($1)', [rescueLockKey]);
    expect(await rescue(living)).toBeNull();
  });
  expect(await rescue(living)).not.toBeNull();
  await other.close();
});

test('screens are told of what was rescued, and only then', async () => {
  const changes: (readonly string[])[] = [];
  const told = { ...living, onChange: async (changed: readonly string[]) => void changes.push(changed) };
  await bench.claimPost(accountId);
  await rescue(told);
  expect(changes).toEqual([]);
  await stopItsHeart();
  await rescue(told);
  expect(changes).toEqual([['post', 'account']]);
});
